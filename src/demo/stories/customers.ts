import { DEMO_PASSWORD } from '../../features/accounts/demo-password.ts'
import type { AssetInput } from '../../features/assets/asset-input.ts'
import { AskErasure, askErasure } from '../../features/privacy/ask-erasure.ts'
import { SayConsent, sayMyConsent } from '../../features/privacy/my-consents.ts'
import type { Shop } from '../../features/shops/shop.ts'
import type { AccountCaller } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { openDemoAccount } from '../cast.ts'
import { before } from './before.ts'
import type { Ending, Plan } from './scene.ts'

const vehicle = (make: string, model: string, year: number, plate: string, odometer: number): AssetInput => ({
  kind: 'vehicle',
  make,
  model,
  year,
  plate,
  odometer,
})

const COROLLA = vehicle('Toyota', 'Corolla', 2018, 'KLM 4821', 64_200)
const OUTBACK = vehicle('Subaru', 'Outback', 2021, 'HTR 2096', 31_800)
const GOLF = vehicle('Volkswagen', 'Golf', 2015, 'GLF 7730', 91_300)

const PAST: readonly Ending[] = ['closed', 'closed', 'closed', 'payment_pending', 'in_progress', 'scheduled']

/** A customer with a past: some of the shop's repairs are theirs, one under way, one to come. */
export async function openCustomer(ctx: Ctx, plans: readonly Plan[]): Promise<AccountCaller> {
  const caller = await openDemoAccount(ctx, {
    name: 'Carla Customer',
    email: 'customer@fixbay.example',
    phone: '+12125550155',
  })
  for (const [index, ending] of PAST.entries())
    give(plans, ending, index * 7, { caller, asset: index % 2 === 0 ? COROLLA : OUTBACK })
  return caller
}

/** A customer who was there once, and wants to be forgotten. */
export async function openLeaver(ctx: Ctx, plans: readonly Plan[]): Promise<AccountCaller> {
  const caller = await openDemoAccount(before(ctx, { days: 90 }), {
    name: 'Elena Marsh',
    email: 'elena@fixbay.example',
    phone: '+12125550157',
  })
  give(plans, 'closed', 40, { caller, asset: GOLF })
  return caller
}

/** Asks to be erased everywhere; five days are left to think again. */
export async function askToBeForgotten(ctx: Ctx, caller: AccountCaller): Promise<void> {
  const asked = AskErasure.parse({ presentPassword: DEMO_PASSWORD })
  await askErasure({ ...before(ctx, { days: 2 }), caller }, asked)
}

/** Makes a planned repair this person's: the `at`-th that ends so and is nobody's yet, else the first. */
function give(
  plans: readonly Plan[],
  ending: Ending,
  at: number,
  account: NonNullable<Plan['account']>,
): void {
  const free = plans.filter((plan) => plan.ending === ending && !plan.account)
  const plan = free[at] ?? free[0]
  if (plan) plan.account = account
}

/** What a customer told the shop about being written to. */
export async function sayConsents(
  ctx: Ctx,
  { slug: shop }: Pick<Shop, 'slug'>,
  caller: AccountCaller,
): Promise<void> {
  const then: Ctx = { ...before(ctx, { days: 12 }), caller }
  await sayMyConsent(then, SayConsent.parse({ shop, purpose: 'reminders', granted: true }))
  await sayMyConsent(then, SayConsent.parse({ shop, purpose: 'promotions', channel: 'sms', granted: false }))
}

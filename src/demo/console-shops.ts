import type { z } from 'zod'
import { DEMO_PASSWORD } from '../features/accounts/demo-password.ts'
import { openVerifiedAccount } from '../features/accounts/register.ts'
import { approveShop, suspendShop } from '../features/shops/approve-shop.ts'
import type { Shop } from '../features/shops/shop.ts'
import { OpenShop, openShop } from '../features/staff/open-shop.ts'
import type { Caller } from '../kit/access/index.ts'
import type { Ctx } from '../kit/context.ts'

const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:30' }))

const WAITING = {
  slug: 'bridge-street-phones',
  name: 'Bridge Street Phones',
  kinds: ['device'],
  city: 'Boston',
  address: '14 Bridge Street',
  region: 'US',
  timezone: 'America/New_York',
  currency: 'USD',
  locale: 'en',
  taxMode: 'added',
  phone: '617 555 0142',
  email: 'hello@bridge-street.example',
  hours: week,
} satisfies z.input<typeof OpenShop>

const SUSPENDED = {
  ...WAITING,
  slug: 'old-mill-motors',
  name: 'Old Mill Motors',
  kinds: ['workshop'],
  city: 'Providence',
  address: '3 Mill Lane',
  phone: '401 555 0117',
  email: 'office@old-mill.example',
} satisfies z.input<typeof OpenShop>

/** For the platform's console: a shop that waits for a yes since this morning, and one that the admin has suspended. */
export async function openConsoleShops(ctx: Ctx, admin: Caller): Promise<void> {
  const days = (count: number): Ctx => ({ ...ctx, now: ctx.now.subtract({ hours: 24 * count }) })
  await open(
    { ...ctx, now: ctx.now.subtract({ hours: 3 }) },
    WAITING,
    'Bridget Stone',
    'bridget@fixbay.example',
  )
  const mill = await open(days(60), SUSPENDED, 'Milo Miller', 'milo@fixbay.example')
  await approveShop({ ...days(59), caller: admin }, mill)
  const reason = 'Customers write that nobody has been there for two weeks, and the phone is not answered.'
  await suspendShop({ ...days(2), caller: admin }, mill, { reason })
}

async function open(ctx: Ctx, shop: z.input<typeof OpenShop>, name: string, email: string): Promise<Shop> {
  const { id } = await openVerifiedAccount(ctx, { name, email, password: DEMO_PASSWORD })
  return openShop(ctx, OpenShop.parse(shop), { accountId: id, name })
}

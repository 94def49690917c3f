import { z } from 'zod'
import { allow, type Grant, inPerson } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound, Problem } from '../../kit/errors.ts'
import { longText, text } from '../../kit/input.ts'
import { type Account, accountById, findAccountByEmail } from '../accounts/account.ts'
import { beginActing, type HatsToWear, hatsToWear } from '../accounts/act-for.ts'
import { shopsById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { tellActing } from './tell-acting.ts'

export const ActAsInput = z.strictObject({
  account: text({ max: 254 }).meta({ description: 'The id of the account, or its e-mail address.' }),
  shop: z.string().max(64).optional().meta({
    description: 'The slug of a shop that they work for; without it they are acted for as a customer.',
  }),
  reason: longText({ max: 500, min: 10 }),
})
export type ActAsInput = z.output<typeof ActAsInput>

/** Whom somebody acts for, where, and until when. */
export interface Acting {
  account: Account
  shop: Shop | null
  /** What is held in that shop. */
  may: Grant['permissions']
  until: Temporal.Instant
}

/** A person whom the caller might act for, with where they work; null where there is none by that id or address. */
export async function personToActFor(
  ctx: Ctx,
  asked: string,
): Promise<{ account: Account; hats: HatsToWear; shops: Map<string, Shop> } | null> {
  maySeekPeople(ctx)
  const account = await seek(ctx, asked)
  if (!account) return null
  const hats = await hatsToWear(ctx, account.id)
  const ids = hats.shops.map(({ id }) => id)
  return { account, hats, shops: ids.length > 0 ? await shopsById(ctx, ids) : new Map<string, Shop>() }
}

/** 401, 404 and 403 unless the caller may act for others at all: in their own person. */
export function maySeekPeople(ctx: Ctx): void {
  inPerson(ctx)
  allow(ctx, 'platform.impersonate', {})
}

/**
 * Lets the caller act in another's place for half an hour: with that one's rights in one shop, whose owner is told, or as
 * a customer, who is told themselves. Nobody of the platform is acted for, so nobody gets more rights by it.
 */
export async function actAs(ctx: Ctx, input: ActAsInput): Promise<Acting> {
  maySeekPeople(ctx)
  const found = await personToActFor(ctx, input.account)
  if (!found) throw notFound('/account')
  const { account, hats, shops } = found
  const { accountId } = inPerson(ctx)
  if (account.id === accountId) throw illegalMove('acting_self')
  if (account.deactivatedAt) throw illegalMove('acting_closed')
  if (hats.platformRoles.length > 0) throw new Problem('forbidden', { reason: 'acting_platform' })
  const hat = input.shop === undefined ? null : hats.shops.find(({ slug }) => slug === input.shop)
  const shop = hat ? shops.get(hat.id) : null
  if (shop === undefined || hat === undefined) throw notFound('/shop')
  const { reason } = input
  return transaction(ctx, async (tx) => {
    const until = await beginActing(tx, account, { shopId: shop?.id ?? null, reason })
    await tellActing(tx, { account, shop, reason })
    return { account, shop, may: hat?.permissions ?? new Map(), until }
  })
}

function seek(ctx: Ctx, asked: string): Promise<Account | undefined> {
  return asked.includes('@') ? findAccountByEmail(ctx, asked.toLowerCase()) : accountById(ctx, asked)
}

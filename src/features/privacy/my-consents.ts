import { z } from 'zod'
import { signedIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { currentConsentsOf, sayConsent } from '../customers/own-consents.ts'
import type { Consent } from '../customers/consents.ts'
import { shopsById } from '../shops/find.ts'
import { holdingsOf } from './holdings.ts'

/** What the caller agreed to at one shop: the last word for each purpose and channel. */
export interface ShopConsents {
  shop: { id: string; slug: string; name: string; timezone: string }
  consents: Consent[]
}

/** What the caller agreed to, shop by shop; shops where nothing was ever said are in it too. */
export async function readMyConsents(ctx: Ctx): Promise<ShopConsents[]> {
  const { accountId } = signedIn(ctx)
  const holdings = await holdingsOf(ctx, accountId)
  const shops = await shopsById(
    ctx,
    holdings.map(({ shopId }) => shopId),
  )
  const found: ShopConsents[] = []
  for (const { shopId, customerIds } of holdings) {
    const shop = shops.get(shopId)
    if (!shop) continue
    const { id, slug, name, timezone } = shop
    found.push({
      shop: { id, slug, name, timezone },
      consents: await currentConsentsOf(ctx, shopId, customerIds),
    })
  }
  return found
}

export const SayConsent = z.strictObject({
  /** The shop's id or slug. */
  shop: z.string().max(64),
  purpose: z.enum(['reminders', 'promotions', 'reviews']),
  channel: z.enum(['any', 'email', 'sms']).default('any'),
  granted: z.boolean(),
})
export type SayConsent = z.output<typeof SayConsent>

/** Says yes or no to reminders, offers or being asked for a review, at a shop where the caller is a customer. */
export async function sayMyConsent(ctx: Ctx, { shop, ...said }: SayConsent): Promise<void> {
  const { accountId } = signedIn(ctx)
  await transaction(ctx, async (tx) => {
    const holdings = await holdingsOf(tx, accountId)
    const shops = await shopsById(
      tx,
      holdings.map(({ shopId }) => shopId),
    )
    const holding = holdings.find(({ shopId }) => [shopId, shops.get(shopId)?.slug].includes(shop))
    if (!holding) throw notFound('/shop')
    await sayConsent(tx, holding.shopId, holding.customerId, said)
  })
}

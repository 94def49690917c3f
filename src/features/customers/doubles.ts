import { z } from 'zod'
import { allow, allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import type { Shop } from '../shops/shop.ts'
import { findCustomer } from './find-customer.ts'
import { type Double, insertApart, type Pair, selectDoublesOf, selectPairs } from './store-doubles.ts'

export type { Double, Likeness, Pair } from './store-doubles.ts'

/** As many as one looks through; the next come up when these are settled. */
export const PAIRS_SHOWN = 50

/** The records that may be the same person's, for whoever may make them one. */
export async function doublesOf(ctx: Ctx, shop: Pick<Shop, 'id'>, id: string): Promise<Double[]> {
  allow(ctx, 'customers.merge', { shopId: shop.id, readBy: 'customers.read' })
  return selectDoublesOf(ctx, shop.id, await findCustomer(ctx, shop.id, id))
}

/** Pairs of records in the shop that may each be one person's, the likeliest first. */
export async function listDoubles(ctx: Ctx, shop: Pick<Shop, 'id'>): Promise<Pair[]> {
  allowInShop(ctx, 'customers.merge', shop.id)
  return selectPairs(ctx, shop.id, PAIRS_SHOWN)
}

export const SayApart = z.strictObject({ customerId: z.string().max(64) })

/** Says that two who look alike are two people: they are not suggested again. */
export async function sayApart(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  id: string,
  { customerId }: z.output<typeof SayApart>,
): Promise<void> {
  allow(ctx, 'customers.merge', { shopId: shop.id, readBy: 'customers.read' })
  await transaction(ctx, async (tx) => {
    const one = await findCustomer(tx, shop.id, id)
    const other = await findCustomer(tx, shop.id, customerId, '/customerId')
    if (one.id === other.id) throw invalid('/customerId', 'sameCustomer')
    await insertApart(tx, shop.id, one.id, other.id)
    await audit(tx, {
      action: 'customers.sayApart',
      shopId: shop.id,
      subject: { kind: 'customer', id: one.id },
      after: { other: other.id },
    })
  })
}

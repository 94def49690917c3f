import type { Ctx } from '../../kit/context.ts'
import { acrossShops } from '../../kit/db/index.ts'

/** A person at one shop: the record that counts, and all that make it up. */
export interface Holding {
  shopId: string
  customerId: string
  customerIds: string[]
}

/** Records that are erased already are left out. */
export async function selectHoldings(
  ctx: Ctx,
  whose: { accountId: string } | { shopId: string; customerId: string },
): Promise<Holding[]> {
  const db = acrossShops(ctx.db, 'a person asks about themselves, wherever they are a customer')
  let query = db
    .selectFrom('customers')
    .select(['shopId', 'id', 'mergedInto'])
    .where('erasedAt', 'is', null)
    .orderBy('shopId')
    .orderBy('id')
  query =
    'accountId' in whose
      ? query.where('accountId', '=', whose.accountId)
      : query.where('shopId', '=', whose.shopId).where('id', '=', whose.customerId)
  const holdings = new Map<string, Holding>()
  for (const { shopId, id, mergedInto } of await query.execute()) {
    const customerId = mergedInto ?? id
    const key = `${shopId} ${customerId}`
    if (!holdings.has(key)) holdings.set(key, { shopId, customerId, customerIds: [customerId] })
  }
  for (const holding of holdings.values()) holding.customerIds.push(...(await mergedInto(ctx, holding)))
  return [...holdings.values()]
}

async function mergedInto(ctx: Ctx, { shopId, customerId }: Holding): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('customers')
    .select('id')
    .where('shopId', '=', shopId)
    .where('mergedInto', '=', customerId)
    .execute()
  return rows.map(({ id }) => id)
}

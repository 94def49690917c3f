import { z } from 'zod'
import { allowInShop, grantIn, signedIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { pageLimit } from '../../kit/input.ts'
import { findShop } from '../shops/find.ts'
import { STATUSES } from './stages.ts'
import { type ListedOrder, selectOrdersOfAccount, selectOrdersOfShop } from './store-lists.ts'

export type { ListedOrder } from './store-lists.ts'

export const ListOrders = z.strictObject({
  /** Id or slug: the shop's orders, for its staff. Without it: the caller's own, as a customer. */
  shop: z.string().max(64).optional(),
  /** By the one status shown. */
  status: z.enum(STATUSES).optional(),
  /** With `shop`: words of a number, a customer, a plate. */
  q: z.string().max(200).optional(),
  limit: pageLimit({ most: 200, fallback: 50 }),
  after: z.string().max(64).optional(),
})
export type ListOrders = z.output<typeof ListOrders>

/** A page of orders, newest first. Staff see their shop's (a technician their own jobs), everybody else their own. */
export async function listOrders(
  ctx: Ctx,
  input: ListOrders,
): Promise<{ orders: ListedOrder[]; next: string | null }> {
  if (input.after !== undefined && !isId(input.after)) throw invalid('/after', 'wrongFormat')
  const rows = await (input.shop === undefined ? ofCaller(ctx, input) : ofShop(ctx, input.shop, input))
  const orders = rows.slice(0, input.limit)
  return { orders, next: rows.length > input.limit ? (orders.at(-1)?.id ?? null) : null }
}

function ofCaller(ctx: Ctx, { status, after, limit }: ListOrders): Promise<ListedOrder[]> {
  return selectOrdersOfAccount(ctx, signedIn(ctx).accountId, { status, after, limit: limit + 1 })
}

async function ofShop(
  ctx: Ctx,
  slugOrId: string,
  { status, q, after, limit }: ListOrders,
): Promise<ListedOrder[]> {
  const shop = await findShop(ctx, slugOrId)
  const own = allowInShop(ctx, 'orders.read', shop.id) === 'own'
  const staffId = own ? grantIn(ctx.caller, shop.id)?.staffId : undefined
  if (own && !staffId) return []
  return selectOrdersOfShop(ctx, shop.id, {
    status,
    words: q,
    after,
    limit: limit + 1,
    ...(staffId ? { staffId } : {}),
  })
}

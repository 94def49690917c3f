import type { Ctx } from '../../kit/context.ts'
import { shownStatus, type ShownStatus } from './stages.ts'
import type { Order } from './store.ts'
import { selectOrdersOfAsset } from './store-lists.ts'

/** An earlier or later order of the same vehicle or device. */
export interface PastOrder {
  id: string
  number: number
  status: ShownStatus
  createdAt: Temporal.Instant
  what: string | null
}

/** The other orders of an order's asset at its shop, newest first, ten at most. For whoever may see the order. */
export async function historyOf(ctx: Ctx, order: Order): Promise<PastOrder[]> {
  const others = await selectOrdersOfAsset(ctx, order.shopId, order.assetId, order.id, 10)
  return others.map(({ id, number, createdAt, what, ...facts }) => ({
    id,
    number,
    createdAt,
    what,
    status: shownStatus(facts, facts.balance, ctx.now),
  }))
}

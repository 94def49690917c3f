import type { Ctx } from '../../kit/context.ts'
import { type ShownStatus, shownStatus } from './stages.ts'
import { selectOrders } from './store.ts'

/** What lists of other things say of an order. */
export interface OrderSummary {
  id: string
  number: number
  customerId: string
  assetId: string
  status: ShownStatus
}

/** The orders with these ids, by id, each with its shown status. */
export async function orderSummaries(
  ctx: Ctx,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, OrderSummary>> {
  const orders = await selectOrders(ctx, shopId, ids)
  return new Map(
    orders.map((order) => {
      const { id, number, customerId, assetId } = order
      return [id, { id, number, customerId, assetId, status: shownStatus(order, order.balance, ctx.now) }]
    }),
  )
}

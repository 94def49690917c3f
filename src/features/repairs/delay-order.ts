import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { holdOrder, orderAgain } from './find-order.ts'
import { refuseIllegal } from './rules-of.ts'
import { insertStageEntry, type Order, updateOrder } from './store.ts'

/** Flags an order in work as delayed, for a reason; flagged already, only the reason changes. */
export async function delayOrder(ctx: Ctx, id: string, reason: string | undefined): Promise<Order> {
  return transaction(ctx, async (tx) => {
    const order = await holdOrder(tx, id, 'orders.move')
    if (!reason) throw invalid('/reason', 'missing')
    await refuseIllegal(tx, order, 'delayed')
    await updateOrder(tx, order.shopId, id, { delayedAt: order.delayedAt ?? tx.now, delayedReason: reason })
    if (order.delayedAt === null) {
      await insertStageEntry(tx, order.shopId, id, 'delayed', reason)
      await record(tx, { type: 'order.delayed', shopId: order.shopId, subject: { kind: 'order', id } })
    }
    return orderAgain(tx, order)
  })
}

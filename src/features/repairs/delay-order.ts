import type { Ctx } from '../../kit/context.ts'
import { invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { orderAgain } from './find-order.ts'
import { refuseIllegal } from './rules-of.ts'
import { insertStageEntry, type Order, updateOrder } from './store.ts'

/**
 * Flags an order in work, that the transaction holds and that the caller may move, as delayed, for a reason; flagged
 * already, only the reason changes.
 */
export async function delayHeld(tx: Ctx, order: Order, reason: string | undefined): Promise<Order> {
  const { id, shopId } = order
  if (!reason) throw invalid('/reason', 'missing')
  await refuseIllegal(tx, order, 'delayed')
  await updateOrder(tx, shopId, id, { delayedAt: order.delayedAt ?? tx.now, delayedReason: reason })
  if (order.delayedAt === null) {
    await insertStageEntry(tx, shopId, id, 'delayed', reason)
    await record(tx, { type: 'order.delayed', shopId, subject: { kind: 'order', id } })
  }
  return orderAgain(tx, order)
}

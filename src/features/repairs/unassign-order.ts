import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { holdOrder, orderAgain } from './find-order.ts'
import { type Order, updateOrder } from './store.ts'
import { endAssignment } from './store-people.ts'

/** Takes somebody off an order; 404 where they are not on it. That they were stays on record. */
export async function unassignOrder(ctx: Ctx, id: string, staffId: string): Promise<Order> {
  return transaction(ctx, async (tx) => {
    const order = await holdOrder(tx, id, 'orders.assign')
    if (!isId(staffId) || !(await endAssignment(tx, order.shopId, id, staffId))) throw notFound()
    await updateOrder(tx, order.shopId, id, {})
    await record(tx, {
      type: 'order.unassigned',
      shopId: order.shopId,
      subject: { kind: 'order', id },
      data: { staffId },
    })
    return orderAgain(tx, order)
  })
}

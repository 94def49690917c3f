import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { staffById } from '../staff/people.ts'
import { holdOrder, orderAgain } from './find-order.ts'
import { isFinal } from './stages.ts'
import { type Order, updateOrder } from './store.ts'
import { insertAssignment } from './store-people.ts'

export const AssignOrder = z.strictObject({ staffId: z.string().max(64) })

/** Puts somebody of the shop to work on an order; several may. 404 at `/staffId` for a stranger or one who left. */
export async function assignOrder(
  ctx: Ctx,
  id: string,
  { staffId }: z.output<typeof AssignOrder>,
): Promise<Order> {
  return transaction(ctx, async (tx) => {
    const order = await holdOrder(tx, id, 'orders.assign')
    const person = isId(staffId) ? (await staffById(tx, order.shopId, [staffId])).get(staffId) : undefined
    if (!person || person.leftAt) throw notFound('/staffId')
    if (isFinal(order.stage)) throw illegalMove('final_stage')
    if (!(await insertAssignment(tx, order.shopId, id, staffId))) return order
    await updateOrder(tx, order.shopId, id, {})
    await record(tx, {
      type: 'order.assigned',
      shopId: order.shopId,
      subject: { kind: 'order', id },
      data: { staffId },
    })
    return orderAgain(tx, order)
  })
}

import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { resourcesById } from '../staff/resources.ts'
import { holdOrder, orderAgain } from './find-order.ts'
import { isFinal } from './stages.ts'
import { type Order, updateOrder } from './store.ts'

export const PlaceInBay = z.strictObject({ bayId: z.string().max(64).nullable() })

/** Says in which bay or on which bench the work is done; null for none. 404 at `/bayId` for any other place. */
export async function placeInBay(
  ctx: Ctx,
  id: string,
  { bayId }: z.output<typeof PlaceInBay>,
): Promise<Order> {
  return transaction(ctx, async (tx) => {
    const order = await holdOrder(tx, id, 'orders.assign')
    if (bayId !== null) await refuseNoBay(tx, order.shopId, bayId)
    if (isFinal(order.stage)) throw illegalMove('final_stage')
    if (order.bayId === bayId) return order
    await updateOrder(tx, order.shopId, id, { bayId })
    await record(tx, {
      type: 'order.placed',
      shopId: order.shopId,
      subject: { kind: 'order', id },
      data: { bayId },
    })
    return orderAgain(tx, order)
  })
}

async function refuseNoBay(tx: Ctx, shopId: string, bayId: string): Promise<void> {
  const bay = isId(bayId) ? (await resourcesById(tx, shopId, [bayId])).get(bayId) : undefined
  if (!bay || bay.archivedAt || (bay.kind !== 'bay' && bay.kind !== 'bench')) throw notFound('/bayId')
}

import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { followPromise } from '../booking/follow-work.ts'
import { holdOrder, orderAgain } from './find-order.ts'
import { isFinal } from './stages.ts'
import { type Order, updateOrder } from './store.ts'

// Far beyond any repair, and well within what every calendar and database can write.
const FARTHEST_YEARS = 10

/**
 * Says when the asset will be ready, or (null) takes that back. A time takes the flag `delayed` away: it is
 * a new promise. A time in the past is taken: that is how a late entry shows as late.
 */
export async function promiseOrder(
  ctx: Ctx,
  id: string,
  promisedAt: Temporal.Instant | null,
): Promise<Order> {
  if (promisedAt) refuseFarOff(ctx, promisedAt)
  return transaction(ctx, async (tx) => {
    const order = await holdOrder(tx, id, 'orders.edit')
    if (isFinal(order.stage)) throw illegalMove('final_stage', { allowed: [] })
    const isSame = promisedAt ? order.promisedAt?.equals(promisedAt) === true : order.promisedAt === null
    if (isSame && (order.delayedAt === null || !promisedAt)) return order
    await updateOrder(tx, order.shopId, id, {
      promisedAt,
      ...(promisedAt ? { delayedAt: null, delayedReason: null } : {}),
    })
    await followPromise(tx, order.shopId, id, promisedAt)
    await record(tx, {
      type: 'order.promised',
      shopId: order.shopId,
      subject: { kind: 'order', id },
      data: { promisedAt: promisedAt?.toString() ?? null },
    })
    return orderAgain(tx, order)
  })
}

function refuseFarOff({ now }: Ctx, at: Temporal.Instant): void {
  const hours = FARTHEST_YEARS * 366 * 24
  if (Temporal.Instant.compare(at, now.add({ hours })) > 0) throw invalid('/promisedAt', 'tooFar')
  if (Temporal.Instant.compare(at, now.subtract({ hours })) < 0) throw invalid('/promisedAt', 'tooFar')
}

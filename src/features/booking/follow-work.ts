import type { Ctx } from '../../kit/context.ts'
import { selectAppointmentOfOrder } from './store.ts'
import { updateWork } from './store-overruns.ts'

/** What an order's work holds: people and places, places alone while it waits, nothing once it is done. */
export type Work = 'running' | 'waiting' | 'done'

/** The order's work begins, waits, goes on or is done: what it outlasts follows from it. */
export async function followWork(tx: Ctx, shopId: string, orderId: string, work: Work): Promise<void> {
  const appointment = await selectAppointmentOfOrder(tx, shopId, orderId)
  if (appointment?.status === 'arrived') await updateWork(tx, appointment, { work })
}

/** Until when the order's work will take, as staff have promised; null: they have not. */
export async function followPromise(
  tx: Ctx,
  shopId: string,
  orderId: string,
  workUntil: Temporal.Instant | null,
): Promise<void> {
  const appointment = await selectAppointmentOfOrder(tx, shopId, orderId)
  if (appointment) await updateWork(tx, appointment, { workUntil })
}

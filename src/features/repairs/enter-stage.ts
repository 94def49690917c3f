import type { Ctx } from '../../kit/context.ts'
import { record } from '../../kit/events/events.ts'
import { cancelAppointmentsOf } from '../booking/end-appointment.ts'
import { followWork, type Work } from '../booking/follow-work.ts'
import { markArrived } from '../booking/mark-arrived.ts'
import type { Stage } from './stages.ts'
import { insertStageEntry, type Order, type OrderChange, updateOrder } from './store.ts'

/** Puts an order that the rules let go into a stage, and does what hangs on it. The order is held by the transaction. */
export async function enterStage(tx: Ctx, order: Order, to: Stage, reason: string | null): Promise<void> {
  const finishes = to === 'ready_for_pickup' && order.finishedAt === null
  const change: OrderChange = { stage: to, stageSince: tx.now }
  if (to === 'ready_for_pickup') Object.assign(change, { delayedAt: null, delayedReason: null })
  if (finishes) change.finishedAt = tx.now
  await updateOrder(tx, order.shopId, order.id, change)
  await insertStageEntry(tx, order.shopId, order.id, to, reason)
  await settleAppointment(tx, order, to, reason)
  const about = { shopId: order.shopId, subject: { kind: 'order', id: order.id } } as const
  await record(tx, { ...about, type: 'order.moved', data: { from: order.stage, to } })
  if (finishes) await record(tx, { ...about, type: 'order.finished' })
  if (to === 'ready_for_pickup') await record(tx, { ...about, type: 'order.ready' })
  if (to === 'canceled') await record(tx, { ...about, type: 'order.canceled' })
}

/** What a stage's work holds in the calendar. */
const WORK: Partial<Record<Stage, Work>> = {
  in_progress: 'running',
  quality_check: 'running',
  awaiting_parts: 'waiting',
  on_hold: 'waiting',
  ready_for_pickup: 'done',
}

/** Work that begins means that the asset is here; an order canceled or put back gives its time free. */
async function settleAppointment(
  tx: Ctx,
  { shopId, id }: Order,
  to: Stage,
  reason: string | null,
): Promise<void> {
  if (to === 'in_progress') await markArrived(tx, shopId, id)
  const work = WORK[to]
  if (work) await followWork(tx, shopId, id, work)
  if (to === 'canceled' || to === 'pending') await cancelAppointmentsOf(tx, shopId, id, reason)
}

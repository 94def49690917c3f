import type { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { version } from '../../kit/input.ts'
import { findAppointment } from '../booking/find-appointment.ts'
import { MoveAppointment, moveAppointment } from '../booking/move-appointment.ts'
import type { Appointment } from '../booking/read.ts'
import { servicesById } from '../catalog/services.ts'
import { AnswerJob } from '../repairs/answer-job.ts'
import { changeServiceJobs } from '../repairs/change-service-jobs.ts'
import { refuseStale } from '../repairs/hold-job.ts'
import { BookAppointment } from './book-appointment.ts'

export const ChangeVisit = MoveAppointment.extend({
  /** The whole work that the visit is for, in that order; for staff to say. */
  serviceIds: BookAppointment.shape.serviceIds.optional(),
  /** How the customer told staff what the work is to be. */
  how: AnswerJob.shape.how,
  /** The version that was seen; another one by now → 409 `conflict`. */
  version: version().optional(),
})
export type ChangeVisit = z.output<typeof ChangeVisit>

/**
 * Gives a visit another time, place, length or work. With other work its length, people, places and the jobs of its order
 * follow; where it does not fit, nothing changes: 409 `slot-taken` or 422 `not-a-slot` with the nearest times that it fits into.
 */
export async function changeVisit(
  ctx: Ctx,
  id: string,
  { serviceIds, how, version: seen, ...move }: ChangeVisit,
): Promise<Appointment> {
  return transaction(ctx, async (tx) => {
    const { appointment: before } = await findAppointment(tx, id, 'appointments.move')
    refuseStale(seen, before)
    if (!serviceIds) return moveAppointment(tx, id, move)
    const changed = await moveAppointment(tx, id, { ...move, serviceIds })
    const added = serviceIds.filter((one) => !before.serviceIds.includes(one))
    const removed = before.serviceIds.filter((one) => !serviceIds.includes(one))
    if (added.length + removed.length > 0)
      await changeServiceJobs(tx, { id: before.shopId }, before.orderId, {
        added: await servicesById(tx, before.shopId, added),
        removed,
        how: how ?? 'phone',
      })
    return changed
  })
}

import { z } from 'zod'
import { can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid } from '../../kit/errors.ts'
import { text } from '../../kit/input.ts'
import { shopById } from '../shops/find.ts'
import { isAsked } from './ask-customer.ts'
import { endAppointment } from './end-appointment.ts'
import { findAppointment } from './find-appointment.ts'
import type { Appointment } from './store.ts'

export const CancelAppointment = z.strictObject({
  reason: text({ max: 500 }).nullish(),
  /** For staff to say: the customer called it off too late to give the time to somebody else. */
  late: z.boolean().optional(),
})

/**
 * Cancels an appointment: the customer within the shop's policy, staff at any time before the visit.
 * Canceled already is fine; one that is over or begun is refused.
 */
export async function cancelAppointment(
  ctx: Ctx,
  id: string,
  input: z.output<typeof CancelAppointment>,
): Promise<Appointment> {
  return transaction(ctx, async (tx) => {
    const { appointment, subject } = await findAppointment(tx, id, 'appointments.cancel')
    if (appointment.status === 'canceled') return appointment
    if (appointment.status !== 'requested' && appointment.status !== 'confirmed')
      throw illegalMove(`appointment_${appointment.status}`)
    const byStaff = can(tx, 'appointments.cancel', { shopId: subject.shopId ?? null })
    if (!byStaff && !(await isAsked(tx, appointment))) {
      const { policies } = await shopById(tx, appointment.shopId)
      const until = appointment.startsAt.subtract({ minutes: policies.cancelUntilMinutes })
      if (tx.now.epochMilliseconds > until.epochMilliseconds)
        throw illegalMove('too_late_to_cancel', {}, { minutes: policies.cancelUntilMinutes })
    }
    if (input.late && !byStaff) throw invalid('/late', 'staffOnly')
    return endAppointment(tx, appointment, 'canceled', input.reason ?? null, { late: input.late ?? false })
  })
}

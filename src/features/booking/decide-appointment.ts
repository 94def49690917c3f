import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import { endAppointment } from './end-appointment.ts'
import { findAppointment } from './find-appointment.ts'
import { type Appointment, updateAppointment } from './store.ts'

export const DeclineAppointment = z.strictObject({ reason: text({ max: 500 }).nullish() })

/** Staff say yes to a requested appointment. Confirmed already is fine. */
export async function confirmAppointment(ctx: Ctx, id: string): Promise<Appointment> {
  return transaction(ctx, async (tx) => {
    const { appointment } = await findAppointment(tx, id, 'appointments.approve')
    if (appointment.status === 'confirmed') return appointment
    if (appointment.status !== 'requested') throw illegalMove(`appointment_${appointment.status}`)
    const confirmed = await updateAppointment(tx, appointment, { status: 'confirmed' })
    await record(tx, {
      type: 'appointment.confirmed',
      shopId: appointment.shopId,
      subject: { kind: 'appointment', id: appointment.id },
      data: { orderId: appointment.orderId, startsAt: appointment.startsAt.toString() },
    })
    return confirmed
  })
}

/** Staff say no to a requested appointment; its time is free again. */
export async function declineAppointment(
  ctx: Ctx,
  id: string,
  input: z.output<typeof DeclineAppointment>,
): Promise<Appointment> {
  return transaction(ctx, async (tx) => {
    const { appointment } = await findAppointment(tx, id, 'appointments.approve')
    if (appointment.status === 'declined') return appointment
    if (appointment.status !== 'requested') throw illegalMove(`appointment_${appointment.status}`)
    return endAppointment(tx, appointment, 'declined', input.reason ?? null)
  })
}

/** The customer did not come: possible once the start has passed. */
export async function markNoShow(ctx: Ctx, id: string): Promise<Appointment> {
  return transaction(ctx, async (tx) => {
    const { appointment } = await findAppointment(tx, id, 'appointments.approve')
    if (appointment.status === 'no_show') return appointment
    if (appointment.status !== 'confirmed') throw illegalMove(`appointment_${appointment.status}`)
    if (tx.now.epochMilliseconds < appointment.startsAt.epochMilliseconds)
      throw illegalMove('appointment_not_begun')
    return endAppointment(tx, appointment, 'no_show', null)
  })
}

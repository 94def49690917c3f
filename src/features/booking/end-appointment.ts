import type { Ctx } from '../../kit/context.ts'
import { record } from '../../kit/events/events.ts'
import { type Appointment, selectAppointmentOfOrder, updateAppointment } from './store.ts'
import { lockCalendar } from './store-calendar.ts'
import { deleteClaims } from './store-claims.ts'

/** How an appointment comes to nothing. */
export type Ending = 'canceled' | 'declined' | 'no_show'

/** Ends an appointment, frees what it held, and says so. What the order does about it hangs on the event. */
export async function endAppointment(
  tx: Ctx,
  appointment: Appointment,
  ending: Ending,
  reason: string | null,
  how: { released?: boolean; late?: boolean } = {},
): Promise<Appointment> {
  await lockCalendar(tx, appointment.shopId)
  const held = await deleteClaims(tx, appointment.shopId, appointment.id)
  const ended = await updateAppointment(tx, appointment, {
    status: ending,
    reason,
    endedAt: tx.now,
    released: held,
    ...(how.released ? { releasedAt: tx.now } : {}),
    ...(how.late ? { late: true } : {}),
  })
  await record(tx, {
    type: `appointment.${ending}`,
    shopId: appointment.shopId,
    subject: { kind: 'appointment', id: appointment.id },
    data: { orderId: appointment.orderId, startsAt: appointment.startsAt.toString(), ...how },
  })
  return ended
}

/** Ends the living appointment of an order that is canceled, if there is one. */
export async function cancelAppointmentsOf(
  tx: Ctx,
  shopId: string,
  orderId: string,
  reason: string | null,
): Promise<void> {
  if (!(await selectAppointmentOfOrder(tx, shopId, orderId))) return
  // Read again once nobody else can end it.
  await lockCalendar(tx, shopId)
  const appointment = await selectAppointmentOfOrder(tx, shopId, orderId)
  if (appointment) await endAppointment(tx, appointment, 'canceled', reason)
}

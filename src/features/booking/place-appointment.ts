import type { Ctx } from '../../kit/context.ts'
import { explainConstraint, Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import type { Place } from './find-place.ts'
import { type Appointment, insertAppointment, type NewAppointment } from './store.ts'

export type { Appointment }

explainConstraint('appointments_live_key', () => new Problem('already-booked'))

/** Writes an appointment into the place that was found under the calendar's lock. */
export async function placeAppointment(
  tx: Ctx,
  place: Place,
  appointment: Omit<NewAppointment, 'startsAt' | 'endsAt' | 'dropOffMinutes'>,
): Promise<Appointment> {
  const { startsAt, endsAt, claims, dropOffMinutes } = place
  const placed = await insertAppointment(tx, { ...appointment, startsAt, endsAt, dropOffMinutes }, claims)
  // The lock makes this impossible; the wall stands for the day when something writes claims without it.
  if (!placed) throw new Problem('slot-taken', { extra: { alternatives: [] } })
  await record(tx, {
    type: 'appointment.placed',
    shopId: placed.shopId,
    subject: { kind: 'appointment', id: placed.id },
    data: {
      orderId: placed.orderId,
      startsAt: placed.startsAt.toString(),
      endsAt: placed.endsAt.toString(),
      source: placed.source,
    },
  })
  if (placed.status === 'confirmed') {
    await record(tx, {
      type: 'appointment.confirmed',
      shopId: placed.shopId,
      subject: { kind: 'appointment', id: placed.id },
      data: { orderId: placed.orderId, startsAt: placed.startsAt.toString() },
    })
  }
  return placed
}

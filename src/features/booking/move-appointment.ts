import { z } from 'zod'
import { can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { forbidden, illegalMove, notFound, Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { instant } from '../../kit/input.ts'
import { shopById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { resourcesById } from '../staff/resources.ts'
import { findAppointment } from './find-appointment.ts'
import { findPlace } from './find-place.ts'
import { type Appointment, updateAppointment } from './store.ts'
import { replaceClaims, selectClaims } from './store-claims.ts'

export const MoveAppointment = z.strictObject({
  startsAt: instant().optional(),
  resourceIds: z.array(z.string().max(64)).max(20).optional(),
})
export type MoveAppointment = z.output<typeof MoveAppointment>

/**
 * Gives an appointment another time, other resources, or both. The customer moves the time within the shop's
 * policy; resources are for staff. To what it is already: nothing happens.
 */
export async function moveAppointment(ctx: Ctx, id: string, input: MoveAppointment): Promise<Appointment> {
  return transaction(ctx, async (tx) => {
    const { appointment, subject } = await findAppointment(tx, id, 'appointments.move')
    const byStaff = can(tx, 'appointments.move', { shopId: subject.shopId ?? null })
    if (input.resourceIds && !byStaff) throw forbidden()
    const startsAt = input.startsAt ?? appointment.startsAt
    if (await isUnchanged(tx, appointment, startsAt, input.resourceIds)) return appointment
    if (appointment.status !== 'requested' && appointment.status !== 'confirmed')
      throw illegalMove(`appointment_${appointment.status}`)
    const shop = await shopById(tx, appointment.shopId)
    if (!byStaff) withinPolicy(tx, shop, appointment)
    if (input.resourceIds) await knownResources(tx, shop.id, input.resourceIds)
    return moveTo(tx, shop, appointment, { startsAt, named: input.resourceIds, byStaff })
  })
}

async function moveTo(
  tx: Ctx,
  shop: Shop,
  appointment: Appointment,
  to: { startsAt: Temporal.Instant; named: string[] | undefined; byStaff: boolean },
): Promise<Appointment> {
  const place = await findPlace(tx, shop, {
    serviceIds: appointment.serviceIds,
    startsAt: to.startsAt,
    who: to.byStaff ? 'staff' : 'customer',
    moving: appointment.id,
    ...(to.named ? { named: to.named } : {}),
  })
  if (!(await replaceClaims(tx, appointment, place.claims)))
    throw new Problem('slot-taken', { extra: { alternatives: [] } })
  const moved = await updateAppointment(tx, appointment, { startsAt: place.startsAt, endsAt: place.endsAt })
  await record(tx, {
    type: 'appointment.moved',
    shopId: shop.id,
    subject: { kind: 'appointment', id: moved.id },
    data: {
      orderId: moved.orderId,
      from: appointment.startsAt.toString(),
      startsAt: moved.startsAt.toString(),
      endsAt: moved.endsAt.toString(),
      newTime: !moved.startsAt.equals(appointment.startsAt),
    },
  })
  return moved
}

async function isUnchanged(
  tx: Ctx,
  appointment: Appointment,
  startsAt: Temporal.Instant,
  resourceIds: string[] | undefined,
): Promise<boolean> {
  if (!startsAt.equals(appointment.startsAt)) return false
  if (!resourceIds) return true
  const held = (await selectClaims(tx, appointment.shopId, [appointment.id])).map((claim) => claim.resourceId)
  return resourceIds.every((wanted) => held.includes(wanted))
}

function withinPolicy(tx: Ctx, { policies }: Shop, appointment: Appointment): void {
  const until = appointment.startsAt.subtract({ minutes: policies.rescheduleUntilMinutes })
  if (tx.now.epochMilliseconds > until.epochMilliseconds) {
    throw illegalMove('too_late_to_reschedule', {}, { minutes: policies.rescheduleUntilMinutes })
  }
}

async function knownResources(tx: Ctx, shopId: string, ids: readonly string[]): Promise<void> {
  const known = await resourcesById(tx, shopId, ids)
  const unknown = ids.findIndex((one) => !known.get(one) || known.get(one)?.archivedAt)
  if (unknown >= 0) throw notFound(`/resourceIds/${unknown}`)
}

import { z } from 'zod'
import { can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { forbidden, illegalMove, notFound, Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { instant } from '../../kit/input.ts'
import { servicesById } from '../catalog/services.ts'
import { refuseSuspended } from '../shops/decisions.ts'
import { shopById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { resourcesById } from '../staff/resources.ts'
import { confirmationAfterMove } from './confirm-visit.ts'
import { isAsked } from './ask-customer.ts'
import { findAppointment } from './find-appointment.ts'
import { findPlace } from './find-place.ts'
import { heldResources } from './read.ts'
import { type Appointment, updateAppointment } from './store.ts'
import { replaceClaims } from './store-claims.ts'

export const MoveAppointment = z.strictObject({
  startsAt: instant().optional(),
  resourceIds: z.array(z.string().max(64)).max(20).optional(),
  /** How long the work takes, for staff to say; null: as long as its services take. */
  durationMinutes: z.int().min(5).max(1440).nullable().optional(),
})
export type MoveAppointment = z.output<typeof MoveAppointment>

/** `serviceIds`: the work that it is for, where the caller sees to the jobs of its order (`intake/change-visit.ts`). */
interface Change extends MoveAppointment {
  serviceIds?: readonly string[]
}

/**
 * Gives an appointment another time, other resources, another length, other work, or all of them. What it holds stays
 * where it can. The customer moves the time within the shop's policy; all else is for staff. Other work takes as long as its
 * services. To what it is already: nothing happens.
 */
export async function moveAppointment(ctx: Ctx, id: string, input: Change): Promise<Appointment> {
  return transaction(ctx, async (tx) => {
    const { appointment, subject } = await findAppointment(tx, id, 'appointments.move')
    const byStaff = can(tx, 'appointments.move', { shopId: subject.shopId ?? null })
    const isStaffs = input.resourceIds ?? input.serviceIds ?? input.durationMinutes
    if (isStaffs !== undefined && !byStaff) throw forbidden()
    const serviceIds = input.serviceIds ?? appointment.serviceIds
    const newWork = serviceIds.join() !== appointment.serviceIds.join()
    const ownLength = newWork ? null : appointment.workMinutes
    const wanted: Wanted = {
      startsAt: input.startsAt ?? appointment.startsAt,
      serviceIds,
      newWork,
      workMinutes: input.durationMinutes === undefined ? ownLength : input.durationMinutes,
      named: input.resourceIds ?? [],
      held: (await heldResources(tx, appointment.shopId, [appointment.id])).get(appointment.id) ?? [],
      byStaff,
    }
    if (isUnchanged(appointment, wanted)) return appointment
    if (appointment.status !== 'requested' && appointment.status !== 'confirmed')
      throw illegalMove(`appointment_${appointment.status}`)
    const shop = await shopById(tx, appointment.shopId)
    if (!byStaff) refuseSuspended(shop)
    if (!byStaff && !(await isAsked(tx, appointment))) withinPolicy(tx, shop, appointment)
    await knownResources(tx, shop.id, wanted.named)
    if (newWork) await offeredServices(tx, appointment, serviceIds)
    return moveTo(tx, shop, appointment, wanted)
  })
}

interface Wanted {
  startsAt: Temporal.Instant
  serviceIds: readonly string[]
  newWork: boolean
  workMinutes: number | null
  named: readonly string[]
  held: readonly string[]
  byStaff: boolean
}

async function moveTo(
  tx: Ctx,
  shop: Shop,
  appointment: Appointment,
  { startsAt, serviceIds, newWork, workMinutes, named, held, byStaff }: Wanted,
): Promise<Appointment> {
  const place = await findPlace(tx, shop, {
    serviceIds,
    startsAt,
    workMinutes,
    who: byStaff ? 'staff' : 'customer',
    moving: appointment.id,
    named,
    keep: held,
  })
  if (!(await replaceClaims(tx, appointment, place.claims)))
    throw new Problem('slot-taken', { extra: { alternatives: [] } })
  const moved = await updateAppointment(tx, appointment, {
    startsAt: place.startsAt,
    endsAt: place.endsAt,
    ...(newWork ? { serviceIds } : {}),
    dropOffMinutes: place.dropOffMinutes,
    workMinutes,
    ...(place.startsAt.equals(appointment.startsAt)
      ? {}
      : confirmationAfterMove(tx, shop, { startsAt: place.startsAt, byStaff })),
  })
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
      newWork,
      byStaff,
    },
  })
  return moved
}

const isUnchanged = (before: Appointment, { startsAt, newWork, workMinutes, named, held }: Wanted): boolean =>
  startsAt.equals(before.startsAt) &&
  !newWork &&
  workMinutes === before.workMinutes &&
  named.every((one) => held.includes(one))

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

/** What is booked stays possible when it is no longer offered; new work must be offered. */
async function offeredServices(tx: Ctx, { shopId, serviceIds }: Appointment, ids: readonly string[]) {
  const services = await servicesById(tx, shopId, ids, { archived: true })
  const gone = services.findIndex(({ id, archivedAt }) => archivedAt && !serviceIds.includes(id))
  if (gone >= 0) throw notFound(`/serviceIds/${gone}`)
}

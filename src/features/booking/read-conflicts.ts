import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { forbidden, notFound } from '../../kit/errors.ts'
import { isId } from '../../kit/db/index.ts'
import type { Shop } from '../shops/shop.ts'
import { resourcesById } from '../staff/resources.ts'
import { type Choices, choicesFor } from './conflict-choices.ts'
import type { ConflictCause } from './conflicts.ts'
import { type Appointment, selectAppointment, selectAppointmentsById } from './store.ts'
import { type OpenConflict, selectConflict, selectOpenConflicts } from './store-conflicts.ts'

/** A visit that somebody must do something about. */
export interface ShopConflict {
  id: string
  cause: ConflictCause
  /** Who or what is missing; null where the shop itself is not open. */
  resource: { id: string; name: string } | null
  foundAt: Temporal.Instant
  /** When its customer was asked for another time. */
  askedAt: Temporal.Instant | null
  appointment: Appointment
}

/** A shop's open conflicts, the next visit first; for those who see all its appointments. */
export async function conflictsOfShop(ctx: Ctx, shop: Shop): Promise<ShopConflict[]> {
  if (allowInShop(ctx, 'appointments.read', shop.id) === 'own') throw forbidden()
  const open = await selectOpenConflicts(ctx, shop.id)
  const appointments = await selectAppointmentsById(
    ctx,
    shop.id,
    open.map(({ appointmentId }) => appointmentId),
  )
  const found = await withResources(ctx, shop, open, appointments)
  return found.toSorted((a, b) => Temporal.Instant.compare(a.appointment.startsAt, b.appointment.startsAt))
}

/** Which visits of a shop are in conflict; for a calendar, which shows no more than that. */
export async function appointmentsInConflict(ctx: Ctx, shopId: string): Promise<Set<string>> {
  return new Set((await selectOpenConflicts(ctx, shopId)).map(({ appointmentId }) => appointmentId))
}

/** The open conflicts of one visit, for whoever may see the visit. */
export async function conflictsOfVisit(
  ctx: Ctx,
  shop: Shop,
  appointment: Appointment,
): Promise<ShopConflict[]> {
  const open = await selectOpenConflicts(ctx, shop.id, appointment.id)
  return withResources(ctx, shop, open, new Map([[appointment.id, appointment]]))
}

/** What can be done about an open conflict, for whoever plans; 404 where there is none (any more). */
export async function conflictChoices(
  ctx: Ctx,
  shop: Shop,
  id: string,
): Promise<{ others: { id: string; name: string }[]; times: Choices['times'] }> {
  allowInShop(ctx, 'appointments.move', shop.id)
  const conflict = isId(id) ? await selectConflict(ctx, shop.id, id) : undefined
  const appointment = conflict && (await selectAppointment(ctx, shop.id, conflict.appointmentId))
  if (!conflict || conflict.resolution || !appointment) throw notFound()
  const missing = conflict.resourceId
  const { others, times } = await choicesFor(ctx, shop, appointment, missing ? [missing] : [])
  return { others: (missing && others.get(missing)) || [], times }
}

async function withResources(
  ctx: Ctx,
  shop: Shop,
  open: readonly OpenConflict[],
  appointments: ReadonlyMap<string, Appointment>,
): Promise<ShopConflict[]> {
  const resources = await resourcesById(
    ctx,
    shop.id,
    open.flatMap(({ resourceId }) => resourceId ?? []),
  )
  return open.flatMap(({ id, cause, resourceId, foundAt, askedAt, appointmentId }) => {
    const appointment = appointments.get(appointmentId)
    const resource = resourceId ? (resources.get(resourceId) ?? null) : null
    if (!appointment) return []
    return [
      {
        id,
        cause,
        foundAt,
        askedAt,
        appointment,
        resource: resource && { id: resource.id, name: resource.name },
      },
    ]
  })
}

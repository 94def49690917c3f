import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { forbidden } from '../../kit/errors.ts'
import type { Shop } from '../shops/shop.ts'
import { resourcesById } from '../staff/resources.ts'
import type { ConflictCause } from './conflicts.ts'
import { type Appointment, selectAppointmentsById } from './store.ts'
import { selectOpenConflicts } from './store-conflicts.ts'

/** A visit that somebody must do something about. */
export interface ShopConflict {
  id: string
  cause: ConflictCause
  /** Who or what is missing; null where the shop itself is not open. */
  resource: { id: string; name: string } | null
  foundAt: Temporal.Instant
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
  const resources = await resourcesById(
    ctx,
    shop.id,
    open.flatMap(({ resourceId }) => resourceId ?? []),
  )
  return open
    .flatMap(({ id, cause, resourceId, foundAt, appointmentId }) => {
      const appointment = appointments.get(appointmentId)
      const resource = resourceId ? (resources.get(resourceId) ?? null) : null
      return appointment
        ? [
            {
              id,
              cause,
              foundAt,
              appointment,
              resource: resource && { id: resource.id, name: resource.name },
            },
          ]
        : []
    })
    .toSorted((a, b) => Temporal.Instant.compare(a.appointment.startsAt, b.appointment.startsAt))
}

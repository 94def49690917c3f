import { can } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { localDate, rfc3339Writer } from '../../../kit/time.ts'
import type { Shop } from '../../shops/shop.ts'
import { choicesFor } from '../conflict-choices.ts'
import type { Appointment } from '../read.ts'
import { conflictsOfVisit } from '../read-conflicts.ts'
import type { Visit } from './read-visits.ts'

/** What is in a visit's way and what can be done about it; null where nothing is, or for who does not plan. */
export async function readConflictView(ctx: Ctx, shop: Shop, appointment: Appointment, visit: Visit) {
  if (!can(ctx, 'appointments.move', { shopId: shop.id })) return null
  const conflicts = await conflictsOfVisit(ctx, shop, appointment)
  const [first] = conflicts
  if (!first) return null
  const missing = [
    ...new Map(conflicts.flatMap(({ resource }) => (resource ? [[resource.id, resource]] : []))),
  ]
  const choices = await choicesFor(
    ctx,
    shop,
    appointment,
    missing.map(([id]) => id),
  )
  const write = rfc3339Writer(shop.timezone)
  return {
    id: first.id,
    visit,
    date: localDate(appointment.startsAt, shop.timezone).toString(),
    causes: conflicts.map(({ cause, resource }) => ({ cause, name: resource?.name ?? null })),
    askedAt: conflicts.find(({ askedAt }) => askedAt)?.askedAt?.epochMilliseconds ?? null,
    missing: missing.map(([id, { name }]) => ({ id, name, others: choices.others.get(id) ?? [] })),
    times: choices.times.map(({ startsAt }) => write(startsAt)),
  }
}

export type ConflictView = NonNullable<Awaited<ReturnType<typeof readConflictView>>>

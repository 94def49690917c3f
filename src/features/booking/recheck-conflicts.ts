import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { eachDate, localDate, mergeSpans, type Span } from '../../kit/time.ts'
import { closedOn } from '../shops/closures.ts'
import { shopById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { availabilityBetween, shopRules } from './availability.ts'
import { type Availability, type Conflict, conflictsOf, type Visit } from './conflicts.ts'
import { selectCalendarVersions } from './store-calendar.ts'
import {
  insertConflicts,
  resolveConflicts,
  selectComingVisits,
  selectOpenConflicts,
} from './store-conflicts.ts'

/**
 * Compares all visits to come of a shop with its hours, shifts, time off and places as they are now: what cannot be any
 * more becomes a conflict for a person to resolve, and what is possible again is none. Says each new one.
 */
export async function recheckConflicts(ctx: Ctx, shopId: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const visits = await selectComingVisits(tx, shopId)
    const found = conflictsOf(visits, await availabilityFor(tx, await shopById(tx, shopId), visits))
    const keys = new Set(found.map(keyOf))
    const gone = (await selectOpenConflicts(tx, shopId)).filter((one) => !keys.has(keyOf(one)))
    await resolveConflicts(
      tx,
      shopId,
      gone.map(({ id }) => id),
    )
    for (const { id, appointmentId, cause } of await insertConflicts(tx, shopId, found)) {
      await record(tx, {
        type: 'appointment.in_conflict',
        shopId,
        subject: { kind: 'appointment', id: appointmentId },
        data: { conflictId: id, cause },
      })
    }
  })
}

const keyOf = ({ appointmentId, resourceId, cause }: Conflict): string =>
  `${appointmentId} ${resourceId} ${cause}`

async function availabilityFor(tx: Ctx, shop: Shop, visits: readonly Visit[]): Promise<Availability> {
  const bounds = boundsOf(tx, visits)
  const { rulesVersion } = await selectCalendarVersions(tx, shop.id)
  const rules = await shopRules(tx, shop, rulesVersion)
  const { open, resources } = await availabilityBetween(tx, shop, bounds)
  const shifts = new Set([...rules.shifts, ...rules.exceptions].map(({ resourceId }) => resourceId))
  const away = Map.groupBy(rules.timeOff, ({ resourceId }) => resourceId)
  const dateOf = (at: number) => localDate(Temporal.Instant.fromEpochMilliseconds(at), shop.timezone)
  const closed = closedOn(rules.closures, dateOf(bounds.start), dateOf(bounds.end))
  return {
    open,
    resources: new Map(
      resources.map(({ id, available }) => [
        id,
        {
          available,
          hasShifts: shifts.has(id),
          away: mergeSpans(
            (away.get(id) ?? []).map(({ startsAt, endsAt }) => ({
              start: startsAt.epochMilliseconds,
              end: endsAt.epochMilliseconds,
            })),
          ),
        },
      ]),
    ),
    isClosed: ({ start, end }) => [...eachDate(dateOf(start), dateOf(end - 1))].some(closed),
  }
}

/** From the first to the last moment that a visit touches, with what is set up and cleaned up. */
function boundsOf({ now }: Ctx, visits: readonly Visit[]): Span {
  const all = visits.flatMap((visit) => [visit, ...visit.holds])
  return {
    start: Math.min(now.epochMilliseconds, ...all.map(({ start }) => start)),
    end: Math.max(now.epochMilliseconds + 1, ...all.map(({ end }) => end)),
  }
}

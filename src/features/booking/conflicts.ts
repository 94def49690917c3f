import { intersectSpans, type Span, subtractSpans } from '../../kit/time.ts'

export const CONFLICT_CAUSES = [
  'time_off',
  'shift',
  'closure',
  'hours',
  'overrun',
  'resource',
  'parts',
] as const
export type ConflictCause = (typeof CONFLICT_CAUSES)[number]

/**
 * How a conflict ended. By a person: given to another person or place, moved, moved by the customer, kept as it is,
 * canceled, declined. By itself: free (nothing is in the way any more), arrived, no_show, passed.
 */
export const RESOLUTIONS = [
  'given',
  'moved',
  'customer_moved',
  'kept',
  'canceled',
  'declined',
  'free',
  'arrived',
  'no_show',
  'passed',
] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** A booked visit that cannot be as it was booked; without a resource the shop is not open, or parts are missing. */
export interface Conflict {
  appointmentId: string
  resourceId: string | null
  cause: ConflictCause
}

/** A visit and what it holds, in epoch milliseconds. */
export interface Visit extends Span {
  id: string
  /** The date from which its parts are there; null where none are waited for. */
  partsOn: Temporal.PlainDate | null
  holds: (Span & { resourceId: string })[]
}

/** When a shop is open and its people and places can be held, whatever is booked. */
export interface Availability {
  open: readonly Span[]
  /** By resource id; those that are gone have none. `available` null: day and night. */
  resources: ReadonlyMap<
    string,
    { available: readonly Span[] | null; hasShifts: boolean; away: readonly Span[] }
  >
  isClosed: (span: Span) => boolean
  /** The first moment of a date at the shop. */
  startOf: (date: Temporal.PlainDate) => number
}

/**
 * What stands in the way of visits: one conflict for the shop, or else one for each person or place that is missing; and
 * one for parts that come later.
 */
export function conflictsOf(visits: readonly Visit[], availability: Availability): Conflict[] {
  return visits.flatMap((visit) => {
    const shop = shopConflict(visit, availability)
    const held = visit.holds.flatMap((hold) => {
      const cause = causeOf(hold, availability)
      return cause ? [{ appointmentId: visit.id, resourceId: hold.resourceId, cause }] : []
    })
    // A closed shop is one thing to resolve, not one for each person and place that it closes.
    const own = shop ? held.filter(({ cause }) => cause === 'time_off' || cause === 'resource') : held
    return distinct([...(shop ? [shop] : []), ...own, ...partsConflict(visit, availability)])
  })
}

function shopConflict(visit: Visit, { open, isClosed }: Availability): Conflict | undefined {
  if (subtractSpans([visit], open).length === 0) return undefined
  return { appointmentId: visit.id, resourceId: null, cause: isClosed(visit) ? 'closure' : 'hours' }
}

function partsConflict({ id, start, partsOn }: Visit, { startOf }: Availability): Conflict[] {
  const isLate = partsOn !== null && start < startOf(partsOn)
  return isLate ? [{ appointmentId: id, resourceId: null, cause: 'parts' }] : []
}

function causeOf(
  hold: Visit['holds'][number],
  { resources, isClosed }: Availability,
): ConflictCause | undefined {
  const resource = resources.get(hold.resourceId)
  if (!resource) return 'resource'
  const missing = resource.available ? subtractSpans([hold], resource.available) : []
  if (missing.length === 0) return undefined
  if (intersectSpans(missing, resource.away).length > 0) return 'time_off'
  if (isClosed(hold)) return 'closure'
  return resource.hasShifts ? 'shift' : 'hours'
}

function distinct(conflicts: readonly Conflict[]): Conflict[] {
  return [...new Map(conflicts.map((one) => [`${one.resourceId} ${one.cause}`, one])).values()]
}

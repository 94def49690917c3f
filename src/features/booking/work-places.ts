import type { Span } from '../../kit/time.ts'
import type { Booked, Overrun } from './overtaken.ts'

/** Work that is begun and not done; instants in epoch milliseconds. */
export interface UnderWay {
  /** Its visit; null for work that came without one. */
  appointmentId: string | null
  /** Waiting work holds places alone. */
  work: 'running' | 'waiting'
  begun: number
  /** Until when staff have promised it. */
  promised: number | null
  /** What its visit was planned on. */
  claims: readonly (Span & { resourceId: string; lane: number })[]
  /** What the order says: the bay or bench where the asset stands, and who works on it. */
  bayId: string | null
  peopleIds: readonly string[]
}

/** Where unfinished work really is. */
export interface WorkPlaces {
  overruns: Overrun[]
  /** Where work has begun on which it was not planned: what was there before it has made room. */
  arrivals: (Booked & { resourceId: string })[]
  /** Claims of visits whose work is elsewhere: by visit and resource. */
  left: Set<string>
}

// Longer than a day after its plan, the asset stands aside: its bay and people have gone on.
const LONGEST_MS = 24 * 3_600_000

export const claimKey = (appointmentId: string | null, resourceId: string): string =>
  `${appointmentId} ${resourceId}`

/**
 * What unfinished work holds. Planned it is on the visit's claims; the bay and the people that the order names count more:
 * there it is from its beginning, and what it was planned on instead of them is not held any more. Running work holds people
 * and places until now or the promised time, waiting work holds places until now.
 */
export function workPlaces(
  works: readonly UnderWay[],
  kindOf: (resourceId: string) => string | undefined,
  now: number,
): WorkPlaces {
  const found: WorkPlaces = { overruns: [], arrivals: [], left: new Set() }
  for (const work of works) {
    const holds = (resourceId: string) => work.work === 'running' || kindOf(resourceId) !== 'technician'
    const goesOn = (planned: number) => untilOf(work, planned, now)
    for (const { resourceId, lane, end } of work.claims) {
      if (isElsewhere(work, resourceId, kindOf)) found.left.add(claimKey(work.appointmentId, resourceId))
      else if (holds(resourceId) && end < goesOn(end) && end > now - LONGEST_MS)
        found.overruns.push({ resourceId, lane, start: end, end: goesOn(end) })
    }
    const planned = Math.max(work.begun, ...work.claims.map(({ end }) => end))
    for (const resourceId of unplanned(work, kindOf)) {
      if (!holds(resourceId) || planned <= now - LONGEST_MS) continue
      const { begun } = work
      found.overruns.push({ resourceId, lane: null, start: begun, end: Math.max(planned, goesOn(planned)) })
      found.arrivals.push({
        resourceId,
        appointmentId: work.appointmentId ?? '',
        begun: true,
        start: begun - 1,
        end: begun,
      })
    }
  }
  return found
}

function untilOf({ work, promised }: UnderWay, planned: number, now: number): number {
  const isPromise = work === 'running' && promised !== null && promised < planned + LONGEST_MS
  return isPromise ? Math.max(now, promised) : now
}

/** Whether work is not on what it was planned on: the order names another place of the kind, or other people. */
function isElsewhere(
  { claims, bayId, peopleIds }: UnderWay,
  resourceId: string,
  kindOf: (resourceId: string) => string | undefined,
): boolean {
  const kind = kindOf(resourceId)
  if (kind === 'technician') return peopleIds.length > 0 && !peopleIds.includes(resourceId)
  if (bayId === null || claims.some((claim) => claim.resourceId === bayId)) return false
  return kind === kindOf(bayId)
}

/** What the order names beside the plan; places and people that are gone are none. */
function unplanned(
  { claims, bayId, peopleIds }: UnderWay,
  kindOf: (resourceId: string) => string | undefined,
): string[] {
  const named = bayId === null ? peopleIds : [bayId, ...peopleIds]
  return named.filter((id) => kindOf(id) && !claims.some(({ resourceId }) => resourceId === id))
}

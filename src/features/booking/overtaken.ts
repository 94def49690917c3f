import type { Span } from '../../kit/time.ts'

/** Work that is not done and has no claim (any more) where it is, until it lets go, in epoch milliseconds. */
export interface Overrun extends Span {
  resourceId: string
  /** The lane of its claim; null where it never had one. */
  lane: number | null
}

/** A visit's claim on a person or place. Begun: its customer is there and the work is not done. */
export interface Booked extends Span {
  appointmentId: string
  begun: boolean
}

/** What becomes of one person or place. */
export interface Outcome {
  /** The visits for which no lane is left, because work before them goes on. */
  overtaken: string[]
  /** The overruns that hold a lane. The others have stood aside: visits that began since then have all lanes. */
  holding: Overrun[]
}

interface Taken extends Span {
  overrun?: Overrun
  visit?: Booked
}

const RANK = (one: Taken): number => (one.overrun ? 0 : one.visit?.begun ? 1 : 2)

/**
 * Looks at all lanes together: a bay for two cars has room for the next as long as only one of them is not done, and a
 * technician's overrun reaches their next visit in whatever bay that is. Taken by the order in which they begin.
 */
export function overtake(lanes: number, overruns: readonly Overrun[], visits: readonly Booked[]): Outcome {
  const all: Taken[] = [
    ...overruns.map((overrun) => ({ start: overrun.start, end: overrun.end, overrun })),
    ...visits.map((visit) => ({ start: visit.start, end: visit.end, visit })),
  ].toSorted((a, b) => a.start - b.start || RANK(a) - RANK(b))
  const holding = new Set(overruns)
  const overtaken: string[] = []
  let active: Taken[] = []
  for (const one of all) {
    active = active.filter(({ end }) => end > one.start)
    const oldest = active.length < lanes ? undefined : active.find(({ overrun }) => overrun)
    if (oldest?.overrun && one.visit && !one.visit.begun) {
      overtaken.push(one.visit.appointmentId)
      continue
    }
    // Somebody has begun there all the same: what was there has made room.
    if (oldest?.overrun && one.visit) {
      holding.delete(oldest.overrun)
      active.splice(active.indexOf(oldest), 1)
    }
    active.push(one)
  }
  return { overtaken, holding: [...holding] }
}

import { invalid } from '../../kit/errors.ts'
import { expandWeekly, localDate } from '../../kit/time.ts'
import { type Closure, closedOn } from './closures.ts'

/** One stretch of the week, 1 = Monday; `closes` not later than `opens` is on the next date. */
export interface OpeningHours {
  weekday: number
  opens: Temporal.PlainTime
  closes: Temporal.PlainTime
}

/** Whether a shop is open at an instant, and until or from when. */
export type OpenState =
  | { open: true; until: Temporal.Instant }
  | { open: false; opensAt: Temporal.Instant | null }

// A shop that opens on no day of three weeks has no next opening worth telling.
const LOOK_AHEAD_DAYS = 21

/** Open now or when: hours less closures, by the shop's own wall clock. */
export function openState(
  hours: readonly OpeningHours[],
  closures: readonly Closure[],
  timezone: string,
  now: Temporal.Instant,
): OpenState {
  const today = localDate(now, timezone)
  const last = today.add({ days: LOOK_AHEAD_DAYS })
  const closed = closedOn(closures, today.subtract({ days: 1 }), last)
  const at = now.epochMilliseconds
  for (const span of expandWeekly(hours, today, last, timezone, closed)) {
    if (span.end <= at) continue
    if (span.start <= at) return { open: true, until: Temporal.Instant.fromEpochMilliseconds(span.end) }
    return { open: false, opensAt: Temporal.Instant.fromEpochMilliseconds(span.start) }
  }
  return { open: false, opensAt: null }
}

/** Throws 400 where two stretches of a week overlap, also over midnight and over Sunday; `pointer` names one by its index. */
export function checkWeek(week: readonly OpeningHours[], pointer: (index: number) => string): void {
  const spans = week
    .map((stretch, index) => ({ ...minutesOfWeek(stretch), index }))
    .toSorted((a, b) => a.start - b.start)
  for (const [place, span] of spans.entries()) {
    const next = spans[place + 1]
    if (next && next.start < span.end) throw invalid(pointer(next.index), 'overlaps')
  }
  const [first, last] = [spans[0], spans.at(-1)]
  if (first && last && first !== last && last.end - WEEK > first.start) {
    throw invalid(pointer(last.index), 'overlaps')
  }
}

const DAY = 24 * 60
const WEEK = 7 * DAY

function minutesOfWeek({ weekday, opens, closes }: OpeningHours): { start: number; end: number } {
  const start = (weekday - 1) * DAY + minutes(opens)
  const length = minutes(closes) - minutes(opens)
  return { start, end: start + (length > 0 ? length : length + DAY) }
}

const minutes = (time: Temporal.PlainTime): number => time.hour * 60 + time.minute

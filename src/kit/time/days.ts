import { daysBetween } from './dates.ts'
import { startOfDay, wallToMs } from './zone.ts'

/** A stretch in which the wall clock runs evenly: a local day, or a part of one up to or from a clock change. */
export interface WallSegment {
  start: number
  /** Excluded. */
  end: number
  /** What the wall shows at `start`, in milliseconds after midnight; from there to `end` it never passes midnight. */
  wall: number
  /** Which of the days it belongs to, 0 = the first. */
  day: number
}

/** Local days of a zone as integers: asked from Temporal once, then read by plain arithmetic. */
export interface LocalDays {
  zone: string
  /** First date, and how many follow each other. */
  from: Temporal.PlainDate
  count: number
  /** First instant of each day in epoch milliseconds, and that of the day after the last: `count + 1` of them. */
  midnights: readonly number[]
  /** In order, without holes. */
  segments: readonly WallSegment[]
}

const DAY = 86_400_000

/** The local days `from` to `to`, both included, of a zone. */
export function localDays(from: Temporal.PlainDate, to: Temporal.PlainDate, zone: string): LocalDays {
  const count = Math.max(0, daysBetween(from, to) + 1)
  const midnights: number[] = []
  for (let day = 0; day <= count; day++)
    midnights.push(startOfDay(from.add({ days: day }), zone).epochMilliseconds)
  const segments: WallSegment[] = []
  for (let day = 0; day < count; day++) {
    const start = midnights[day] ?? 0
    const end = midnights[day + 1] ?? 0
    if (end - start === DAY) segments.push({ start, end, wall: 0, day })
    else segments.push(...unevenSegments(start, end, day, zone))
  }
  return { zone, from, count, midnights, segments }
}

/** A day of another length than 24 hours, cut at its clock changes (and at a midnight that comes twice). */
function unevenSegments(start: number, end: number, day: number, zone: string): WallSegment[] {
  const cuts: WallSegment[] = []
  for (let at = start; at < end;) {
    const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    const wall = msOfDay(there.toPlainTime())
    const change = there.getTimeZoneTransition('next')?.epochMilliseconds ?? end
    const next = Math.min(end, change, at + DAY - wall)
    cuts.push({ start: at, end: next, wall, day })
    at = next
  }
  return cuts
}

/** Milliseconds from 00:00 to a wall time. */
export function msOfDay(time: Temporal.PlainTime): number {
  return ((time.hour * 60 + time.minute) * 60 + time.second) * 1000 + time.millisecond
}

/**
 * `wallToMs` for a day of `days` (0 = the first; the day before and the day after the last are asked of Temporal).
 * A day of 24 hours has no clock change in it, so midnight plus the wall time is exact.
 */
export function wallOfDay(days: LocalDays, day: number, time: Temporal.PlainTime): number {
  const midnight = days.midnights[day]
  const next = days.midnights[day + 1]
  if (midnight !== undefined && next !== undefined && next - midnight === DAY) return midnight + msOfDay(time)
  return wallToMs(days.from.add({ days: day }), time, days.zone)
}

/** Which day (0 = the first) an instant falls on, -1 before and `count` after them. */
export function dayIndex(days: LocalDays, ms: number): number {
  let low = 0
  let high = days.midnights.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((days.midnights[middle] ?? 0) <= ms) low = middle + 1
    else high = middle
  }
  return low - 1
}

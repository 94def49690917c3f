import { foldDigits } from '../input/fold.ts'

/** True for a zone of the IANA list ('Asia/Tehran', 'UTC'); bare offsets are no zones for a shop. */
export function isZone(zone: string): boolean {
  // Temporal takes offsets and whole timestamps for a zone too; nothing else does.
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(zone)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/**
 * The instant of a wall clock in a zone. A time inside a gap moves forward by the gap's length,
 * a time inside an overlap is the first of the two: what Temporal calls 'compatible'.
 */
export function wallToInstant(
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
  zone: string,
): Temporal.Instant {
  return date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant()
}

/** `wallToInstant` in epoch milliseconds. */
export function wallToMs(date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): number {
  return date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
}

/** The calendar date that a shop's wall shows at an instant. */
export function localDate(instant: Temporal.Instant, zone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate()
}

/** The wall clock that a shop's wall shows at an instant. */
export function localTime(instant: Temporal.Instant, zone: string): Temporal.PlainTime {
  return instant.toZonedDateTimeISO(zone).toPlainTime()
}

/** The first instant of a local date; where midnight is skipped, the first that exists. */
export function startOfDay(date: Temporal.PlainDate, zone: string): Temporal.Instant {
  return date.toZonedDateTime(zone).toInstant()
}

/** First instant of `from` and first instant after `to` (both included as dates): 23, 24 or 25 hours a day. */
export function dateBounds(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  zone: string,
): { start: Temporal.Instant; end: Temporal.Instant } {
  return { start: startOfDay(from, zone), end: startOfDay(to.add({ days: 1 }), zone) }
}

/** First instant of a local date and of the next one. */
export function dayBounds(
  date: Temporal.PlainDate,
  zone: string,
): { start: Temporal.Instant; end: Temporal.Instant } {
  return dateBounds(date, date, zone)
}

/** RFC 3339 with the offset of the zone and whole seconds: `2026-12-01T09:30:00+03:30`. */
export function rfc3339(instant: Temporal.Instant, zone: string): string {
  return instant.toString({ timeZone: zone, smallestUnit: 'second' })
}

/**
 * `rfc3339` for many instants in epoch milliseconds. The zone is asked once for each stretch between two
 * clock changes, which makes a list of slots several times cheaper to write.
 */
export function rfc3339Writer(zone: string): (ms: number) => string {
  let from = Number.POSITIVE_INFINITY
  let until = Number.NEGATIVE_INFINITY
  let shift = 0
  let suffix = ''
  let day = Number.NaN
  let date = ''
  return (ms) => {
    if (ms < from || ms >= until) {
      const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
      const next = at.getTimeZoneTransition('next')
      from = ms
      until = next === null ? Number.POSITIVE_INFINITY : next.epochMilliseconds
      shift = at.offsetNanoseconds / 1e6
      suffix = at.offset.slice(0, 6)
    }
    const local = ms + shift
    if (Math.floor(local / DAY_MS) !== day) {
      day = Math.floor(local / DAY_MS)
      date = new Date(day * DAY_MS).toISOString().slice(0, 11)
    }
    return date + clockText(Math.floor((local - day * DAY_MS) / 1000)) + suffix
  }
}

const DAY_MS = 86_400_000
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

/** `HH:MM:SS` of so many seconds after midnight. */
function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${twoDigits[Math.floor(minutes / 60)]}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}`
}

const rfc3339Pattern = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})$/

/** The instant of an RFC 3339 text with any offset (seconds may be left out), cut to milliseconds; null when it is none. */
export function parseInstant(text: string): Temporal.Instant | null {
  const folded = foldDigits(text.trim())
  if (!rfc3339Pattern.test(folded)) return null
  try {
    const exact = Temporal.Instant.from(folded)
    return exact.round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
  } catch {
    return null
  }
}

/** The wall time of `HH:MM` (24 hours, any digits); null when it is none. `24:00` is read as `00:00`. */
export function parseTime(text: string): Temporal.PlainTime | null {
  const found = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(foldDigits(text.trim()))
  if (!found) return null
  const hour = Number(found[1])
  const minute = Number(found[2])
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null
  return new Temporal.PlainTime(hour % 24, minute)
}

import { daysBetween } from './dates.ts'
import { localDays, wallOfDay } from './days.ts'
import type { LocalDays } from './days.ts'
import { mergeSpans } from './spans.ts'
import type { Span } from './spans.ts'
import { wallToMs } from './zone.ts'

/**
 * One stretch of a week by the wall clock: opening hours, a shift, a break. Where `closes` is not later than
 * `opens` it ends on the next date (22:00 to 02:00; 00:00 to 00:00 is the whole day).
 */
export interface WeeklyInterval {
  /** 1 = Monday … 7 = Sunday: the date on which it begins. */
  weekday: number
  opens: Temporal.PlainTime
  closes: Temporal.PlainTime
  /** First date on which it begins; none = always. */
  validFrom?: Temporal.PlainDate | null
  /** Last date on which it begins, included; none = for ever. */
  validUntil?: Temporal.PlainDate | null
}

const isOvernight = (opens: Temporal.PlainTime, closes: Temporal.PlainTime): boolean =>
  Temporal.PlainTime.compare(closes, opens) <= 0

/** The span of a wall-clock stretch that begins on `date`; null where a clock change leaves nothing of it. */
export function wallSpan(
  date: Temporal.PlainDate,
  opens: Temporal.PlainTime,
  closes: Temporal.PlainTime,
  zone: string,
): Span | null {
  const start = wallToMs(date, opens, zone)
  const end = wallToMs(isOvernight(opens, closes) ? date.add({ days: 1 }) : date, closes, zone)
  return end > start ? { start, end } : null
}

/**
 * Weekly stretches as spans of real time, merged: all that begin on the dates `from` to `to` (both included) or on
 * the day before, so that every instant of those dates is answered for. What runs past midnight is not cut.
 * `skip` names dates on which nothing begins (a holiday); what began the evening before runs to its end.
 */
export function expandWeekly(
  intervals: readonly WeeklyInterval[],
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  zone: string,
  skip?: (date: Temporal.PlainDate) => boolean,
): Span[] {
  return expandWeeklyOver(intervals, localDays(from.subtract({ days: 1 }), to.add({ days: 1 }), zone), skip)
}

/**
 * `expandWeekly` for many lists over the same days (a shop's people): `days` must begin the day before the first
 * date that is asked about and end the day after the last. What begins on that last day is not expanded.
 */
export function expandWeeklyOver(
  intervals: readonly WeeklyInterval[],
  days: LocalDays,
  skip?: (date: Temporal.PlainDate) => boolean,
): Span[] {
  const spans: Span[] = []
  const monday = days.from.dayOfWeek - 1
  for (const { weekday, opens, closes, validFrom, validUntil } of intervals) {
    const nights = isOvernight(opens, closes) ? 1 : 0
    const first = validFrom ? Math.max(0, daysBetween(days.from, validFrom)) : 0
    const last = validUntil ? Math.min(days.count - 2, daysBetween(days.from, validUntil)) : days.count - 2
    for (let day = first; day <= last; day++) {
      if ((monday + day) % 7 !== weekday - 1 || skip?.(days.from.add({ days: day }))) continue
      spans.push({ start: wallOfDay(days, day, opens), end: wallOfDay(days, day + nights, closes) })
    }
  }
  return mergeSpans(spans)
}

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
  for (let day = 0; day < days.count - 1; day++) {
    const date = days.from.add({ days: day })
    if (skip?.(date)) continue
    for (const interval of intervals) {
      if (interval.weekday !== date.dayOfWeek || !isValidOn(interval, date)) continue
      const start = wallOfDay(days, day, interval.opens)
      const end = wallOfDay(
        days,
        isOvernight(interval.opens, interval.closes) ? day + 1 : day,
        interval.closes,
      )
      spans.push({ start, end })
    }
  }
  return mergeSpans(spans)
}

function isValidOn(interval: WeeklyInterval, date: Temporal.PlainDate): boolean {
  const { validFrom, validUntil } = interval
  if (validFrom && Temporal.PlainDate.compare(date, validFrom) < 0) return false
  return !(validUntil && Temporal.PlainDate.compare(date, validUntil) > 0)
}

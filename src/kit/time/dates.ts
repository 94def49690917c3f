import { foldDigits } from '../input/fold.ts'
import { fromJalali, toJalali } from './jalali.ts'
import type { CalendarName } from './format.ts'

/** Every date from `from` to `to`, both included; none when `to` is earlier. */
export function eachDate(from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const dates: Temporal.PlainDate[] = []
  const count = daysBetween(from, to)
  for (let day = 0; day <= count; day++) dates.push(from.add({ days: day }))
  return dates
}

/** Whole days from one date to another, negative when `to` is earlier. */
export function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return from.until(to, { largestUnit: 'day' }).days
}

/** The later of two dates. */
export function laterDate(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b
}

/** The earlier of two dates. */
export function earlierDate(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) <= 0 ? a : b
}

/** The first weekday of the week (1 = Monday … 7 = Sunday) for a language tag: 'fa-IR' 6, 'en-US' 7, 'de' 1. */
export function firstWeekday(tag: string): number {
  return new Intl.Locale(tag).getWeekInfo().firstDay
}

/** The first date of the week that holds `date`, for weeks that begin on `first` (1 = Monday … 7 = Sunday). */
export function startOfWeek(date: Temporal.PlainDate, first: number): Temporal.PlainDate {
  return date.subtract({ days: (date.dayOfWeek - first + 7) % 7 })
}

/**
 * A date as a person or a program writes it: `2026-12-01` or `2026/12/1`, in the named calendar, any digits.
 * Null when there is no such date (30 Esfand of a common year, 29 February likewise).
 */
export function parseDate(text: string, calendar: CalendarName = 'gregory'): Temporal.PlainDate | null {
  const found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(foldDigits(text.trim()))
  if (!found) return null
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  if (calendar === 'persian') return fromJalali(year, month, day)
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** A day that comes back every year: 1 Farvardin, 25 December. */
export interface YearlyDay {
  calendar: CalendarName
  month: number
  day: number
}

/** True when `date` is that day of its year. A leap day (29 February, 30 Esfand) comes only in leap years. */
export function isYearlyDay(date: Temporal.PlainDate, yearly: YearlyDay): boolean {
  const there = yearly.calendar === 'persian' ? toJalali(date) : date
  return there.month === yearly.month && there.day === yearly.day
}

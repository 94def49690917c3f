import { eachDate, fromJalali, toJalali } from '../../kit/time.ts'

/** Dates, both included, on which the shop does not open; `yearly` ones come back in that calendar. */
export interface Closure {
  id: string
  startsOn: Temporal.PlainDate
  endsOn: Temporal.PlainDate
  reason: string
  yearly: 'gregorian' | 'jalali' | null
}

/** One stretch of closed dates as it really falls. */
export interface ClosedDates {
  id: string
  startsOn: Temporal.PlainDate
  endsOn: Temporal.PlainDate
  reason: string
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(a, b) < 0

/**
 * The closed stretches that touch the dates `from` to `to` (both included), in order, yearly ones in each of
 * their years. One that begins on a leap day comes only in leap years.
 */
export function closedStretches(
  closures: readonly Closure[],
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): ClosedDates[] {
  return closures
    .flatMap((closure) => occurrences(closure, to))
    .filter(({ startsOn, endsOn }) => !isBefore(endsOn, from) && !isBefore(to, startsOn))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.startsOn, b.startsOn))
}

/** A test for `expandWeekly`: whether the shop is closed on a date between `from` and `to`. */
export function closedOn(
  closures: readonly Closure[],
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): (date: Temporal.PlainDate) => boolean {
  const dates = new Set<string>()
  for (const { startsOn, endsOn } of closedStretches(closures, from, to)) {
    const first = isBefore(startsOn, from) ? from : startsOn
    const last = isBefore(to, endsOn) ? to : endsOn
    for (const date of eachDate(first, last)) dates.add(date.toString())
  }
  return (date) => dates.has(date.toString())
}

function occurrences(closure: Closure, until: Temporal.PlainDate): ClosedDates[] {
  const { id, reason, startsOn, endsOn, yearly } = closure
  if (yearly === null) return [{ id, reason, startsOn, endsOn }]
  const length = startsOn.until(endsOn, { largestUnit: 'day' }).days
  const found: ClosedDates[] = []
  for (let years = 0; ; years += 1) {
    const start = yearsLater(startsOn, years, yearly)
    if (start === 'beyond') return found
    if (start === null) continue
    if (isBefore(until, start)) return found
    found.push({ id, reason, startsOn: start, endsOn: start.add({ days: length }) })
  }
}

// Far beyond any horizon; a closure from the past is followed year by year to the present.
const LAST_YEAR = 2400

function yearsLater(
  date: Temporal.PlainDate,
  years: number,
  calendar: 'gregorian' | 'jalali',
): Temporal.PlainDate | null | 'beyond' {
  if (date.year + years > LAST_YEAR) return 'beyond'
  if (calendar === 'jalali') {
    const { year, month, day } = toJalali(date)
    return fromJalali(year + years, month, day)
  }
  const same = date.add({ years })
  return same.day === date.day ? same : null
}

/** A date of the Jalali (Persian solar) calendar: month 1 = Farvardin … 12 = Esfand. */
export interface JalaliDate {
  year: number
  month: number
  day: number
}

/** The Jalali year, month and day of a date. */
export function toJalali(date: Temporal.PlainDate): JalaliDate {
  const { year, month, day } = date.withCalendar('persian')
  return { year, month, day }
}

/** The date of a Jalali year, month and day; null when there is none, such as 30 Esfand of a common year. */
export function fromJalali(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    const there = Temporal.PlainDate.from({ calendar: 'persian', year, month, day }, { overflow: 'reject' })
    return there.withCalendar('iso8601')
  } catch {
    return null
  }
}

/** First and last date of a Jalali month (29, 30 or 31 days); null for a month outside 1 to 12. */
export function jalaliMonth(
  year: number,
  month: number,
): { first: Temporal.PlainDate; last: Temporal.PlainDate } | null {
  const first = fromJalali(year, month, 1)
  if (first === null) return null
  return { first, last: first.add({ days: first.withCalendar('persian').daysInMonth - 1 }) }
}

/** First and last date of a Jalali year (Nowruz to the last of Esfand): Iran's fiscal year. */
export function jalaliYear(year: number): { first: Temporal.PlainDate; last: Temporal.PlainDate } | null {
  const first = fromJalali(year, 1, 1)
  const next = fromJalali(year + 1, 1, 1)
  if (first === null || next === null) return null
  return { first, last: next.subtract({ days: 1 }) }
}

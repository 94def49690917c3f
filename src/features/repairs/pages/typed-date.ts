import { CalendarDate, GregorianCalendar, PersianCalendar, toCalendar } from '@internationalized/date'
import { foldDigits } from '../../../kit/input/fold.ts'
import type { AnyDate, CalendarName } from '../../../kit/time/format.ts'

/** The numbers of YYYY-MM-DD. */
export function dateNumbers(date: string): AnyDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return { year, month, day }
}

/**
 * A date typed in the reader's calendar as YYYY-MM-DD; null where it is empty. What cannot be read stays as it is, to be
 * refused by the server. For browsers, which have no Temporal yet.
 */
export function typedDate(typed: string, calendar: CalendarName): string | null {
  const text = typed.trim()
  if (text === '') return null
  const found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(foldDigits(text))
  if (!found) return text
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const from = calendar === 'persian' ? new PersianCalendar() : new GregorianCalendar()
  const date = new CalendarDate(from, year, month, day)
  // A day that the month does not have was moved to its last.
  return date.day === day && date.month === month
    ? toCalendar(date, new GregorianCalendar()).toString()
    : text
}

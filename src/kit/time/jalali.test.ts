import { GregorianCalendar, PersianCalendar, CalendarDate, toCalendar } from '@internationalized/date'
import { expect, test } from 'vitest'
import { fromJalali, isYearlyDay, jalaliMonth, jalaliYear, parseDate, toJalali } from '../time.ts'

const date = (text: string) => Temporal.PlainDate.from(text)

test('known days of the Jalali calendar, Esfand 30 included', () => {
  const known = [
    ['1403-12-30', '2025-03-20'],
    ['1404-01-01', '2025-03-21'],
    ['1404-12-29', '2026-03-20'],
    ['1405-01-01', '2026-03-21'],
    ['1399-12-30', '2021-03-20'],
    ['1400-01-01', '2021-03-21'],
    ['1408-12-30', '2030-03-20'],
    ['1357-11-22', '1979-02-11'],
  ] as const
  for (const [jalali, iso] of known) {
    expect(parseDate(jalali, 'persian')?.toString()).toBe(iso)
    const { year, month, day } = toJalali(date(iso))
    expect(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`).toBe(jalali)
  }
  expect(fromJalali(1404, 12, 30)).toBeNull()
  expect(fromJalali(1404, 7, 31)).toBeNull()
  expect(fromJalali(1404, 13, 1)).toBeNull()
  expect(fromJalali(1404, 0, 1)).toBeNull()
})

test('every day from 1310 to 1489 is the one that an independent calendar and Intl name', () => {
  const persian = new PersianCalendar()
  const gregorian = new GregorianCalendar()
  const intl = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  for (let day = date('1931-03-22'); day.year < 2110; day = day.add({ days: 1 })) {
    const own = toJalali(day)
    const other = toCalendar(new CalendarDate(gregorian, day.year, day.month, day.day), persian)
    expect([own.year, own.month, own.day]).toEqual([other.year, other.month, other.day])
    const named = intl.format(Date.UTC(day.year, day.month - 1, day.day))
    expect(named.split(' ')[0]).toBe(`${own.month}/${own.day}/${own.year}`)
  }
})

test('months and years of the Jalali calendar have their lengths', () => {
  const days = (month: { first: Temporal.PlainDate; last: Temporal.PlainDate } | null) =>
    month ? month.first.until(month.last).days + 1 : 0
  expect([1, 6, 7, 11, 12].map((month) => days(jalaliMonth(1403, month)))).toEqual([31, 31, 30, 30, 30])
  expect(days(jalaliMonth(1404, 12))).toBe(29)
  expect(jalaliYear(1405)?.first.toString()).toBe('2026-03-21')
  expect(jalaliYear(1405)?.last.toString()).toBe('2027-03-20')
})

test('a yearly day comes by its own calendar, a leap day only in leap years', () => {
  const nowruz = { calendar: 'persian', month: 1, day: 1 } as const
  expect(isYearlyDay(date('2025-03-21'), nowruz)).toBe(true)
  expect(isYearlyDay(date('2024-03-20'), nowruz)).toBe(true)
  expect(isYearlyDay(date('2024-03-21'), nowruz)).toBe(false)
  expect(isYearlyDay(date('2028-02-29'), { calendar: 'gregory', month: 2, day: 29 })).toBe(true)
  expect(isYearlyDay(date('2027-03-01'), { calendar: 'gregory', month: 2, day: 29 })).toBe(false)
})

import { expect, test } from 'vitest'
import {
  formatDate,
  formatDateTime,
  formatDuration,
  formatNearDate,
  formatPlainDate,
  formatRange,
  formatRelative,
  formatTime,
  firstWeekday,
  startOfWeek,
  parseDate,
  eachDate,
} from '../time.ts'
import type { TimeStyle } from '../time.ts'

const en: TimeStyle = { locale: 'en', calendar: 'gregory', zone: 'Asia/Tehran' }
const fa: TimeStyle = { locale: 'fa', calendar: 'persian', zone: 'Asia/Tehran' }
const at = Temporal.Instant.from('2026-12-01T06:00:00Z')
const now = at.subtract({ hours: 3 })

test('dates and times read as people of each language and calendar write them [S4.T7]', () => {
  expect(formatDateTime(at, en)).toBe('Dec 1, 2026, 9:30 AM')
  expect(formatDate(at, en, 'long')).toBe('Tuesday, December 1, 2026')
  expect(formatDate(at, en, 'short')).toBe('Tue, Dec 1')
  expect(formatDate(at, en, 'numeric')).toBe('2026-12-01')
  expect(formatDate(at, { ...en, calendar: 'persian' })).toBe('Azar 10, 1405')
  expect(formatDateTime(at, fa)).toBe('۱۰ آذر ۱۴۰۵، ۹:۳۰')
  expect(formatDate(at, fa, 'long')).toBe('سه‌شنبه ۱۰ آذر ۱۴۰۵')
  expect(formatDate(at, fa, 'numeric')).toBe('۱۴۰۵/۰۹/۱۰')
  expect(formatDate(at, fa, 'month')).toBe('آذر ۱۴۰۵')
  expect(formatDate(at, { ...fa, calendar: 'gregory' }, 'long')).toBe('سه‌شنبه ۱ دسامبر ۲۰۲۶')
  expect(formatTime(at, { ...en, hour12: false })).toBe('09:30')
  expect(formatPlainDate(Temporal.PlainDate.from('2025-03-20'), fa)).toBe('۳۰ اسفند ۱۴۰۳')
})

test('a range names its date once, a near date goes by its name', () => {
  expect(formatRange(at, at.add({ minutes: 90 }), en)).toBe('Dec 1, 2026, 9:30 AM – 11:00 AM')
  expect(formatRange(at, at.add({ hours: 24 }), fa)).toBe('۱۰ آذر ۱۴۰۵، ۹:۳۰ – ۱۱ آذر ۱۴۰۵، ۹:۳۰')
  expect(formatNearDate(at, now, en)).toBe('today')
  expect(formatNearDate(at.add({ hours: 15 }), now, en)).toBe('tomorrow')
  expect(formatNearDate(at.subtract({ hours: 10 }), now, fa)).toBe('دیروز')
  expect(formatNearDate(at.add({ hours: 48 }), now, en)).toBe('Thu, Dec 3')
})

test('distances and lengths of time are short words', () => {
  expect(formatRelative(at, now, 'en')).toBe('in 3 hr.')
  expect(formatRelative(now, now.add({ minutes: 5 }), 'fa')).toBe('۵ دقیقه پیش')
  expect(formatRelative(at, at.add({ hours: 24 }), 'en')).toBe('yesterday')
  expect(formatRelative(at, at, 'en')).toBe('this minute')
  expect(formatDuration(90, 'en')).toBe('1 hr, 30 min')
  expect(formatDuration(0, 'en')).toBe('0 min')
  expect(formatDuration(120, 'en')).toBe('2 hr')
  expect(formatDuration(90, 'fa')).toMatch(/۱ ساعت.*۳۰ دقیقه/u)
})

test('weeks begin on the day of the language, dates are read in either calendar', () => {
  expect([firstWeekday('fa-IR'), firstWeekday('en-US'), firstWeekday('de-DE')]).toEqual([6, 7, 1])
  const tuesday = Temporal.PlainDate.from('2026-12-01')
  expect([6, 7, 1, 2].map((first) => startOfWeek(tuesday, first).toString())).toEqual([
    '2026-11-28',
    '2026-11-29',
    '2026-11-30',
    '2026-12-01',
  ])
  expect(parseDate('۱۴۰۵/۹/۱۰', 'persian')?.toString()).toBe('2026-12-01')
  expect(parseDate('2026-02-29')).toBeNull()
  expect(eachDate(tuesday, tuesday).length).toBe(1)
  expect(eachDate(tuesday, tuesday.subtract({ days: 1 }))).toEqual([])
})

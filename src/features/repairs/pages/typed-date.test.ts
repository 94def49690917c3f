import { expect, test } from 'vitest'
import { typedDate } from './typed-date.ts'

test('a date is read in the calendar of whoever typed it, and what is none is left for the server to refuse', () => {
  expect(typedDate('2026-12-1', 'gregory')).toBe('2026-12-01')
  expect(typedDate(' ۱۴۰۵/۹/۱۰ ', 'persian')).toBe('2026-12-01')
  expect(typedDate('1403/12/30', 'persian')).toBe('2025-03-20')
  expect(typedDate('', 'persian')).toBeNull()
  expect([
    typedDate('1404/12/30', 'persian'),
    typedDate('2027-02-29', 'gregory'),
    typedDate('soon', 'gregory'),
  ]).toEqual(['1404/12/30', '2027-02-29', 'soon'])
})

import { expect, test } from 'vitest'
import { atWall, lengthened, lengthTo, lookAt, snapped, wallMinutes } from './moves.ts'

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
const nine = at('2026-12-02T14:00:00Z')
const spot = { start: nine, minutes: 60, column: 'a' }

test('a place looks free, taken or closed; the moved visit is not in its own way', () => {
  const block = { id: 'x', start: at('2026-12-02T14:30:00Z'), end: at('2026-12-02T15:30:00Z') }
  const axis = { start: nine, end: at('2026-12-02T23:00:00Z') }
  const column = { axis, off: [], lanes: 1, blocks: [block] }
  expect(lookAt(column, spot, 'x')).toBe('free')
  expect(lookAt(column, spot, 'y')).toBe('taken')
  expect(lookAt({ ...column, lanes: 2 }, spot, 'y')).toBe('free')
  expect(lookAt({ ...column, off: [block] }, spot, 'x')).toBe('closed')
  expect(lookAt(column, { ...spot, minutes: 30 }, 'y')).toBe('free')
  expect(lookAt(column, { ...spot, start: nine - 1 }, 'x')).toBe('closed')
})

test('a hand snaps to the shop’s step; a length stays between one step and a day', () => {
  expect(snapped(nine + 7 * 60_000, nine, 15)).toBe(nine)
  expect(snapped(nine + 8 * 60_000, nine, 15)).toBe(nine + 15 * 60_000)
  expect(lengthTo(nine + 94 * 60_000, spot, nine, 30)).toBe(90)
  expect(lengthTo(nine - 500_000, spot, nine, 30)).toBe(30)
  expect(lengthened(spot, -3, 30)).toBe(30)
  expect(lengthened({ ...spot, minutes: 1430 }, 1, 30)).toBe(1440)
})

test('another day keeps the time on the clock, also where the clocks change', () => {
  const zone = 'America/New_York'
  expect(wallMinutes(nine, zone)).toBe(540)
  expect(atWall(at('2026-11-01T04:00:00Z'), 540, zone)).toBe(at('2026-11-01T14:00:00Z'))
  expect(atWall(at('2027-03-14T05:00:00Z'), 540, zone)).toBe(at('2027-03-14T13:00:00Z'))
  expect(atWall(at('2026-12-01T20:30:00Z'), 540, 'Asia/Tehran')).toBe(at('2026-12-02T05:30:00Z'))
})

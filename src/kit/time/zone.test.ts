import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dayBounds,
  localDate,
  parseInstant,
  parseTime,
  rfc3339,
  rfc3339Writer,
  systemNow,
  isZone,
  wallToInstant,
} from '../time.ts'

const runs = process.env['FIXBAY_LONG'] === '1' ? 20_000 : 500
const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
]
const date = (text: string) => Temporal.PlainDate.from(text)
const time = (text: string) => Temporal.PlainTime.from(text)
const hours = (day: string, zone: string) => {
  const { start, end } = dayBounds(date(day), zone)
  return (end.epochMilliseconds - start.epochMilliseconds) / 3_600_000
}

test('a wall time in a gap moves forward, in an overlap it is the first', () => {
  const at = (day: string, clock: string, zone: string) =>
    rfc3339(wallToInstant(date(day), time(clock), zone), zone)
  expect(at('2026-03-08', '02:30', 'America/New_York')).toBe('2026-03-08T03:30:00-04:00')
  expect(at('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T01:30:00-04:00')
  expect(at('2026-03-29', '02:00', 'Europe/Berlin')).toBe('2026-03-29T03:00:00+02:00')
  expect(at('2026-10-04', '02:10', 'Australia/Lord_Howe')).toBe('2026-10-04T02:40:00+11:00')
  expect(at('2026-04-05', '01:45', 'Australia/Lord_Howe')).toBe('2026-04-05T01:45:00+11:00')
  expect(at('2021-03-22', '00:15', 'Asia/Tehran')).toBe('2021-03-22T01:15:00+04:30')
  expect(at('2026-03-22', '00:15', 'Asia/Tehran')).toBe('2026-03-22T00:15:00+03:30')
  expect(at('2026-02-15', '02:30', 'Africa/Casablanca')).toBe('2026-02-15T02:30:00+01:00')
  expect(at('2026-12-01', '09:30', 'Asia/Kathmandu')).toBe('2026-12-01T09:30:00+05:45')
})

test('days have 23, 23.5, 24, 24.5 and 25 hours, and one that never was has none', () => {
  expect(hours('2026-03-08', 'America/New_York')).toBe(23)
  expect(hours('2026-11-01', 'America/New_York')).toBe(25)
  expect(hours('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5)
  expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5)
  expect(hours('2021-03-22', 'Asia/Tehran')).toBe(23)
  expect(hours('2021-09-21', 'Asia/Tehran')).toBe(25)
  expect(hours('2026-03-22', 'Asia/Tehran')).toBe(24)
  expect(hours('2011-12-30', 'Pacific/Apia')).toBe(0)
  expect(rfc3339(dayBounds(date('2021-03-22'), 'Asia/Tehran').start, 'Asia/Tehran')).toBe(
    '2021-03-22T01:00:00+04:30',
  )
})

test('the local days of a year follow each other without hole or overlap, and hold their own instants', () => {
  for (const zone of zones) {
    for (let day = date('2021-01-01'); day.year < 2022; day = day.add({ days: 1 })) {
      const { start, end } = dayBounds(day, zone)
      expect(end.epochMilliseconds).toBe(dayBounds(day.add({ days: 1 }), zone).start.epochMilliseconds)
      expect(localDate(start, zone).toString()).toBe(day.toString())
      expect(localDate(end.subtract({ milliseconds: 1 }), zone).toString()).toBe(day.toString())
    }
  }
})

test('an instant is written with the offset of the shop and read back with any offset', () => {
  expect(rfc3339(Temporal.Instant.from('2026-12-01T06:00:00.900Z'), 'Asia/Tehran')).toBe(
    '2026-12-01T09:30:00+03:30',
  )
  const same = [
    '2026-12-01T09:30:00+03:30',
    '2026-12-01T06:00:00Z',
    '2026-12-01t06:00z',
    '۲۰۲۶-۱۲-۰۱T01:00:00.000-05:00',
  ]
  for (const text of same) expect(parseInstant(text)?.toString()).toBe('2026-12-01T06:00:00Z')
  const none = [
    '',
    '2026-12-01',
    '2026-12-01T09:30',
    '2026-02-30T09:30:00Z',
    '2026-12-01T25:00:00Z',
    '2026-12-01T09:30:00+03:30[Asia/Tehran]',
    'now',
    '1764570600',
  ]
  for (const text of none) expect(parseInstant(text)).toBeNull()
})

test('the writer for many instants writes what the one for a single instant writes', () => {
  const first = Date.parse('2009-01-01T00:00:00Z')
  const last = Date.parse('2038-01-01T00:00:00Z')
  const instants = fc.array(fc.integer({ min: first / 1000, max: last / 1000 }), {
    minLength: 1,
    maxLength: 20,
  })
  fc.assert(
    fc.property(fc.constantFrom(...zones), instants, (zone, seconds) => {
      const write = rfc3339Writer(zone)
      for (const second of seconds) {
        const at = Temporal.Instant.fromEpochMilliseconds(second * 1000)
        expect(write(second * 1000)).toBe(rfc3339(at, zone))
        expect(parseInstant(write(second * 1000))?.equals(at)).toBe(true)
      }
    }),
    { numRuns: runs },
  )
})

test('zones and times of day are told from what is none', () => {
  for (const zone of zones) expect(isZone(zone)).toBe(true)
  for (const zone of ['', 'Mars/Base', '+03:30', '-0500', '9999-12-31T23:59:59Z'])
    expect(isZone(zone)).toBe(false)
  expect(parseTime('۹:۳۰')?.toString()).toBe('09:30:00')
  expect(parseTime('24:00')?.toString()).toBe('00:00:00')
  for (const text of ['24:01', '9', '12:60', '-1:00', '09:30:15']) expect(parseTime(text)).toBeNull()
})

test('the clock gives whole milliseconds, which survive the database', () => {
  expect(systemNow().epochNanoseconds % 1_000_000n).toBe(0n)
  expect(Math.abs(systemNow().epochMilliseconds - Date.now())).toBeLessThan(60_000)
})

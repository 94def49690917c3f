import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayIndex, localDays, localTime, msOfDay, wallOfDay, wallToMs } from '../time.ts'

const runs = process.env['FIXBAY_LONG'] === '1' ? 20_000 : 1_000
const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'America/Havana',
  'Africa/Cairo',
  'America/St_Johns',
]
const dates = fc
  .integer({ min: 0, max: 9_000 })
  .map((days) => Temporal.PlainDate.from('2009-01-01').add({ days }))

test('days read by arithmetic are those that Temporal names', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      dates,
      fc.nat(5),
      fc.nat(287),
      fc.integer({ min: -1, max: 6 }),
      (zone, from, more, tick, day) => {
        const days = localDays(from, from.add({ days: more }), zone)
        const time = new Temporal.PlainTime().add({ minutes: tick * 5 })
        expect(wallOfDay(days, day, time)).toBe(wallToMs(from.add({ days: day }), time, zone))
        let end = days.midnights[0]
        for (const segment of days.segments) {
          expect(segment.start).toBe(end)
          end = segment.end
          const middle = segment.start + Math.floor((segment.end - segment.start) / 120_000) * 60_000
          const shown = localTime(Temporal.Instant.fromEpochMilliseconds(middle), zone)
          expect(msOfDay(shown)).toBe(segment.wall + middle - segment.start)
          expect([dayIndex(days, segment.start), dayIndex(days, segment.end - 1)]).toEqual([
            segment.day,
            segment.day,
          ])
        }
        expect(end).toBe(days.midnights.at(-1))
        expect(dayIndex(days, (days.midnights[0] ?? 0) - 1)).toBe(-1)
        expect(dayIndex(days, end ?? 0)).toBe(days.count)
      },
    ),
    { numRuns: runs },
  )
})

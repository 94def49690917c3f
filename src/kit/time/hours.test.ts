import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expandWeekly, intersectSpans, mergeSpans, rfc3339, spansLength, subtractSpans } from '../time.ts'
import type { Span, WeeklyInterval } from '../time.ts'

const runs = process.env['FIXBAY_LONG'] === '1' ? 20_000 : 500
const date = (text: string) => Temporal.PlainDate.from(text)
const weekly = (weekday: number, opens: string, closes: string): WeeklyInterval => ({
  weekday,
  opens: Temporal.PlainTime.from(opens),
  closes: Temporal.PlainTime.from(closes),
})
const written = (spans: readonly Span[], zone: string) =>
  spans.map(({ start, end }) =>
    [start, end].map((ms) => rfc3339(Temporal.Instant.fromEpochMilliseconds(ms), zone)).join(' '),
  )

test('hours with a break, and hours across midnight with what began the evening before', () => {
  const intervals = [weekly(1, '08:00', '12:00'), weekly(1, '13:00', '17:00'), weekly(7, '22:00', '02:00')]
  const monday = date('2026-11-23')
  expect(written(expandWeekly(intervals, monday, monday, 'Europe/Berlin'), 'Europe/Berlin')).toEqual([
    '2026-11-22T22:00:00+01:00 2026-11-23T02:00:00+01:00',
    '2026-11-23T08:00:00+01:00 2026-11-23T12:00:00+01:00',
    '2026-11-23T13:00:00+01:00 2026-11-23T17:00:00+01:00',
  ])
})

test('hours around clock changes follow the wall', () => {
  const nights = [6, 7].map((weekday) => weekly(weekday, '00:00', '00:00'))
  const [spring] = expandWeekly(nights, date('2026-03-08'), date('2026-03-08'), 'America/New_York')
  expect(spring && (spring.end - spring.start) / 3_600_000).toBe(47)
  const gap = expandWeekly(
    [weekly(7, '02:15', '02:45')],
    date('2026-03-08'),
    date('2026-03-08'),
    'America/New_York',
  )
  expect(written(gap, 'America/New_York')).toEqual(['2026-03-08T03:15:00-04:00 2026-03-08T03:45:00-04:00'])
  const inverted = expandWeekly(
    [weekly(7, '02:30', '03:15')],
    date('2026-03-08'),
    date('2026-03-08'),
    'America/New_York',
  )
  expect(inverted).toEqual([])
  const twice = expandWeekly(
    [weekly(7, '01:00', '03:00')],
    date('2026-11-01'),
    date('2026-11-01'),
    'America/New_York',
  )
  expect(written(twice, 'America/New_York')).toEqual(['2026-11-01T01:00:00-04:00 2026-11-01T03:00:00-05:00'])
})

test('effective dates and skipped dates hold by the date on which a stretch begins', () => {
  const shift = {
    ...weekly(1, '22:00', '06:00'),
    validFrom: date('2026-11-09'),
    validUntil: date('2026-11-23'),
  }
  const days = (skip?: (day: Temporal.PlainDate) => boolean) =>
    expandWeekly([shift], date('2026-11-01'), date('2026-12-31'), 'UTC', skip).map((span) =>
      new Date(span.start).toISOString().slice(0, 10),
    )
  expect(days()).toEqual(['2026-11-09', '2026-11-16', '2026-11-23'])
  expect(days((day) => day.day === 16)).toEqual(['2026-11-09', '2026-11-23'])
})

const spans = fc.array(
  fc.tuple(fc.nat(60), fc.nat(12)).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 12 },
)
const minutes = (list: readonly Span[]) =>
  new Set(list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)))

test('joining, crossing and cutting of spans agree with sets of minutes', () => {
  fc.assert(
    fc.property(spans, spans, (a, b) => {
      const [left, right] = [minutes(a), minutes(b)]
      expect(minutes(mergeSpans(a))).toEqual(left)
      expect(minutes(intersectSpans(a, b))).toEqual(left.intersection(right))
      expect(minutes(subtractSpans(a, b))).toEqual(left.difference(right))
      expect(spansLength(a)).toBe(left.size)
      for (const list of [mergeSpans(a), intersectSpans(a, b), subtractSpans(a, b)]) {
        for (const [index, span] of list.entries())
          expect(span.start).toBeGreaterThan(list[index - 1]?.end ?? -1)
      }
    }),
    { numRuns: runs },
  )
})

import { expect, test } from 'vitest'
import { Problem } from '../../kit/errors.ts'
import { closedOn, closedStretches, type Closure } from './closures.ts'
import { checkWeek, openState } from './opening.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const at = (text: string) => Temporal.Instant.from(text)
const stretch = (weekday: number, opens: string, closes: string) => ({
  weekday,
  opens: Temporal.PlainTime.from(opens),
  closes: Temporal.PlainTime.from(closes),
})
const closure = (startsOn: string, endsOn: string, yearly: Closure['yearly'] = null): Closure => ({
  id: startsOn,
  startsOn: date(startsOn),
  endsOn: date(endsOn),
  reason: '',
  yearly,
})
const written = (closures: Closure[], from: string, to: string) =>
  closedStretches(closures, date(from), date(to)).map(
    ({ startsOn, endsOn }) => `${startsOn.toString()} ${endsOn.toString()}`,
  )

test('yearly closures come back in their own calendar, over the new year and in leap years', () => {
  const nowruz = closure('2025-03-21', '2025-03-24', 'jalali')
  expect(written([nowruz], '2026-01-01', '2028-12-31')).toEqual([
    '2026-03-21 2026-03-24',
    '2027-03-21 2027-03-24',
    '2028-03-20 2028-03-23',
  ])
  const winter = closure('2024-12-24', '2025-01-02', 'gregorian')
  expect(written([winter], '2027-01-01', '2027-12-31')).toEqual([
    '2026-12-24 2027-01-02',
    '2027-12-24 2028-01-02',
  ])
  const leapDay = closure('2024-02-29', '2024-02-29', 'gregorian')
  expect(written([leapDay], '2024-01-01', '2029-01-01')).toEqual([
    '2024-02-29 2024-02-29',
    '2028-02-29 2028-02-29',
  ])
  expect(written([closure('2026-05-01', '2026-05-03')], '2026-05-03', '2027-06-01')).toEqual([
    '2026-05-01 2026-05-03',
  ])
  const closed = closedOn([winter], date('2026-12-30'), date('2027-01-05'))
  expect([closed(date('2027-01-02')), closed(date('2027-01-03'))]).toEqual([true, false])
})

test('a shop is open, or opens, by its own wall clock [S0.10b]', () => {
  const hours = [stretch(1, '08:00', '12:00'), stretch(1, '13:00', '18:00'), stretch(5, '20:00', '02:00')]
  const state = (when: string, closures: Closure[] = [], zone = 'America/New_York') =>
    JSON.parse(JSON.stringify(openState(hours, closures, zone, at(when)))) as unknown
  // Monday 30 November 2026.
  expect(state('2026-11-30T14:00:00Z')).toEqual({ open: true, until: '2026-11-30T17:00:00Z' })
  expect(state('2026-11-30T17:00:00Z')).toEqual({ open: false, opensAt: '2026-11-30T18:00:00Z' })
  expect(state('2026-12-05T06:30:00Z')).toEqual({ open: true, until: '2026-12-05T07:00:00Z' })
  expect(state('2026-12-05T07:00:00Z')).toEqual({ open: false, opensAt: '2026-12-07T13:00:00Z' })
  const away = [closure('2026-12-01', '2026-12-07')]
  expect(state('2026-12-01T00:00:00Z', away)).toEqual({ open: false, opensAt: '2026-12-12T01:00:00Z' })
  expect(openState([], [], 'UTC', at('2026-12-01T00:00:00Z'))).toEqual({ open: false, opensAt: null })
})

test('the stretches of a week may touch but not overlap, also over midnight and Sunday', () => {
  const refused = (...week: ReturnType<typeof stretch>[]) => {
    try {
      checkWeek(week, (index) => `/hours/${index}`)
      return null
    } catch (error) {
      return error instanceof Problem ? error.errors[0]?.pointer : error
    }
  }
  expect(refused(stretch(1, '08:00', '12:00'), stretch(1, '12:00', '18:00'))).toBeNull()
  expect(refused(stretch(1, '08:00', '12:00'), stretch(1, '11:59', '18:00'))).toBe('/hours/1')
  expect(refused(stretch(1, '20:00', '03:00'), stretch(2, '02:00', '06:00'))).toBe('/hours/1')
  expect(refused(stretch(1, '00:00', '04:00'), stretch(7, '20:00', '02:00'))).toBe('/hours/1')
  expect(refused(stretch(1, '00:00', '00:00'), stretch(7, '00:00', '00:00'))).toBeNull()
})

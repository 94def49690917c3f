import { expect, test } from 'vitest'
import { localDays } from '../../kit/time.ts'
import type { Break, Shift, ShiftException } from './resources.ts'
import { minutesUntil, workDay, workingSpans, wrongBreak } from './working-time.ts'

const time = (text: string) => Temporal.PlainTime.from(text)
const date = (text: string) => Temporal.PlainDate.from(text)
const pause = (text: string): Break => {
  const [starts = '', ends = ''] = text.split('-')
  return { starts: time(starts), ends: time(ends) }
}
const stretch = (text: string, ...breaks: string[]) => {
  const [opens = '', closes = ''] = text.split('-')
  return { opens: time(opens), closes: time(closes), breaks: breaks.map(pause) }
}
const shift = (weekday: number, text: string, ...breaks: string[]): Shift => ({
  ...stretch(text, ...breaks),
  id: '',
  resourceId: '',
  weekday,
  validFrom: date('2026-01-01'),
  validUntil: null,
})
const exception = (from: string, to: string, hours: ShiftException['hours']): ShiftException => ({
  id: '',
  resourceId: '',
  startsOn: date(from),
  endsOn: date(to),
  hours,
  reason: '',
})

const NEW_YORK = 'America/New_York'
const never = () => false
/** The spans of some dates as wall times, for a technician of a shop that opens on Mondays from 8 to 18. */
function walls(
  given: { shifts?: Shift[]; exceptions?: ShiftException[] },
  from: string,
  to: string,
  { zone = NEW_YORK, closed = never }: { zone?: string; closed?: (at: Temporal.PlainDate) => boolean } = {},
): string[] | undefined {
  const rules = {
    kind: 'technician',
    shifts: [],
    exceptions: [],
    open: [{ weekday: 1, ...stretch('08:00-18:00') }],
  }
  const days = localDays(date(from), date(to).add({ days: 1 }), zone)
  return workingSpans({ ...rules, ...given }, days, closed)?.map(({ start, end }) =>
    [start, end]
      .map((at) =>
        Temporal.Instant.fromEpochMilliseconds(at)
          .toZonedDateTimeISO(zone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' })
          .slice(5),
      )
      .join(' to '),
  )
}

test('breaks are cut out of a shift', () => {
  const shifts = [shift(1, '09:00-17:00', '15:00-15:15', '12:00-13:00')]
  expect(walls({ shifts }, '2026-11-30', '2026-11-30')).toEqual([
    '11-30T09:00 to 11-30T12:00',
    '11-30T13:00 to 11-30T15:00',
    '11-30T15:15 to 11-30T17:00',
  ])
})

test('a night shift runs into the next date, and so does its break', () => {
  const shifts = [shift(5, '22:00-06:00', '23:45-00:15', '03:00-03:30')]
  expect(walls({ shifts }, '2026-12-04', '2026-12-04')).toEqual([
    '12-04T22:00 to 12-04T23:45',
    '12-05T00:15 to 12-05T03:00',
    '12-05T03:30 to 12-05T06:00',
  ])
  const holiday = { closed: (at: Temporal.PlainDate) => at.equals(date('2026-12-05')) }
  expect(walls({ shifts }, '2026-12-04', '2026-12-05', holiday)).toHaveLength(3)
})

test('a break stays where the wall says on the nights of clock changes', () => {
  const shifts = [shift(6, '22:00-06:00', '04:00-04:30')]
  expect(walls({ shifts }, '2026-03-07', '2026-03-07')).toEqual([
    '03-07T22:00 to 03-08T04:00',
    '03-08T04:30 to 03-08T06:00',
  ])
  expect(walls({ shifts }, '2026-10-31', '2026-10-31')).toEqual([
    '10-31T22:00 to 11-01T04:00',
    '11-01T04:30 to 11-01T06:00',
  ])
})

test('an exception beats the week, a closed shop the exception, and the one entered last counts', () => {
  const shifts = [shift(1, '09:00-17:00'), shift(2, '09:00-17:00')]
  const exceptions = [
    exception('2026-12-01', '2026-12-01', []),
    exception('2026-11-30', '2026-12-05', [stretch('10:00-14:00', '12:00-12:30')]),
  ]
  const closed = (at: Temporal.PlainDate) => at.equals(date('2026-12-03'))
  expect(walls({ shifts, exceptions }, '2026-11-30', '2026-12-04', { closed })).toEqual([
    '11-30T10:00 to 11-30T12:00',
    '11-30T12:30 to 11-30T14:00',
    '12-02T10:00 to 12-02T12:00',
    '12-02T12:30 to 12-02T14:00',
    '12-04T10:00 to 12-04T12:00',
    '12-04T12:30 to 12-04T14:00',
  ])
})

test('an exception to no week leaves the shop’s hours on all other dates', () => {
  expect(walls({}, '2026-11-30', '2026-12-07')).toBeUndefined()
  const exceptions = [exception('2026-12-05', '2026-12-05', [stretch('09:00-12:00')])]
  expect(walls({ exceptions }, '2026-11-30', '2026-12-07')).toEqual([
    '11-30T08:00 to 11-30T18:00',
    '12-05T09:00 to 12-05T12:00',
    '12-07T08:00 to 12-07T18:00',
  ])
})

test('where no week is in force a person follows the shop, a place is there day and night', () => {
  const later = [{ ...shift(1, '09:00-12:00'), validFrom: date('2026-12-07') }]
  expect(walls({ shifts: later }, '2026-11-30', '2026-12-07')).toEqual([
    '11-30T08:00 to 11-30T18:00',
    '12-07T09:00 to 12-07T12:00',
  ])
  const bay = { kind: 'bay', shifts: later, exceptions: [], open: [] }
  expect(workDay(bay, date('2026-12-01'), never)).toMatchObject({ why: 'open', stretches: [{ breaks: [] }] })
  expect(workDay(bay, date('2026-12-08'), never)).toEqual({ why: 'week', stretches: [], exception: null })
})

test('a break must lie within its stretch, leave some work, and be no other one’s', () => {
  expect(wrongBreak(stretch('09:00-17:00', '12:00-13:00', '13:00-13:30'))).toBeNull()
  expect(wrongBreak(stretch('22:00-06:00', '23:30-00:30', '05:30-06:00'))).toBeNull()
  expect(wrongBreak(stretch('09:00-17:00', '08:00-10:00'))).toEqual({ index: 0, key: 'outsideShift' })
  expect(wrongBreak(stretch('09:00-17:00', '12:00-12:00'))).toEqual({ index: 0, key: 'outsideShift' })
  expect(wrongBreak(stretch('09:00-17:00', '09:00-17:00'))).toEqual({ index: 0, key: 'outsideShift' })
  expect(wrongBreak(stretch('09:00-17:00', '12:00-13:00', '12:30-13:30'))).toEqual({
    index: 1,
    key: 'overlaps',
  })
  expect(minutesUntil(time('22:00'), time('06:00'))).toBe(480)
  expect(minutesUntil(time('00:00'), time('00:00'))).toBe(1440)
})

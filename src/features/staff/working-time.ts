import { type LocalDays, mergeSpans, type Span, subtractSpans, wallOfDay } from '../../kit/time.ts'
import type { Shift, ShiftException, Stretch } from './resources.ts'

/** What one person's or place's days follow. */
export interface WorkRules {
  /** Technicians without shifts are there whenever the shop is open, other places day and night. */
  kind: string
  shifts: readonly Shift[]
  /** The one entered last comes first. */
  exceptions: readonly ShiftException[]
  /** The shop's week. */
  open: readonly Omit<Stretch, 'breaks'>[]
}

/** A stretch of one date. */
export type DayStretch = Omit<Stretch, 'weekday'>

/** What a date looks like, and why: its stretches begin on it and may end after midnight. */
export interface WorkDay {
  stretches: readonly DayStretch[]
  why: 'week' | 'exception' | 'closed' | 'open'
  /** The exception that holds. */
  exception: ShiftException | null
}

type Closed = (date: Temporal.PlainDate) => boolean

const WHOLE_DAY = { opens: new Temporal.PlainTime(), closes: new Temporal.PlainTime(), breaks: [] }

/**
 * The stretches that begin on a date. A closed shop beats an exception, an exception the week. Where no week is in
 * force, a person is there whenever the shop is open, a place day and night.
 */
export function workDay(rules: WorkRules, date: Temporal.PlainDate, closed: Closed): WorkDay {
  const person = rules.kind === 'technician'
  const week = rules.shifts.filter((shift) => isWithin(date, shift.validFrom, shift.validUntil ?? date))
  if ((person || week.length > 0) && closed(date)) return { stretches: [], why: 'closed', exception: null }
  const exception = rules.exceptions.find((one) => isWithin(date, one.startsOn, one.endsOn))
  if (exception) return { stretches: exception.hours, why: 'exception', exception }
  const isToday = ({ weekday }: { weekday: number }) => weekday === date.dayOfWeek
  if (week.length > 0) return { stretches: week.filter(isToday), why: 'week', exception: null }
  const open = rules.open.filter(isToday).map((stretch) => ({ ...stretch, breaks: [] }))
  return { stretches: person ? open : [WHOLE_DAY], why: 'open', exception: null }
}

/**
 * The days of a person or a place as spans of real time without breaks, merged; null where nothing says when it is
 * there. `days` as for `expandWeeklyOver`: what begins on the last of them is left out.
 */
export function workingSpans(rules: WorkRules, days: LocalDays, closed: Closed): Span[] | null {
  if (rules.shifts.length === 0 && rules.exceptions.length === 0) return null
  const spans: Span[] = []
  for (let day = 0; day < days.count - 1; day++) {
    const { stretches } = workDay(rules, days.from.add({ days: day }), closed)
    for (const stretch of stretches) spans.push(...stretchSpans(stretch, day, days))
  }
  return mergeSpans(spans)
}

function stretchSpans({ opens, closes, breaks }: DayStretch, day: number, days: LocalDays): Span[] {
  const whole = {
    start: wallOfDay(days, day, opens),
    end: wallOfDay(days, isAfter(closes, opens) ? day : day + 1, closes),
  }
  if (breaks.length === 0) return [whole]
  const pauses = breaks.map(({ starts, ends }) => {
    const first = isAfter(opens, starts) ? day + 1 : day
    return {
      start: wallOfDay(days, first, starts),
      end: wallOfDay(days, isAfter(ends, starts) ? first : first + 1, ends),
    }
  })
  return subtractSpans([whole], pauses)
}

const DAY = 24 * 60
const minutes = (time: Temporal.PlainTime): number => time.hour * 60 + time.minute

/** Minutes from one wall time to the next time that the clock shows the other; a whole day where both are one. */
export function minutesUntil(from: Temporal.PlainTime, to: Temporal.PlainTime): number {
  return ((minutes(to) - minutes(from) + DAY - 1) % DAY) + 1
}

/** Where a break of a stretch is wrong: outside it, into another one, or all of it. */
export function wrongBreak(stretch: DayStretch): { index: number; key: 'outsideShift' | 'overlaps' } | null {
  const length = minutesUntil(stretch.opens, stretch.closes)
  const placed = stretch.breaks
    .map(({ starts, ends }, index) => {
      const start = minutesUntil(stretch.opens, starts) % DAY
      return { index, start, end: start + minutesUntil(starts, ends) }
    })
    .toSorted((a, b) => a.start - b.start)
  let free = 0
  for (const { index, start, end } of placed) {
    if (end > length || end - start === length) return { index, key: 'outsideShift' }
    if (start < free) return { index, key: 'overlaps' }
    free = end
  }
  return null
}

function isWithin(date: Temporal.PlainDate, from: Temporal.PlainDate, to: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(from, date) <= 0 && Temporal.PlainDate.compare(date, to) <= 0
}

const isAfter = (a: Temporal.PlainTime, b: Temporal.PlainTime): boolean =>
  Temporal.PlainTime.compare(a, b) > 0

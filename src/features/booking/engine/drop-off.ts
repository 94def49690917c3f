import { dayIndex, wallOfDay } from '../../../kit/time.ts'
import type { Calendar } from './calendar.ts'
import type { VisitPlan } from './types.ts'

/** When what is left for the day is brought, on each date on which the shop opens, in order. */
export function dropOffStarts(calendar: Calendar): number[] {
  return Array.from({ length: calendar.days.count }, (_, day) => startOn(calendar, day)).filter(
    (start) => start !== undefined,
  )
}

/** The same for the date of an instant; undefined where the shop does not open on it. */
export function dropOffStart(calendar: Calendar, at: number): number | undefined {
  return startOn(calendar, dayIndex(calendar.days, at))
}

/**
 * The first moment from the shop's drop-off time on at which it is open, on that date. Without such a time it is the
 * first opening of the date; what runs on from the evening before is none, unless the shop does not close all day.
 */
function startOn({ days, open, dropOffAt }: Calendar, day: number): number | undefined {
  const midnight = days.midnights[day]
  const next = days.midnights[day + 1]
  if (midnight === undefined || next === undefined) return undefined
  if (dropOffAt) {
    const from = Math.max(midnight, wallOfDay(days, day, dropOffAt))
    const hours = open.find(({ end }) => end > from)
    const start = hours ? Math.max(hours.start, from) : next
    return start < next ? start : undefined
  }
  const opening = open.find(({ start }) => start >= midnight)?.start ?? next
  if (opening < next) return opening
  return next > midnight && open.some(({ start, end }) => start < midnight && end >= next)
    ? midnight
    : undefined
}

/**
 * The end of a visit's work. What is left for the day stays until the shop closes on that date (at midnight where it
 * does not), or for as long as the work takes.
 */
export function endOfVisit({ days, open }: Calendar, plan: VisitPlan, start: number): number {
  const end = start + plan.work
  if (!plan.dropOff) return end
  const next = days.midnights[dayIndex(days, start) + 1] ?? end
  const hours = open.findLast((each) => each.start < next && each.end > start)
  return Math.max(end, hours ? Math.min(hours.end, next) : end)
}

import type { WallSegment } from '../../../kit/time.ts'
import type { Calendar } from './calendar.ts'
import { dropOffStart, dropOffStarts } from './drop-off.ts'
import type { BookingRules, VisitPlan } from './types.ts'

const MINUTE = 60_000

const stepOf = (calendar: Calendar, rules: BookingRules): number => (rules.anyMinute ? MINUTE : calendar.step)

/** The first instant that lead time and parts allow. */
export function earliestStart(rules: BookingRules): number {
  return Math.max(rules.earliest ?? Number.NEGATIVE_INFINITY, rules.parts ?? Number.NEGATIVE_INFINITY)
}

/** Whether lead time, parts and horizon allow a start; the calendar need not hold its day. */
export function isWithinWindow(start: number, rules: BookingRules): boolean {
  return start >= earliestStart(rules) && start < (rules.before ?? Number.POSITIVE_INFINITY)
}

/** What must lie within opening hours: the work, or of what is left for the day the moment of handing it over. */
const stayOf = ({ work, dropOff }: VisitPlan): number => (dropOff?.alone ? MINUTE : work)

/** Starts of the calendar's dates, in order, that step, opening hours, lead time and horizon allow. */
export function gridStarts(calendar: Calendar, plan: VisitPlan, rules: BookingRules): Float64Array {
  if (plan.dropOff?.alone && !rules.anyMinute)
    return Float64Array.from(dropOffStarts(calendar).filter((start) => isWithinWindow(start, rules)))
  const work = stayOf(plan)
  const step = stepOf(calendar, rules)
  const first = Math.max(earliestStart(rules), calendar.days.midnights[0] ?? 0)
  const end = Math.min(rules.before ?? Number.POSITIVE_INFINITY, calendar.days.midnights.at(-1) ?? 0)
  const starts = new Float64Array(
    Math.max(0, Math.ceil((end - first) / step) + 2 * calendar.days.segments.length),
  )
  let length = 0
  let open = 0
  for (const segment of calendar.days.segments) {
    while ((calendar.open[open]?.end ?? Number.POSITIVE_INFINITY) <= segment.start) open++
    for (let at = open; ; at++) {
      const hours = calendar.open[at]
      if (!hours || hours.start >= segment.end) break
      const low = Math.max(first, segment.start, hours.start)
      const high = Math.min(end - 1, segment.end - 1, hours.end - work)
      for (let start = nextOnStep(segment, low, step); start <= high; start += step) starts[length++] = start
    }
  }
  return starts.subarray(0, length)
}

/** The first instant from `at` on, in its segment, whose wall clock is a multiple of `step` after midnight. */
function nextOnStep(segment: WallSegment, at: number, step: number): number {
  const over = (segment.wall + at - segment.start) % step
  return over === 0 ? at : at + step - over
}

/** True when the grid has this start: the same rules as `gridStarts`, for one instant. */
export function isOnGrid(calendar: Calendar, plan: VisitPlan, start: number, rules: BookingRules): boolean {
  if (!isWithinWindow(start, rules)) return false
  if (plan.dropOff?.alone && !rules.anyMinute) return dropOffStart(calendar, start) === start
  const segment = calendar.days.segments.find((each) => each.start <= start && start < each.end)
  if (!segment || nextOnStep(segment, start, stepOf(calendar, rules)) !== start) return false
  const end = start + stayOf(plan)
  return calendar.open.some((hours) => hours.start <= start && end <= hours.end)
}

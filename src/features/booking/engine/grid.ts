import type { WallSegment } from '../../../kit/time.ts'
import type { Calendar } from './calendar.ts'
import type { BookingRules } from './types.ts'

const MINUTE = 60_000

const stepOf = (calendar: Calendar, rules: BookingRules): number => (rules.anyMinute ? MINUTE : calendar.step)

/** Starts of the calendar's dates, in order, that step, opening hours, lead time and horizon allow. */
export function gridStarts(calendar: Calendar, work: number, rules: BookingRules): Float64Array {
  const step = stepOf(calendar, rules)
  const first = Math.max(rules.earliest ?? Number.NEGATIVE_INFINITY, calendar.days.midnights[0] ?? 0)
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
export function isOnGrid(calendar: Calendar, work: number, start: number, rules: BookingRules): boolean {
  if (start < (rules.earliest ?? Number.NEGATIVE_INFINITY)) return false
  if (start >= (rules.before ?? Number.POSITIVE_INFINITY)) return false
  const segment = calendar.days.segments.find((each) => each.start <= start && start < each.end)
  if (!segment || nextOnStep(segment, start, stepOf(calendar, rules)) !== start) return false
  return calendar.open.some((hours) => hours.start <= start && start + work <= hours.end)
}

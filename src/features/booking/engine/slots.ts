import { dayIndex } from '../../../kit/time.ts'
import { covers, roomOn } from './calendar.ts'
import type { Calendar, IndexedResource, Pairs } from './calendar.ts'
import { endOfVisit } from './drop-off.ts'
import { gridStarts } from './grid.ts'
import { fullDays } from './limits.ts'
import { chooseResources, groupNeeds } from './match.ts'
import type { NeedGroup, OpenNeed } from './match.ts'
import type { BookingRules, Slot, VisitPlan } from './types.ts'

/** Every start at which the visit can be booked, in order, in epoch milliseconds. */
export function freeStarts(calendar: Calendar, plan: VisitPlan, rules: BookingRules = {}): number[] {
  const starts = gridStarts(calendar, plan, rules)
  const open = new Uint8Array(starts.length).fill(1)
  closeFullDays(calendar, starts, open, rules)
  const groups = groupNeeds(calendar, plan)
  const asked: Starts = { calendar, starts, limited: !rules.overload }
  for (const need of groups.flat()) closeUnserved(asked, open, need)
  for (const group of groups) if (group.length > 1) closeUnmatched(asked, open, group)
  const free: number[] = []
  for (let i = 0; i < starts.length; i++) if (open[i] === 1) free.push(starts[i] ?? 0)
  return free
}

/** `freeStarts` with the end of the work. */
export function freeSlots(calendar: Calendar, plan: VisitPlan, rules: BookingRules = {}): Slot[] {
  return freeStarts(calendar, plan, rules).map((startsAt) => ({
    startsAt,
    endsAt: plan.dropOff ? endOfVisit(calendar, plan, startsAt) : startsAt + plan.work,
  }))
}

interface Starts {
  calendar: Calendar
  /** In order. */
  starts: Float64Array
  /** Whether people's minutes a day count. */
  limited: boolean
}

function closeFullDays(
  calendar: Calendar,
  starts: Float64Array,
  open: Uint8Array,
  rules: BookingRules,
): void {
  const full = fullDays(calendar.days, rules.dailyLimits ?? [])
  if (!full.includes(1)) return
  let day = 0
  for (let i = 0; i < starts.length; i++) {
    while ((starts[i] ?? 0) >= (calendar.days.midnights[day + 1] ?? Number.POSITIVE_INFINITY)) day++
    if (full[day] === 1) open[i] = 0
  }
}

/** Closes the starts at which fewer resources than the need asks for are free for all of its time. */
function closeUnserved(asked: Starts, open: Uint8Array, need: OpenNeed): void {
  const { starts } = asked
  // How many more (or fewer) are free from this start on than at the one before.
  const change = new Int32Array(starts.length + 1)
  for (const resource of need.candidates) addRuns(asked, resource, need, change)
  let free = 0
  for (let i = 0; i < starts.length; i++) {
    free += change[i] ?? 0
    if (free < need.count) open[i] = 0
  }
}

/** Counts one resource in for the runs of starts at which one of its lanes is free. */
function addRuns(asked: Starts, resource: IndexedResource, need: OpenNeed, change: Int32Array): void {
  const { starts } = asked
  const room = asked.limited ? resource.left : null
  const only = resource.free.length === 1 && room === null ? resource.free[0] : undefined
  if (only) {
    addLaneRuns(starts, only, need, change)
    return
  }
  const lanes = new Int32Array(change.length)
  for (const lane of resource.free) addLaneRuns(starts, lane, need, lanes)
  const { midnights } = asked.calendar.days
  const length = need.to - need.from
  let free = 0
  let was = 0
  let day = 0
  for (let i = 0; i < lanes.length; i++) {
    free += lanes[i] ?? 0
    if (room) while ((starts[i] ?? 0) >= (midnights[day + 1] ?? Number.POSITIVE_INFINITY)) day++
    const is = free > 0 && (room === null || (room[day] ?? 0) >= length) ? 1 : 0
    change[i] = (change[i] ?? 0) + is - was
    was = is
  }
}

function addLaneRuns(starts: Float64Array, lane: Pairs, need: OpenNeed, change: Int32Array): void {
  const length = need.to - need.from
  const count = starts.length
  let at = 0
  for (let i = 0; i < lane.length && at < count; i += 2) {
    const start = lane[i] ?? 0
    const end = lane[i + 1] ?? 0
    if (end - start < length) continue
    at = firstFrom(starts, at, start - need.from)
    const next = firstFrom(starts, at, end - need.to + 1)
    if (next === at) continue
    change[at] = (change[at] ?? 0) + 1
    change[next] = (change[next] ?? 0) - 1
    at = next
  }
}

/** The first index from `at` on whose start is not before `time`: strides that double, then halves. */
function firstFrom(starts: Float64Array, at: number, time: number): number {
  let low = at
  let stride = 1
  while (low + stride <= starts.length && (starts[low + stride - 1] ?? 0) < time) {
    low += stride
    stride *= 2
  }
  let high = Math.min(starts.length, low + stride)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** Closes the starts at which rivals for the same people cannot all be served, though each alone could. */
function closeUnmatched({ calendar, starts, limited }: Starts, open: Uint8Array, group: NeedGroup): void {
  for (let i = 0; i < starts.length; i++) {
    if (open[i] !== 1) continue
    const start = starts[i] ?? 0
    const fits = (resource: IndexedResource, need: OpenNeed) =>
      resource.free.some((lane) => covers(lane, start + need.from, start + need.to))
    const room = limited ? roomOn(dayIndex(calendar.days, start)) : undefined
    if (chooseResources(group, room ? { fits, room } : { fits }) === null) open[i] = 0
  }
}

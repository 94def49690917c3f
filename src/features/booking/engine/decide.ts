import { dayIndex } from '../../../kit/time.ts'
import { covers, freeLane, loadOf } from './calendar.ts'
import type { Calendar, IndexedResource } from './calendar.ts'
import { isOnGrid } from './grid.ts'
import { exceedsLimits, fullDays } from './limits.ts'
import { chooseResources, groupNeeds } from './match.ts'
import type { Fits } from './match.ts'
import { freeStarts } from './slots.ts'
import type { Assignment, BookingRules, Slot, VisitPlan } from './types.ts'

/**
 * free: it can be booked · not-a-slot: hours, shifts, lead time, horizon or step rule it out, whatever is booked ·
 * taken: they allow it, but nothing is free.
 */
export type Verdict = 'free' | 'not-a-slot' | 'taken'

/**
 * What a start is. Agrees with `freeStarts`: 'free' is what it lists. Throws a RangeError for a start that the rules
 * leave open but whose date the calendar does not hold: it was built for other days.
 */
export function classify(
  calendar: Calendar,
  plan: VisitPlan,
  start: number,
  rules: BookingRules = {},
): Verdict {
  const limits = rules.dailyLimits ?? []
  if (!isWithinWindow(start, rules)) return 'not-a-slot'
  const day = heldDay(calendar, start)
  if (exceedsLimits(limits) || !isOnGrid(calendar, plan.work, start, rules)) return 'not-a-slot'
  const groups = groupNeeds(calendar, plan)
  const canServe = (fits: Fits) => groups.every((group) => chooseResources(group, fits) !== null)
  if (!canServe((one, need) => covers(one.available, start + need.from, start + need.to))) return 'not-a-slot'
  if (fullDays(calendar.days, limits)[day] === 1) return 'taken'
  return canServe((one, need) => freeLane(one, start + need.from, start + need.to) >= 0) ? 'free' : 'taken'
}

/** Whether lead time and horizon allow a start; the calendar need not hold its day. */
export function isWithinWindow(start: number, rules: BookingRules): boolean {
  return (
    start >= (rules.earliest ?? Number.NEGATIVE_INFINITY) &&
    start < (rules.before ?? Number.POSITIVE_INFINITY)
  )
}

function heldDay(calendar: Calendar, start: number): number {
  const day = dayIndex(calendar.days, start)
  if (day < 0 || day >= calendar.days.count) throw new RangeError('the calendar does not hold that day')
  return day
}

/**
 * The claims of a booking at `start`, or null when the resources are not free. Hours, step and limits are not asked
 * (`classify` is). Chosen are those already in this visit at another time, then the least loaded of the local day, then
 * by id; the lowest free lane. `named` resources must all be in it, or there is none.
 */
export function assign(
  calendar: Calendar,
  plan: VisitPlan,
  start: number,
  named: readonly string[] = [],
): Assignment[] | null {
  const day = heldDay(calendar, start)
  const from = calendar.days.midnights[day] ?? 0
  const to = calendar.days.midnights[day + 1] ?? from
  const used = new Set<string>()
  const loads = new Map<string, number>()
  for (const one of calendar.resources) loads.set(one.id, loadOf(one, from, to))
  // They come in the order of their ids, which a tie keeps.
  const rank = (candidates: readonly IndexedResource[]) =>
    candidates.toSorted(
      (a, b) =>
        Number(named.includes(b.id)) - Number(named.includes(a.id)) ||
        Number(used.has(b.id)) - Number(used.has(a.id)) ||
        (loads.get(a.id) ?? 0) - (loads.get(b.id) ?? 0),
    )
  const assignments: Assignment[] = []
  for (const group of groupNeeds(calendar, plan, named)) {
    const isFree: Fits = (one, need) => freeLane(one, start + need.from, start + need.to) >= 0
    const chosen = chooseResources(group, isFree, rank)
    if (chosen === null) return null
    for (const [at, need] of group.entries()) {
      for (const one of chosen[at] ?? []) {
        used.add(one.id)
        const hold = { start: start + need.from, end: start + need.to }
        assignments.push({
          need: need.index,
          resourceId: one.id,
          lane: freeLane(one, hold.start, hold.end),
          ...hold,
        })
      }
    }
  }
  return named.every((id) => used.has(id)) ? assignments : null
}

/** Free slots near a time. */
export interface Nearest {
  slots: Slot[]
  /** True when no calendar of more days could bring a nearer one: else build a wider one and ask again. */
  certain: boolean
}

/** The `count` free slots whose starts are nearest to `target`, nearest first, the earlier first of two. */
export function nearest(
  calendar: Calendar,
  plan: VisitPlan,
  target: number,
  count: number,
  rules: BookingRules = {},
): Nearest {
  const starts = freeStarts(calendar, plan, rules)
    .sort((a, b) => Math.abs(a - target) - Math.abs(b - target) || a - b)
    .slice(0, count)
  const first = calendar.days.midnights[0] ?? 0
  const end = calendar.days.midnights.at(-1) ?? first
  const before =
    (rules.earliest ?? Number.NEGATIVE_INFINITY) >= first ? Number.POSITIVE_INFINITY : target - first
  const after = (rules.before ?? Number.POSITIVE_INFINITY) <= end ? Number.POSITIVE_INFINITY : end - target
  const reach = starts.length < count ? Number.POSITIVE_INFINITY : Math.abs((starts.at(-1) ?? 0) - target)
  return {
    slots: starts.map((startsAt) => ({ startsAt, endsAt: startsAt + plan.work })),
    certain: reach <= before && reach <= after,
  }
}

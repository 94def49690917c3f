import { dayIndex } from '../../../kit/time.ts'
import { covers, freeLane, loadOf, roomOn } from './calendar.ts'
import type { Calendar, IndexedResource } from './calendar.ts'
import { earliestStart, isOnGrid, isWithinWindow } from './grid.ts'
import { exceedsLimits, fullDays } from './limits.ts'
import { chooseResources, groupNeeds } from './match.ts'
import type { Asked, NeedGroup } from './match.ts'
import { freeSlots } from './slots.ts'
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
  if (exceedsLimits(limits) || !isOnGrid(calendar, plan, start, rules)) return 'not-a-slot'
  const groups = groupNeeds(calendar, plan)
  if (!canServe(groups, asIfEmpty(start, rules))) return 'not-a-slot'
  if (fullDays(calendar.days, limits)[day] === 1) return 'taken'
  return canServe(groups, asBooked(start, day, rules)) ? 'free' : 'taken'
}

/** Whether a visit's needs can all be served. */
export function canServe(groups: readonly NeedGroup[], asked: Asked): boolean {
  return groups.every((group) => chooseResources(group, asked) !== null)
}

/** What a start asks of resources when nothing is booked. */
export function asIfEmpty(start: number, rules: BookingRules): Asked {
  return {
    fits: (one, need) => covers(one.available, start + need.from, start + need.to),
    ...(rules.overload ? {} : { room: ({ dailyMs }) => dailyMs }),
  }
}

/** What a start asks of resources with all that is booked. */
export function asBooked(start: number, day: number, rules: BookingRules): Asked {
  return {
    fits: (one, need) => freeLane(one, start + need.from, start + need.to) >= 0,
    ...(rules.overload ? {} : { room: roomOn(day) }),
  }
}

function heldDay(calendar: Calendar, start: number): number {
  const day = dayIndex(calendar.days, start)
  if (day < 0 || day >= calendar.days.count) throw new RangeError('the calendar does not hold that day')
  return day
}

/**
 * The claims of a booking at `start`, or null when the resources are not free. Hours, step and limits are not asked
 * (`classify` is). Chosen are those already in this visit at another time, then the least loaded of the local day, then
 * by id; the lowest free lane. `named` resources must all be in it, or there is none. Nobody is given more than their
 * minutes a day, unless the rules allow it and there is no other way.
 */
export function assign(
  calendar: Calendar,
  plan: VisitPlan,
  start: number,
  named: readonly string[] = [],
  rules: BookingRules = {},
): Assignment[] | null {
  const within = choose(calendar, plan, start, named, {})
  return within === null && rules.overload ? choose(calendar, plan, start, named, rules) : within
}

function choose(
  calendar: Calendar,
  plan: VisitPlan,
  start: number,
  named: readonly string[],
  rules: BookingRules,
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
  const asked = { ...asBooked(start, day, rules), rank }
  for (const group of groupNeeds(calendar, plan, named)) {
    const chosen = chooseResources(group, asked)
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
  const slots = freeSlots(calendar, plan, rules)
    .sort((a, b) => Math.abs(a.startsAt - target) - Math.abs(b.startsAt - target) || a.startsAt - b.startsAt)
    .slice(0, count)
  const first = calendar.days.midnights[0] ?? 0
  const end = calendar.days.midnights.at(-1) ?? first
  const before = earliestStart(rules) >= first ? Number.POSITIVE_INFINITY : target - first
  const after = (rules.before ?? Number.POSITIVE_INFINITY) <= end ? Number.POSITIVE_INFINITY : end - target
  const furthest = slots.at(count - 1)
  const reach = furthest ? Math.abs(furthest.startsAt - target) : Number.POSITIVE_INFINITY
  return {
    slots,
    certain: reach <= before && reach <= after,
  }
}

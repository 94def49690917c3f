import { dayIndex } from '../../../kit/time.ts'
import type { Calendar } from './calendar.ts'
import { asBooked, asIfEmpty, canServe } from './decide.ts'
import { gridStarts } from './grid.ts'
import { exceedsLimits, fullDays } from './limits.ts'
import { groupNeeds } from './match.ts'
import type { NeedGroup } from './match.ts'
import type { BookingRules, VisitPlan } from './types.ts'

/**
 * Why there is no free start, in the order in which a start is asked; the last that any start came to is the reason.
 * closed: the shop does not open · too-long: the visit does not fit into the opening hours · horizon: too far ahead ·
 * lead: too soon, or past · parts: they are not there yet · nobody: no one (or no place) for this work is there then ·
 * limit: the day's number of such visits, or hours of dropped-off work, is reached · full: everything is booked.
 */
export const NO_SLOT_REASONS = [
  'closed',
  'too-long',
  'horizon',
  'lead',
  'parts',
  'nobody',
  'limit',
  'full',
] as const
export type NoSlotReason = (typeof NO_SLOT_REASONS)[number]

/** For each day of the calendar null where it has a free start, else why it has none. */
export function reasonsOfDays(
  calendar: Calendar,
  plan: VisitPlan,
  rules: BookingRules = {},
): (NoSlotReason | null)[] {
  const { midnights, count } = calendar.days
  const reasons = Array.from({ length: count }, (_, day): NoSlotReason | null => {
    const [from = 0, to = 0] = midnights.slice(day)
    // A date that the zone skipped has no hours.
    const opens = to > from && calendar.open.some(({ start, end }) => start < to && end > from)
    return opens ? 'too-long' : 'closed'
  })
  const asked: Asked = {
    rules,
    groups: groupNeeds(calendar, plan),
    full: fullDays(calendar.days, rules.dailyLimits ?? []),
  }
  for (const start of gridStarts(calendar, plan, { anyMinute: rules.anyMinute === true })) {
    const day = dayIndex(calendar.days, start)
    if (reasons[day] !== null) reasons[day] = further(reasons[day], reasonAt(asked, start, day))
  }
  return reasons
}

/** Why none of several days has a free start: the reason of the one that came nearest to having one. */
export function reasonOfAll(reasons: readonly (NoSlotReason | null)[]): NoSlotReason | null {
  return reasons.reduce(further, 'closed')
}

interface Asked {
  rules: BookingRules
  groups: readonly NeedGroup[]
  full: Uint8Array
}

function reasonAt({ rules, groups, full }: Asked, start: number, day: number): NoSlotReason | null {
  if (start >= (rules.before ?? Number.POSITIVE_INFINITY)) return 'horizon'
  if (start < (rules.earliest ?? Number.NEGATIVE_INFINITY)) return 'lead'
  if (start < (rules.parts ?? Number.NEGATIVE_INFINITY)) return 'parts'
  if (!canServe(groups, asIfEmpty(start, rules))) return 'nobody'
  if (full[day] === 1 || exceedsLimits(rules.dailyLimits ?? [])) return 'limit'
  return canServe(groups, asBooked(start, day, rules)) ? null : 'full'
}

function further(a: NoSlotReason | null | undefined, b: NoSlotReason | null): NoSlotReason | null {
  if (!a || !b) return null
  return NO_SLOT_REASONS.indexOf(b) > NO_SLOT_REASONS.indexOf(a) ? b : a
}

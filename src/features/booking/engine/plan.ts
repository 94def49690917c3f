import type { LocalDays } from '../../../kit/time.ts'
import { buildCalendar } from './calendar.ts'
import { canServe } from './decide.ts'
import { groupNeeds } from './match.ts'
import type { Need, Resource, VisitPlan } from './types.ts'

/** A service as the shop describes it. */
export interface ServiceShape {
  durationMinutes: number
  setupMinutes: number
  cleanupMinutes: number
  /** It can be done while other work goes on. */
  runsBeside?: boolean
  /** It has no time of its own: the asset is left for the day. */
  dropOff?: boolean
  needs: readonly ServiceNeed[]
}

/** What a service holds, and whether that is so during its set-up and its clean-up too. */
export interface ServiceNeed {
  kind: string
  skill: string | null
  count: number
  holdsSetup: boolean
  holdsCleanup: boolean
}

const MINUTE = 60_000

/** Places, where the asset stays for the whole visit instead of moving between two of a kind. */
const places: ReadonlySet<string> = new Set(['bay', 'bench', 'loaner'])

/**
 * The visit in which these services are done at this shop: what runs beside other work begins with the visit where
 * the shop has the people and places for it, else everything is done in turn.
 */
export function visitPlan(
  services: readonly ServiceShape[],
  resources: readonly Pick<Resource, 'id' | 'kind' | 'skills' | 'lanes'>[],
): VisitPlan {
  const plan = planVisit(services)
  const timed = services.filter((service) => !service.dropOff)
  if (timed.length < 2 || !timed.some((service) => service.runsBeside)) return plan
  return canEver(plan, resources) ? plan : planVisit(services, 'sequence')
}

/** Whether the shop could serve a visit on a day when everybody is there and nothing is booked. */
function canEver(plan: VisitPlan, resources: Parameters<typeof visitPlan>[1]): boolean {
  const calendar = buildCalendar({
    days: NO_DAYS,
    stepMinutes: 1,
    open: [],
    resources: resources.map((resource) => ({ ...resource, available: null, dailyMinutes: null })),
    claims: [],
  })
  return canServe(groupNeeds(calendar, plan), { fits: () => true })
}

const NO_DAYS: LocalDays = {
  zone: 'UTC',
  from: new Temporal.PlainDate(1970, 1, 1),
  count: 0,
  midnights: [],
  segments: [],
}

/**
 * The visit in which these services are done one after the other, but for those that run beside other work: they
 * begin with the visit, unless everything shall be done in `sequence`.
 * - The visit starts with the first work; set-up comes before it, clean-up after the last.
 * - Between two works in sequence lies what their common kinds of resource need to clean up and set up again.
 * - A place (bay, bench, loaner) is one for the visit, from the first service that needs it to the last; people are
 *   chosen for each service.
 * - Work that is dropped off holds nothing. Alone it lasts as long as the work; with other services, those set the time.
 * Throws a RangeError for a service without length.
 */
export function planVisit(
  services: readonly ServiceShape[],
  order: 'beside' | 'sequence' = 'beside',
): VisitPlan {
  if (services.some((service) => service.durationMinutes <= 0)) throw new RangeError('a service takes time')
  const needs: Need[] = []
  const inTurn: { service: ServiceShape; end: number }[] = []
  let last = 0
  for (const service of services) {
    if (service.dropOff) continue
    const isBeside = service.runsBeside === true && order === 'beside'
    const start = isBeside ? 0 : earliestWork(service, inTurn)
    const end = start + service.durationMinutes
    last = Math.max(last, end)
    if (!isBeside) inTurn.push({ service, end })
    for (const need of service.needs) {
      addNeed(needs, {
        kind: need.kind,
        skill: need.skill,
        count: need.count,
        from: (start - (need.holdsSetup ? service.setupMinutes : 0)) * MINUTE,
        to: (end + (need.holdsCleanup ? service.cleanupMinutes : 0)) * MINUTE,
      })
    }
  }
  return withDropOff({ needs, work: last * MINUTE }, services)
}

function withDropOff(timed: VisitPlan, services: readonly ServiceShape[]): VisitPlan {
  const left = services.filter((service) => service.dropOff)
  if (left.length === 0) return timed
  const work = left.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0) * MINUTE
  const alone = left.length === services.length
  return { ...timed, work: alone ? work : timed.work, dropOff: { work, alone } }
}

/** When work on a service can begin after those before it, in minutes from the visit's start. */
function earliestWork(
  service: ServiceShape,
  before: readonly { service: ServiceShape; end: number }[],
): number {
  let start = before.at(-1)?.end ?? 0
  for (const { service: earlier, end } of before) {
    for (const kind of new Set(service.needs.map((need) => need.kind))) {
      const old = earlier.needs.filter((need) => need.kind === kind)
      if (old.length === 0) continue
      const holdsSetup = service.needs.some((need) => need.kind === kind && need.holdsSetup)
      const cleanup = old.some((need) => need.holdsCleanup) ? earlier.cleanupMinutes : 0
      start = Math.max(start, end + cleanup + (holdsSetup ? service.setupMinutes : 0))
    }
  }
  return start
}

function addNeed(needs: Need[], need: Need): void {
  const same = places.has(need.kind)
    ? needs.find((other) => other.kind === need.kind && other.skill === need.skill)
    : undefined
  if (!same) {
    needs.push(need)
    return
  }
  same.from = Math.min(same.from, need.from)
  same.to = Math.max(same.to, need.to)
  same.count = Math.max(same.count, need.count)
}

/** First and last instant that visits starting on these days can hold: what claims and availability must cover. */
export function heldBounds(days: LocalDays, plan: VisitPlan): { start: number; end: number } {
  const first = days.midnights[0] ?? 0
  const last = days.midnights.at(-1) ?? first
  return {
    start: first + Math.min(0, ...plan.needs.map((need) => need.from)),
    end: last + Math.max(plan.work, ...plan.needs.map((need) => need.to)),
  }
}

/**
 * Lead time and horizon as the bounds of a start: from `leadMinutes` after now to the end of the local date
 * `horizonDays` after today.
 */
export function bookingWindow(
  now: Temporal.Instant,
  leadMinutes: number,
  horizonDays: number,
  zone: string,
): { earliest: number; before: number } {
  const last = now
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: horizonDays + 1 })
  return {
    earliest: now.epochMilliseconds + leadMinutes * MINUTE,
    before: last.toZonedDateTime(zone).epochMilliseconds,
  }
}

/**
 * For tests only: what the engine must answer, worked out the slow and obvious way. Every five minutes of the dates is
 * asked by itself; every wall clock goes through Temporal; time is a set of five-minute ticks, so nothing here is
 * sorted, merged, cut or matched cleverly. All times must be multiples of five minutes.
 */
import type { WeeklyInterval } from '../../../kit/time.ts'
import type { Assignment, BookingRules, Claim, Need, VisitPlan } from './types.ts'
import type { Verdict } from './decide.ts'

export const TICK = 300_000

export interface OracleResource {
  id: string
  kind: string
  skills: readonly string[]
  lanes: number
  /** Null = always there. */
  shifts: readonly WeeklyInterval[] | null
  timeOff: readonly { start: number; end: number }[]
}

export interface OracleShop {
  zone: string
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  stepMinutes: number
  hours: readonly WeeklyInterval[]
  /** Dates on which the shop is closed from midnight to midnight. */
  closures: readonly Temporal.PlainDate[]
  resources: readonly OracleResource[]
  claims: readonly Claim[]
  plan: VisitPlan
  rules: BookingRules
}

/** Ticks from `start` to `end`. */
function ticks(start: number, end: number): number[] {
  const all: number[] = []
  for (let at = start; at < end; at += TICK) all.push(at)
  return all
}

const wall = (ms: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)

const at = (date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): number =>
  Temporal.ZonedDateTime.from(
    {
      year: date.year,
      month: date.month,
      day: date.day,
      hour: time.hour,
      minute: time.minute,
      timeZone: zone,
    },
    { disambiguation: 'compatible' },
  ).epochMilliseconds

/** The ticks between two local dates (a margin around them included) on which weekly hours are in force. */
function weeklyTicks(intervals: readonly WeeklyInterval[], shop: OracleShop): Set<number> {
  const inForce = new Set<number>()
  const last = shop.to.add({ days: 2 })
  for (
    let date = shop.from.subtract({ days: 2 });
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    for (const { weekday, opens, closes, validFrom, validUntil } of intervals) {
      if (weekday !== date.dayOfWeek) continue
      if (validFrom && Temporal.PlainDate.compare(date, validFrom) < 0) continue
      if (validUntil && Temporal.PlainDate.compare(date, validUntil) > 0) continue
      const endDate = Temporal.PlainTime.compare(closes, opens) > 0 ? date : date.add({ days: 1 })
      for (const tick of ticks(at(date, opens, shop.zone), at(endDate, closes, shop.zone))) inForce.add(tick)
    }
  }
  return inForce
}

/** A shop's time as sets of ticks. */
export interface OracleTime {
  shop: OracleShop
  open: ReadonlySet<number>
  there: ReadonlyMap<string, (tick: number) => boolean>
  held: ReadonlyMap<string, ReadonlySet<number>>
}

const laneKey = (resourceId: string, lane: number): string => `${resourceId} ${lane}`

export function oracleTime(shop: OracleShop): OracleTime {
  const closed = (tick: number) =>
    shop.closures.some((date) => wall(tick, shop.zone).toPlainDate().equals(date))
  const there = new Map<string, (tick: number) => boolean>()
  const held = new Map<string, Set<number>>()
  for (const { id, lanes, shifts, timeOff } of shop.resources) {
    const onShift = shifts === null ? null : weeklyTicks(shifts, shop)
    const off = new Set(timeOff.flatMap(({ start, end }) => ticks(start, end)))
    there.set(id, (tick) => (onShift === null || onShift.has(tick)) && !off.has(tick))
    for (let lane = 0; lane < lanes; lane++) {
      const claims = shop.claims.filter(
        (claim) => claim.resourceId === id && (claim.lane === lane || claim.lane >= lanes),
      )
      held.set(laneKey(id, lane), new Set(claims.flatMap(({ start, end }) => ticks(start, end))))
    }
  }
  const hours = [...weeklyTicks(shop.hours, shop)].filter((tick) => !closed(tick))
  return { shop, open: new Set(hours), there, held }
}

/** Whether a resource is there for all of a hold. */
function isThere(time: OracleTime, id: string, start: number, end: number): boolean {
  const there = time.there.get(id)
  return there !== undefined && ticks(start, end).every(there)
}

/** Whether a lane of a resource is there and free for all of a hold. */
export function isLaneFree(time: OracleTime, id: string, lane: number, start: number, end: number): boolean {
  const held = time.held.get(laneKey(id, lane))
  return (
    held !== undefined && isThere(time, id, start, end) && ticks(start, end).every((tick) => !held.has(tick))
  )
}

const canDo = (resource: OracleResource, need: Need): boolean =>
  resource.kind === need.kind && (need.skill === null || resource.skills.includes(need.skill))

const overlap = (a: Need, b: Need): boolean => a.from < b.to && b.from < a.to

/** Tries every way of giving each place of each need a resource. */
function canServe(shop: OracleShop, able: (resource: OracleResource, need: Need) => boolean): boolean {
  const wanted = shop.plan.needs.flatMap((need) => Array.from({ length: need.count }, () => need))
  const serve = (place: number, given: readonly OracleResource[]): boolean => {
    const need = wanted[place]
    if (!need) return true
    return shop.resources.some((resource) => {
      const clashes = given.some((other, index) => other === resource && overlap(need, wanted[index] ?? need))
      return !clashes && able(resource, need) && serve(place + 1, [...given, resource])
    })
  }
  return serve(0, [])
}

/** What a start is, as `classify` must say it. */
export function oracleVerdict(time: OracleTime, start: number): Verdict {
  const { shop } = time
  const { plan, rules } = shop
  const clock = wall(start, shop.zone)
  if ((clock.hour * 60 + clock.minute) % shop.stepMinutes !== 0) return 'not-a-slot'
  if (rules.earliest !== undefined && start < rules.earliest) return 'not-a-slot'
  if (rules.before !== undefined && start >= rules.before) return 'not-a-slot'
  if (!ticks(start, start + plan.work).every((tick) => time.open.has(tick))) return 'not-a-slot'
  const limits = rules.dailyLimits ?? []
  if (limits.some(({ limit, adds }) => (adds ?? 1) > limit)) return 'not-a-slot'
  const serves = (isIt: (resource: OracleResource, from: number, to: number) => boolean) =>
    canServe(shop, (one, need) => canDo(one, need) && isIt(one, start + need.from, start + need.to))
  if (!serves((one, from, to) => isThere(time, one.id, from, to))) return 'not-a-slot'
  const today = clock.toPlainDate()
  for (const { limit, startsAt, adds } of limits) {
    const booked = startsAt.filter((other) => wall(other, shop.zone).toPlainDate().equals(today)).length
    if (booked + (adds ?? 1) > limit) return 'taken'
  }
  const lanes = (one: OracleResource) => Array.from({ length: one.lanes }, (_, lane) => lane)
  const isFree = serves((one, from, to) =>
    lanes(one).some((lane) => isLaneFree(time, one.id, lane, from, to)),
  )
  return isFree ? 'free' : 'taken'
}

/** Every tick of the shop's dates with what it is. */
export function oracleVerdicts(time: OracleTime): Map<number, Verdict> {
  const { from, to, zone } = time.shop
  const start = from.toZonedDateTime(zone).epochMilliseconds
  const end = to.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
  return new Map(ticks(start, end).map((tick) => [tick, oracleVerdict(time, tick)]))
}

/** What is wrong with the claims chosen for a start; empty when nothing is. */
export function oracleFaults(time: OracleTime, start: number, claims: readonly Assignment[]): string[] {
  const { needs } = time.shop.plan
  const faults: string[] = []
  for (const [index, need] of needs.entries()) {
    const mine = claims.filter((claim) => claim.need === index)
    if (new Set(mine.map((claim) => claim.resourceId)).size !== need.count)
      faults.push(`need ${index} is not served`)
    for (const { resourceId, lane, start: from, end: to } of mine) {
      const resource = time.shop.resources.find(({ id }) => id === resourceId)
      if (!resource || !canDo(resource, need)) faults.push(`${resourceId} cannot serve need ${index}`)
      if (from !== start + need.from || to !== start + need.to) faults.push(`need ${index} has other times`)
      if (!isLaneFree(time, resourceId, lane, from, to)) faults.push(`${resourceId} is not free`)
    }
  }
  for (const [index, one] of claims.entries()) {
    const other = claims.slice(index + 1).find((each) => each.resourceId === one.resourceId)
    if (other && one.start < other.end && other.start < one.end)
      faults.push(`${one.resourceId} is taken twice`)
  }
  return faults
}

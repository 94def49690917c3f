/**
 * For tests only: what the engine must answer, worked out the slow and obvious way. Every five minutes of the dates is
 * asked by itself; every wall clock goes through Temporal; time is a set of five-minute ticks, so nothing here is
 * sorted, merged, cut or matched cleverly. All times must be multiples of five minutes.
 */
import type { WeeklyInterval } from '../../../kit/time.ts'
import type { ServiceShape } from './plan.ts'
import type { Assignment, BookingRules, Claim, Need, VisitPlan } from './types.ts'
import type { Verdict } from './decide.ts'
import type { NoSlotReason } from './reasons.ts'

export const TICK = 300_000

export interface OracleResource {
  id: string
  kind: string
  skills: readonly string[]
  lanes: number
  /** Null = always there. */
  shifts: readonly WeeklyInterval[] | null
  timeOff: readonly { start: number; end: number }[]
  /** Null = any number. */
  dailyMinutes: number | null
}

/** Closed dates, both included; `yearly` they come again each year in that calendar. */
export interface OracleClosure {
  startsOn: Temporal.PlainDate
  endsOn: Temporal.PlainDate
  yearly: 'gregorian' | 'jalali' | null
}

export interface OracleShop {
  zone: string
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  stepMinutes: number
  hours: readonly WeeklyInterval[]
  /** On these dates no hours and no shifts begin. */
  closures: readonly OracleClosure[]
  /** When what is left for the day is brought; null = at opening. */
  dropOffAt: Temporal.PlainTime | null
  resources: readonly OracleResource[]
  claims: readonly Claim[]
  /** Null: the plan is none of services. */
  services: readonly ServiceShape[] | null
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

/** Whether a date is a closed one: asked of each day on which a closure could have begun. */
function isClosedOn(date: Temporal.PlainDate, { startsOn, endsOn, yearly }: OracleClosure): boolean {
  const length = startsOn.until(endsOn, { largestUnit: 'day' }).days
  const calendar = yearly === 'jalali' ? 'persian' : 'iso8601'
  const first = startsOn.withCalendar(calendar)
  return Array.from({ length: length + 1 }, (_, days) => date.subtract({ days })).some((begun) => {
    if (yearly === null) return begun.equals(startsOn)
    const same = begun.withCalendar(calendar)
    const isLater = Temporal.PlainDate.compare(begun, startsOn) >= 0
    return isLater && same.month === first.month && same.day === first.day
  })
}

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
      const begins = date
      if (shop.closures.some((closure) => isClosedOn(begins, closure))) continue
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
  return { shop, open: weeklyTicks(shop.hours, shop), there, held }
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

/** Whether a resource is of the kind and the skill that a need asks for. */
export const canDo = (resource: OracleResource, need: Need): boolean =>
  resource.kind === need.kind && (need.skill === null || resource.skills.includes(need.skill))

const overlap = (a: Need, b: Need): boolean => a.from < b.to && b.from < a.to

/** Tries every way of giving each place of each need a resource. */
export function canServe(
  resources: readonly OracleResource[],
  needs: readonly Need[],
  able: (resource: OracleResource, need: Need) => boolean,
  room: (resource: OracleResource) => number = () => Number.POSITIVE_INFINITY,
): boolean {
  const wanted = needs.flatMap((need) => Array.from({ length: need.count }, () => need))
  const serve = (place: number, given: readonly OracleResource[]): boolean => {
    const need = wanted[place]
    if (!need) return true
    return resources.some((resource) => {
      const mine = wanted.filter((_, index) => given[index] === resource)
      const clashes = mine.some((other) => overlap(need, other))
      const minutes = [...mine, need].reduce((sum, { from, to }) => sum + to - from, 0)
      return (
        !clashes &&
        minutes <= room(resource) &&
        able(resource, need) &&
        serve(place + 1, [...given, resource])
      )
    })
  }
  return serve(0, [])
}

const MINUTE = 60_000

/** Milliseconds that a person may still be given on the local date of an instant. */
function roomOn({ zone, claims }: OracleShop, at: number, { id, dailyMinutes }: OracleResource): number {
  if (dailyMinutes === null) return Number.POSITIVE_INFINITY
  const today = wall(at, zone).toPlainDate()
  const mine = claims.filter(
    ({ resourceId, start }) => resourceId === id && wall(start, zone).toPlainDate().equals(today),
  )
  return mine.reduce((left, { start, end }) => left - (end - start), dailyMinutes * MINUTE)
}

/** All ticks of the local date of an instant. */
function dayTicks(at: number, zone: string): number[] {
  const date = wall(at, zone).toPlainDate()
  const [start, end] = [date, date.add({ days: 1 })].map((one) => one.toZonedDateTime(zone).epochMilliseconds)
  return ticks(start ?? at, end ?? at)
}

/** When what is left for the day is brought on the local date of an instant. */
function dropOffTick({ shop, open }: OracleTime, tick: number): number | undefined {
  const day = dayTicks(tick, shop.zone)
  const { dropOffAt } = shop
  if (dropOffAt) {
    const from = at(wall(tick, shop.zone).toPlainDate(), dropOffAt, shop.zone)
    return day.find((one) => one >= from && open.has(one))
  }
  if (day.every((one) => open.has(one) && open.has(one - TICK))) return day[0]
  return day.find((one) => open.has(one) && !open.has(one - TICK))
}

/** The end of a visit's work. */
export function oracleEnd(time: OracleTime, start: number): number {
  const { plan, zone } = time.shop
  const end = start + plan.work
  if (!plan.dropOff) return end
  const last = dayTicks(start, zone).findLast((tick) => tick >= start && time.open.has(tick))
  return Math.max(end, (last ?? start - TICK) + TICK)
}

/** Whether hours and step alone allow a start. */
function isOnGrid(time: OracleTime, start: number): boolean {
  const { plan, zone, stepMinutes } = time.shop
  if (plan.dropOff?.alone) return dropOffTick(time, start) === start
  const clock = wall(start, zone)
  if ((clock.hour * 60 + clock.minute) % stepMinutes !== 0) return false
  return ticks(start, start + plan.work).every((tick) => time.open.has(tick))
}

/** Whether somebody is there for all that the visit needs, whatever is booked. */
function couldServe(time: OracleTime, start: number): boolean {
  const { shop } = time
  const room = ({ dailyMinutes }: OracleResource) =>
    dailyMinutes === null || shop.rules.overload ? Number.POSITIVE_INFINITY : dailyMinutes * MINUTE
  const able = (one: OracleResource, need: Need) =>
    canDo(one, need) && isThere(time, one.id, start + need.from, start + need.to)
  return canServe(shop.resources, shop.plan.needs, able, room)
}

function canServeNow(time: OracleTime, start: number): boolean {
  const { shop } = time
  const isFree = (one: OracleResource, need: Need) =>
    Array.from({ length: one.lanes }, (_, lane) => lane).some((lane) =>
      isLaneFree(time, one.id, lane, start + need.from, start + need.to),
    )
  const room = (one: OracleResource) =>
    shop.rules.overload ? Number.POSITIVE_INFINITY : roomOn(shop, start, one)
  return canServe(shop.resources, shop.plan.needs, (one, need) => canDo(one, need) && isFree(one, need), room)
}

const isOverByItself = ({ rules }: OracleShop): boolean =>
  (rules.dailyLimits ?? []).some(({ limit, adds }) => (adds ?? 1) > limit)

function isDayFull({ rules, zone }: OracleShop, start: number): boolean {
  const today = wall(start, zone).toPlainDate()
  return (rules.dailyLimits ?? []).some(({ limit, startsAt, amounts, adds }) => {
    const booked = startsAt
      .map((other, index) => ({ other, amount: amounts ? (amounts[index] ?? 0) : 1 }))
      .filter(({ other }) => wall(other, zone).toPlainDate().equals(today))
    return booked.reduce((sum, { amount }) => sum + amount, adds ?? 1) > limit
  })
}

/** What a start is, as `classify` must say it. */
export function oracleVerdict(time: OracleTime, start: number): Verdict {
  const { shop } = time
  const { earliest = start, parts = start, before = start + 1 } = shop.rules
  if (start < earliest || start < parts || start >= before) return 'not-a-slot'
  if (!isOnGrid(time, start) || isOverByItself(shop) || !couldServe(time, start)) return 'not-a-slot'
  return !isDayFull(shop, start) && canServeNow(time, start) ? 'free' : 'taken'
}

/** Why a date has no free start, in the order in which a person would ask; null where it has one. */
export function oracleReason(time: OracleTime, date: Temporal.PlainDate): NoSlotReason | null {
  const { shop } = time
  const { rules, zone } = shop
  const from = date.toZonedDateTime(zone).epochMilliseconds
  const day = ticks(from, date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds)
  if (!day.some((tick) => time.open.has(tick))) return 'closed'
  const fits = day.filter((tick) => isOnGrid(time, tick))
  if (fits.length === 0) return 'too-long'
  const nearEnough = fits.filter((tick) => rules.before === undefined || tick < rules.before)
  if (nearEnough.length === 0) return 'horizon'
  const lateEnough = nearEnough.filter((tick) => rules.earliest === undefined || tick >= rules.earliest)
  if (lateEnough.length === 0) return 'lead'
  const withParts = lateEnough.filter((tick) => rules.parts === undefined || tick >= rules.parts)
  if (withParts.length === 0) return 'parts'
  const served = withParts.filter((tick) => couldServe(time, tick))
  if (served.length === 0) return 'nobody'
  if (isOverByItself(shop) || served.every((tick) => isDayFull(shop, tick))) return 'limit'
  return served.some((tick) => canServeNow(time, tick)) ? null : 'full'
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
  for (const one of time.shop.resources) {
    const given = claims.filter((claim) => claim.resourceId === one.id)
    const sum = given.reduce((length, claim) => length + claim.end - claim.start, 0)
    if (sum > 0 && !time.shop.rules.overload && sum > roomOn(time.shop, start, one))
      faults.push(`${one.id} has too much to do`)
  }
  for (const [index, one] of claims.entries()) {
    const other = claims.slice(index + 1).find((each) => each.resourceId === one.resourceId)
    if (other && one.start < other.end && other.start < one.end)
      faults.push(`${one.resourceId} is taken twice`)
  }
  return faults
}

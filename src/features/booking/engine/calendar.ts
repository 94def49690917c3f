import { dayIndex } from '../../../kit/time.ts'
import type { LocalDays, Span } from '../../../kit/time.ts'
import type { CalendarInput, Claim } from './types.ts'

/** Sorted, disjoint spans as flat pairs: start, end, start, end … */
export type Pairs = Float64Array

/** A resource ready to be asked. */
export interface IndexedResource {
  id: string
  kind: string
  skills: ReadonlySet<string>
  /** When it can be held, whatever is booked. */
  available: Pairs
  /** For each lane, when it can be held and is not. */
  free: readonly Pairs[]
  /** For each lane, when it is held. */
  busy: readonly (readonly number[])[]
  /** For how many milliseconds it may be held a day; without end where it has no limit. */
  dailyMs: number
  /** Where there is a limit: milliseconds that it may still be held, for each of the days. */
  left: Float64Array | null
}

/** A shop's free time, ready to be asked (see `buildCalendar`). */
export interface Calendar {
  days: LocalDays
  /** Milliseconds. */
  step: number
  dropOffAt: Temporal.PlainTime | null
  open: readonly Span[]
  /** In the order of their ids. */
  resources: readonly IndexedResource[]
}

const ALWAYS = Float64Array.of(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)

/** Indexes a shop's availability and claims; throws a RangeError for a step that is no positive whole number. */
export function buildCalendar(input: CalendarInput): Calendar {
  if (!Number.isInteger(input.stepMinutes) || input.stepMinutes < 1)
    throw new RangeError('the step is whole minutes')
  const busy = new Map(
    input.resources.map(({ id, lanes }) => [id, Array.from({ length: lanes }, (): number[] => [])]),
  )
  for (const claim of input.claims) {
    const lanes = busy.get(claim.resourceId)
    if (lanes) hold(lanes, claim)
  }
  const left = minutesLeft(input)
  const resources = input.resources.map((resource): IndexedResource => {
    const lanes = (busy.get(resource.id) ?? []).map(ordered)
    const available = resource.available === null ? ALWAYS : toPairs(resource.available)
    return {
      id: resource.id,
      kind: resource.kind,
      skills: new Set(resource.skills),
      available,
      free: lanes.map((lane) => without(available, lane)),
      busy: lanes,
      dailyMs: resource.dailyMinutes == null ? Number.POSITIVE_INFINITY : resource.dailyMinutes * 60_000,
      left: left.get(resource.id) ?? null,
    }
  })
  return {
    days: input.days,
    step: input.stepMinutes * 60_000,
    dropOffAt: input.dropOffAt ?? null,
    open: input.open,
    resources: resources.sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

/** What is left of each day for those who have a limit: a hold counts in full on the date on which it begins. */
function minutesLeft({ days, resources, claims }: CalendarInput): Map<string, Float64Array> {
  const left = new Map<string, Float64Array>()
  for (const { id, dailyMinutes } of resources)
    if (dailyMinutes != null) left.set(id, new Float64Array(days.count).fill(dailyMinutes * 60_000))
  if (left.size === 0) return left
  for (const { resourceId, start, end } of claims) {
    const mine = left.get(resourceId)
    const day = mine ? dayIndex(days, start) : -1
    if (mine && day >= 0 && day < days.count) mine[day] = (mine[day] ?? 0) - (end - start)
  }
  return left
}

function hold(lanes: readonly number[][], claim: Claim): void {
  const lane = lanes[claim.lane]
  if (lane) lane.push(claim.start, claim.end)
  else for (const each of lanes) each.push(claim.start, claim.end)
}

function toPairs(spans: readonly Span[]): Pairs {
  const pairs = new Float64Array(spans.length * 2)
  let at = 0
  for (const span of spans) {
    pairs[at++] = span.start
    pairs[at++] = span.end
  }
  return pairs
}

/** The same pairs when they are in order and apart, as a shop's claims on a lane are; else sorted and merged. */
function ordered(pairs: number[]): number[] {
  for (let at = 2; at < pairs.length; at += 2) {
    if ((pairs[at] ?? 0) < (pairs[at - 1] ?? 0)) return merged(pairs)
  }
  return pairs
}

function merged(pairs: readonly number[]): number[] {
  const spans: [number, number][] = []
  for (let at = 0; at < pairs.length; at += 2) spans.push([pairs[at] ?? 0, pairs[at + 1] ?? 0])
  const flat: number[] = []
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = flat.length - 1
    if (last > 0 && start <= (flat[last] ?? 0)) flat[last] = Math.max(flat[last] ?? 0, end)
    else flat.push(start, end)
  }
  return flat
}

/** `available` less `busy`, both in order. */
function without(available: Pairs, busy: readonly number[]): Pairs {
  const free = new Float64Array(available.length + busy.length)
  let length = 0
  let next = 0
  for (let at = 0; at < available.length; at += 2) {
    let start = available[at] ?? 0
    const end = available[at + 1] ?? 0
    while (next < busy.length && (busy[next + 1] ?? 0) <= start) next += 2
    let taken = next
    for (; taken < busy.length && (busy[taken] ?? 0) < end; taken += 2) {
      const from = busy[taken] ?? 0
      if (from > start) {
        free[length++] = start
        free[length++] = from
      }
      start = busy[taken + 1] ?? 0
    }
    if (start < end) {
      free[length++] = start
      free[length++] = end
    }
    // The last one may reach into the next stretch.
    next = Math.max(next, taken - 2)
  }
  return free.subarray(0, length)
}

/** True when one of the spans holds all of `start` to `end`. */
export function covers(pairs: Pairs, start: number, end: number): boolean {
  let low = 0
  let high = pairs.length >>> 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((pairs[middle * 2] ?? 0) <= start) low = middle + 1
    else high = middle
  }
  return low > 0 && (pairs[low * 2 - 1] ?? 0) >= end
}

/** For how many milliseconds each resource may still be held on a day (0 = the first). */
export function roomOn(day: number): (resource: IndexedResource) => number {
  return ({ left }) => (left ? (left[day] ?? 0) : Number.POSITIVE_INFINITY)
}

/** The first lane that is free from `start` to `end`, or -1. */
export function freeLane(resource: IndexedResource, start: number, end: number): number {
  return resource.free.findIndex((lane) => covers(lane, start, end))
}

/** Milliseconds for which a resource is held between two instants, over all lanes, for each lane that it has. */
export function loadOf(resource: IndexedResource, from: number, to: number): number {
  let held = 0
  for (const lane of resource.busy) {
    for (let at = 0; at < lane.length; at += 2) {
      const start = Math.max(from, lane[at] ?? 0)
      const end = Math.min(to, lane[at + 1] ?? 0)
      if (end > start) held += end - start
    }
  }
  return held / resource.busy.length
}

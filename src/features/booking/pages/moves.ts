import type { Span } from '../../../kit/time.ts'

const MINUTE = 60_000
const DAY_MINUTES = 1440

/** Where a visit stands while it is moved: from when, how long, in which column (a day's date in the week). */
export interface Spot {
  start: number
  minutes: number
  column: string | null
}

/** What a column says of a time in it; the server decides in the end. */
export type Look = 'free' | 'taken' | 'closed'

interface LookedAt {
  /** The stretch that is drawn; open time all lies in it. */
  axis: Span
  off: readonly Span[]
  lanes: number
  blocks: readonly (Span & { id: string })[]
}

/** Whether a visit seems to fit where it stands now, the visit itself left out. */
export function lookAt({ axis, off, lanes, blocks }: LookedAt, { start, minutes }: Spot, id: string): Look {
  const span = { start, end: start + minutes * MINUTE }
  const touches = (other: Span) => other.start < span.end && span.start < other.end
  if (span.start < axis.start || span.end > axis.end || off.some(touches)) return 'closed'
  return blocks.filter((block) => block.id !== id && touches(block)).length < lanes ? 'free' : 'taken'
}

/** The multiple of the step, counted from `zero`, that is nearest to a time. */
export function snapped(at: number, zero: number, stepMinutes: number): number {
  const step = stepMinutes * MINUTE
  return zero + Math.round((at - zero) / step) * step
}

/** The length whose end is nearest to a time, in whole steps from the start of the axis; one step at least. */
export function lengthTo(end: number, spot: Spot, zero: number, stepMinutes: number): number {
  return clampLength((snapped(end, zero, stepMinutes) - spot.start) / MINUTE, stepMinutes)
}

/** One step longer or shorter. */
export function lengthened({ minutes }: Spot, steps: number, stepMinutes: number): number {
  return clampLength(minutes + steps * stepMinutes, stepMinutes)
}

const clampLength = (minutes: number, stepMinutes: number): number =>
  Math.min(DAY_MINUTES, Math.max(Math.min(stepMinutes, DAY_MINUTES), minutes))

/** Minutes after midnight that a clock in the zone shows. */
export function wallMinutes(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  return part('hour') * 60 + part('minute')
}

/** The instant of a day at which the clock shows these minutes after midnight; after a gap where it never does. */
export function atWall(midnight: number, minutes: number, zone: string): number {
  const guess = midnight + minutes * MINUTE
  return guess + (minutes - wallMinutes(guess, zone)) * MINUTE
}

import type { LocalDays, Span } from '../../../kit/time.ts'

/** Something that can be held: a technician, a bay, a bench, a loaner. */
export interface Resource {
  id: string
  kind: string
  skills: readonly string[]
  /** How many holds it bears at one time, 1 or more. */
  lanes: number
  /**
   * When it can be held, sorted and merged (`expandWeeklyOver`, less time off and closures); null = always.
   * Must reach as far as `heldBounds` says.
   */
  available: readonly Span[] | null
  /** At most so many minutes of holds that begin on one local date, over all lanes; none = no limit. */
  dailyMinutes?: number | null
}

/** A lane of a resource held from `start` to `end` (excluded), in epoch milliseconds. */
export interface Claim {
  resourceId: string
  /** 0 is the first. A claim on a lane that the resource no longer has blocks all of its lanes. */
  lane: number
  start: number
  end: number
}

/** What a shop's free time is made of. Read once, asked many times. */
export interface CalendarInput {
  /** The local dates whose starts are asked about (`localDays`). */
  days: LocalDays
  /** A start's wall clock is a multiple of this, counted from local midnight. */
  stepMinutes: number
  /** When what is left for the day is brought; none = at opening. */
  dropOffAt?: Temporal.PlainTime | null
  /** Opening hours, sorted and merged, closures taken out. */
  open: readonly Span[]
  resources: readonly Resource[]
  /** All that touch `heldBounds`; fastest when sorted by start. Those of unknown resources are ignored. */
  claims: readonly Claim[]
}

/** `count` different resources of a kind, with a skill where one is named, held together from `from` to `to`. */
export interface Need {
  kind: string
  skill: string | null
  count: number
  /** Milliseconds from the visit's start; negative for what is set up before it. */
  from: number
  /** Milliseconds from the visit's start, excluded. */
  to: number
}

/** One visit: what it holds and how long the work takes (see `planVisit`). */
export interface VisitPlan {
  needs: readonly Need[]
  /** Milliseconds from the start to the end of the work, clean-up not counted. */
  work: number
  /** Set where the asset is left for the day. */
  dropOff?: DropOff
}

/** Work that has no time of its own and holds nothing: the asset is left with the shop for the day. */
export interface DropOff {
  /** Milliseconds of it: what it takes of the day's hours for such work. */
  work: number
  /** True: the whole visit is such work, and starts when the day's drop-offs are brought. False: other work sets the time. */
  alone: boolean
}

/** At most `limit` visits (or minutes of some work) in the visits that begin on one local date. */
export interface DailyLimit {
  limit: number
  /** When the visits that count begin, in epoch milliseconds, any order. */
  startsAt: readonly number[]
  /** How much each of them counts, in the same order; 1 each unless said. */
  amounts?: readonly number[]
  /** How much this visit adds; 1 unless said. */
  adds?: number
}

/** What is asked of a start besides the calendar. */
export interface BookingRules {
  /** No start before it: now plus lead time. */
  earliest?: number
  /** No start before it: the day on which the parts are there. */
  parts?: number
  /** Every start before it (excluded): the end of the horizon. */
  before?: number
  /** Any whole minute instead of the step: staff. */
  anyMinute?: boolean
  /** People may be given more than their minutes a day: staff. */
  overload?: boolean
  dailyLimits?: readonly DailyLimit[]
}

/** A visit that can be booked: start and end of work, in epoch milliseconds. */
export interface Slot {
  startsAt: number
  endsAt: number
}

/** One hold of a booking to be written as a claim. */
export interface Assignment extends Claim {
  /** Which of the plan's needs it serves. */
  need: number
}

/**
 * The free-slot engine: pure code over integers (epoch milliseconds), no database, no clock, no Temporal on the way
 * of a question. The store feeds it; nothing in it knows where rows come from.
 *
 * How to use it:
 *
 *   const days  = localDays(from, to, zone)                       // the local dates whose starts are asked about
 *   const plan  = visitPlan(services, resources)                  // what the visit holds, relative to its start
 *   const reach = heldBounds(days, plan)                          // what claims and availability must cover
 *   const wide  = localDays(from - a day or more, to + as many, zone)   // reaches at least as far
 *   const open  = subtractSpans(expandWeeklyOver(openingHours, wide), closures)
 *   const calendar = buildCalendar({ days, stepMinutes, open, resources, claims })
 *   freeSlots(calendar, plan, rules)              → [{ startsAt, endsAt }]
 *   classify(calendar, plan, start, rules)        → 'free' | 'not-a-slot' | 'taken'
 *   assign(calendar, plan, start, named?, rules)  → claims to write, or null
 *   endOfVisit(calendar, plan, start)             → the end of work
 *   nearest(calendar, plan, start, 3, rules)      → the alternatives of a refusal
 *   reasonsOfDays(calendar, plan, rules)          → for each day: null, or why it has no free start
 *
 * The rules it keeps:
 *
 * - A start is on the grid when the shop's wall clock then shows a multiple of the step after local midnight
 *   (step 30: 9:00, 9:30), not after opening. In an hour that the clocks repeat, both passes have starts.
 * - The visit (first to last work) lies in one unbroken stretch of opening hours. Set-up comes before the start and
 *   clean-up after the end; they may lie outside opening hours, never outside the availability of what they hold.
 * - Each hold lies in one unbroken stretch of its resource's availability and on one of its lanes. Needs of one visit
 *   that overlap in time are served by different resources, whatever their lanes. The choice is exact: a start is
 *   free if there is any way at all to serve it.
 * - 'taken' are starts that would be free if nothing were booked, a full daily limit included; 'not-a-slot' all others.
 * - A resource's time off and a closure that covers it are taken out of its availability by the caller. Claims may
 *   overlap them, and each other: the engine never offers such time and never fails on it.
 *
 * What may be kept: everything up to `rules` depends only on hours, shifts, services and claims, so an answer made
 * without lead time and horizon stays true for one version of the calendar; cutting it to [earliest, before) is
 * the same as asking with these rules. Expired holds are the exception: leave them out of `claims`, and keep an
 * answer no longer than until the first of those left in expires.
 *
 * Cost: one pass over claims and one over starts per lane; a start is looked at by itself only where two needs of a
 * visit compete for the same people.
 */
export { buildCalendar } from './calendar.ts'
export type { Calendar } from './calendar.ts'
export { assign, classify, nearest } from './decide.ts'
export type { Nearest, Verdict } from './decide.ts'
export { endOfVisit } from './drop-off.ts'
export { isWithinWindow } from './grid.ts'
export { bookingWindow, heldBounds, planVisit, visitPlan } from './plan.ts'
export { NO_SLOT_REASONS, reasonOfAll, reasonsOfDays } from './reasons.ts'
export type { NoSlotReason } from './reasons.ts'
export type { ServiceNeed, ServiceShape } from './plan.ts'
export { freeSlots, freeStarts } from './slots.ts'
export type {
  Assignment,
  BookingRules,
  CalendarInput,
  Claim,
  DailyLimit,
  DropOff,
  Need,
  Resource,
  Slot,
  VisitPlan,
} from './types.ts'

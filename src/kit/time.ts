/**
 * Time for the whole program: instants, the shop's wall clock, dates, and how people read them.
 * Browser code imports `kit/time/format.ts` alone: it needs no `Temporal`.
 */
export * from './time/clock.ts'
export * from './time/zone.ts'
export * from './time/dates.ts'
export * from './time/days.ts'
export * from './time/jalali.ts'
export * from './time/spans.ts'
export * from './time/hours.ts'
export * from './time/format.ts'

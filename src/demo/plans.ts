import { daysBetween } from '../kit/time.ts'
import type { Random } from './random.ts'
import type { Ending, Plan } from './stories/scene.ts'

/** How many repairs of a shop end how: 300 and a few, in every status, with its mishaps. */
const OPEN_NOW: readonly [Ending, number][] = [
  ['request', 6],
  ['in_progress', 4],
  ['awaiting_parts', 3],
  ['on_hold', 3],
  ['delayed', 3],
  ['quality_check', 3],
  ['ready_for_pickup', 4],
  ['payment_pending', 4],
  ['completed', 3],
]
const LATELY: readonly [Ending, number][] = [
  ['dispatched', 2],
  ['no_show', 3],
  ['canceled_appointment', 8],
  ['refunded', 3],
]
const STILL_IN_WORK = new Set<Ending>(['in_progress', 'awaiting_parts', 'on_hold', 'quality_check'])
const TODAY = 8
const UPCOMING = 40
const PAST = 240
const DAYS_BACK = 62
const DAYS_AHEAD = 30

/**
 * What happened at a shop in the last two months and is planned for the next: in the order in which customers asked,
 * so that numbers rise with time. `openDays` says on which weekdays the shop works.
 */
export function plansFor(
  random: Random,
  now: Temporal.Instant,
  timezone: string,
  openDays: ReadonlySet<number>,
  quality: boolean,
): Plan[] {
  const today = now.toZonedDateTimeISO(timezone).toPlainDate()
  const open = (date: Temporal.PlainDate) => openDays.has(date.dayOfWeek)
  const dates = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => today.add({ days: from + index })).filter(open)
  const past = dates(-DAYS_BACK, -1)
  const lately = past.filter((date) => daysBetween(date, today) <= 12 && daysBetween(date, today) >= 3)
  const yesterday = past.slice(-2)
  const theDayBefore = past.slice(-2, -1)
  const plans: Plan[] = []
  const add = (ending: Ending, from: readonly Temporal.PlainDate[]) => {
    if (ending === 'quality_check' && !quality) return
    const date = random.one(from)
    plans.push({
      ending,
      date,
      askedAt: askedFor(random, date, now, timezone),
      photographed: daysBetween(date, today) <= 12,
      ...(STILL_IN_WORK.has(ending) ? { dueFrom: now } : {}),
    })
  }
  // The last two days are full of what is still open.
  for (let n = 0; n < PAST; n += 1) add('closed', past.slice(0, -2))
  for (const [ending, count] of LATELY) for (let n = 0; n < count; n += 1) add(ending, lately)
  for (const [ending, count] of OPEN_NOW)
    for (let n = 0; n < count; n += 1)
      // What began yesterday stands in the way of today's visits: one of each shows how, ten would leave none as it was booked.
      add(ending, STILL_IN_WORK.has(ending) && n > 0 ? theDayBefore : yesterday)
  if (open(today)) for (let n = 0; n < TODAY; n += 1) add('scheduled', [today])
  for (let n = 0; n < UPCOMING; n += 1) add('scheduled', dates(1, DAYS_AHEAD))
  return plans.toSorted((a, b) => a.askedAt.epochMilliseconds - b.askedAt.epochMilliseconds)
}

/** One to six days before the visit, at a time when people sit down to book; never later than now. */
function askedFor(
  random: Random,
  date: Temporal.PlainDate,
  now: Temporal.Instant,
  timezone: string,
): Temporal.Instant {
  const day = date.subtract({ days: random.between(1, 6) })
  const time = new Temporal.PlainTime(random.between(8, 21), random.between(0, 59))
  const asked = day.toZonedDateTime({ timeZone: timezone, plainTime: time }).toInstant()
  const latest = now.subtract({ minutes: random.between(10, 1500) })
  return asked.epochMilliseconds < latest.epochMilliseconds ? asked : latest
}

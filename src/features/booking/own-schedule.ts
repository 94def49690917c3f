import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { localDay } from '../../kit/input.ts'
import { dateBounds, eachDate, localDate, startOfDay, subtractSpans } from '../../kit/time.ts'
import { closedOn } from '../shops/closures.ts'
import { closuresOf, hoursOf } from '../shops/hours.ts'
import type { Shop } from '../shops/shop.ts'
import { ownStaffId } from '../staff/ask-time-off.ts'
import { timeOffOf } from '../staff/list-time-off.ts'
import { type Absence, exceptionsOf, type Resource, resourceOfPerson, shiftsOf } from '../staff/resources.ts'
import { type WorkDay, workDay } from '../staff/working-time.ts'
import { availabilityBetween } from './availability.ts'
import { type Appointment, appointmentsOfShop } from './read.ts'
import { selectBusy } from './store-claims.ts'

/** The first of seven dates: today unless said. */
export const ScheduleQuery = z.strictObject({ from: localDay().optional() })

export interface OwnDay extends WorkDay {
  date: Temporal.PlainDate
  visits: Appointment[]
  timeOff: Absence[]
}

export interface OwnSchedule {
  /** Null for whoever has no place in the calendar: then no hours are known. */
  resource: Resource | null
  days: OwnDay[]
  /** Asked for, granted and declined, that is not over. */
  timeOff: Absence[]
  /** When they are there and have nothing to do; null: not within two weeks. */
  nextFree: Temporal.Instant | null
}

const DAYS = 7
const MOST_VISITS = 200
const AHEAD_DAYS = 400

/** A week of whoever asks: hours and why they are so, visits, time off. 403 for who does not work there. */
export async function ownSchedule(
  ctx: Ctx,
  shop: Shop,
  { from = localDate(ctx.now, shop.timezone) }: z.output<typeof ScheduleQuery>,
): Promise<OwnSchedule> {
  const staffId = ownStaffId(ctx, shop)
  const to = from.add({ days: DAYS - 1 })
  const resource = (await resourceOfPerson(ctx, shop.id, staffId)) ?? null
  const bounds = dateBounds(from, to, shop.timezone)
  const ahead = { start: ctx.now, end: ctx.now.add({ hours: 24 * AHEAD_DAYS }) }
  const { appointments } = await appointmentsOfShop(ctx, shop, { bounds, staffId, limit: MOST_VISITS })
  const visits = appointments.filter(({ status }) => status !== 'declined' && status !== 'canceled')
  const away = (await timeOffOf(ctx, shop, staffId, bounds)).filter(({ status }) => status !== 'declined')
  const plan = resource ? await planBetween(ctx, shop, resource, { from, to }) : () => NO_HOURS
  const days = eachDate(from, to).map((date): OwnDay => {
    const start = startOfDay(date, shop.timezone).epochMilliseconds
    const end = startOfDay(date.add({ days: 1 }), shop.timezone).epochMilliseconds
    return {
      date,
      ...plan(date),
      visits: visits.filter(({ startsAt: { epochMilliseconds: at } }) => at >= start && at < end),
      timeOff: away.filter(
        (one) => one.startsAt.epochMilliseconds < end && one.endsAt.epochMilliseconds > start,
      ),
    }
  })
  return {
    resource,
    days,
    timeOff: await timeOffOf(ctx, shop, staffId, ahead),
    nextFree: resource ? await nextFreeOf(ctx, shop, resource) : null,
  }
}

const NO_HOURS: WorkDay = { stretches: [], why: 'open', exception: null }

/** How each date of a stretch looks for somebody. */
async function planBetween(
  ctx: Ctx,
  shop: Shop,
  { id, kind }: Resource,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<(date: Temporal.PlainDate) => WorkDay> {
  const closed = closedOn(await closuresOf(ctx, shop.id, from), from, to)
  const rules = {
    kind,
    open: await hoursOf(ctx, shop.id),
    shifts: (await shiftsOf(ctx, shop.id)).filter(({ resourceId }) => resourceId === id),
    exceptions: (await exceptionsOf(ctx, shop.id, from)).filter(({ resourceId }) => resourceId === id),
  }
  return (date) => workDay(rules, date, closed)
}

const LOOK_HOURS = 14 * 24
const SHORTEST_MS = 15 * 60_000

async function nextFreeOf(ctx: Ctx, shop: Shop, { id }: Resource): Promise<Temporal.Instant | null> {
  const bounds = {
    start: ctx.now.epochMilliseconds,
    end: ctx.now.add({ hours: LOOK_HOURS }).epochMilliseconds,
  }
  const { resources } = await availabilityBetween(ctx, shop, bounds)
  const { claims } = await selectBusy(ctx, shop.id, bounds.start, bounds.end)
  const there = resources.find((one) => one.id === id)?.available ?? []
  const free = subtractSpans(
    there,
    claims.filter(({ resourceId }) => resourceId === id),
  ).find(({ start, end }) => end - start >= SHORTEST_MS)
  return free ? Temporal.Instant.fromEpochMilliseconds(free.start) : null
}

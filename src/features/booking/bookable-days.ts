import type { Ctx } from '../../kit/context.ts'
import { eachDate, earlierDate, laterDate, localDate } from '../../kit/time.ts'
import type { Service } from '../catalog/services.ts'
import { closedOn } from '../shops/closures.ts'
import { closuresOf, hoursOf } from '../shops/hours.ts'
import type { Shop } from '../shops/shop.ts'
import type { Asked } from './ask-calendar.ts'
import { rulesOfBooking } from './booking-rules.ts'
import { type NoSlotReason, reasonOfAll, type Slot } from './engine/index.ts'
import { freeTimes } from './free-slots.ts'
import { reasonsByDate } from './why-none.ts'

/** One date at the shop with its free times; null where the shop does not open. */
export interface BookableDay {
  date: Temporal.PlainDate
  slots: Slot[] | null
  /** Why it has no free time, where it has none. */
  reason: NoSlotReason | null
}

/** Some days in a row to choose a time from. */
export interface BookableDays {
  today: Temporal.PlainDate
  days: BookableDay[]
  /** The first free time of all, where these days begin with the first that can be booked. */
  first: Slot | null
  /** The next free time after these days, where they have none. */
  beyond: Slot | null
  /** From which date the days before and after these begin; null at the ends of what can be booked. */
  earlier: Temporal.PlainDate | null
  later: Temporal.PlainDate | null
  /** Why none of these days has a free time, where none has. */
  reason: NoSlotReason | null
}

interface Shown {
  /** The first date wanted; the first that can be booked unless said. */
  from?: Temporal.PlainDate | undefined
  /** A date that must be among them. */
  day?: Temporal.PlainDate | undefined
  /** The appointment that looks for another time. */
  moving?: string | undefined
  /** The request that gets its time: its parts must be there. */
  orderId?: string | undefined
}

const DAYS = 14

/** Two weeks of dates between lead time and horizon, with the free times for a visit of these services. */
export async function bookableDays(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  { from, day, moving, orderId }: Shown = {},
): Promise<BookableDays> {
  const today = localDate(ctx.now, shop.timezone)
  const { earliest = 0, parts = 0 } = await rulesOfBooking(
    ctx,
    shop,
    services,
    'customer',
    moving,
    undefined,
    orderId,
  )
  const first = dateAt(Math.max(earliest, parts), shop.timezone)
  const last = today.add({ days: shop.policies.horizonDays })
  const start = startOf({ from, day }, first, last)
  const end = earlierDate(start.add({ days: DAYS - 1 }), laterDate(last, start))
  const slots = await freeTimes(ctx, shop, services, { from: start, to: end }, moving, 'customer', orderId)
  const asked = { from: start, to: end, moving, orderId }
  const days = await daysOf(ctx, shop, services, slots, asked)
  const next = end.add({ days: 1 })
  const hasMore = Temporal.PlainDate.compare(end, last) < 0
  const beyond =
    slots.length === 0 && hasMore
      ? await freeTimes(ctx, shop, services, { from: next, to: last }, moving, 'customer', orderId)
      : []
  return {
    today,
    days,
    reason: reasonOfAll(days.map(({ reason }) => reason)),
    first: start.equals(first) ? (slots[0] ?? null) : null,
    beyond: beyond[0] ?? null,
    earlier: start.equals(first) ? null : laterDate(first, start.subtract({ days: DAYS })),
    later: hasMore ? next : null,
  }
}

function startOf(
  { from, day }: Shown,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDate {
  const wanted = laterDate(first, earlierDate(from ?? first, last))
  if (!day || Temporal.PlainDate.compare(day, last) > 0) return wanted
  const shows =
    Temporal.PlainDate.compare(day, wanted) >= 0 &&
    Temporal.PlainDate.compare(day, wanted.add({ days: DAYS })) < 0
  return shows ? wanted : laterDate(first, day)
}

const dateAt = (ms: number, zone: string): Temporal.PlainDate =>
  localDate(Temporal.Instant.fromEpochMilliseconds(ms), zone)

async function daysOf(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  slots: readonly Slot[],
  asked: Asked,
): Promise<BookableDay[]> {
  const dates = eachDate(asked.from, asked.to)
  const byDate = Map.groupBy(slots, (slot) => dateAt(slot.startsAt, shop.timezone).toString())
  const reasons =
    byDate.size < dates.length
      ? await reasonsByDate(ctx, shop, services, asked)
      : new Map<string, NoSlotReason>()
  return dates.map((date) => {
    const free = byDate.get(date.toString())
    const reason = free ? null : (reasons.get(date.toString()) ?? null)
    return { date, slots: free ?? (reason === 'closed' ? null : []), reason }
  })
}

/** The dates from `start` to `end`, both included, on which a shop opens. */
export async function openDates(
  ctx: Ctx,
  shop: Shop,
  start: Temporal.PlainDate,
  end: Temporal.PlainDate,
): Promise<Temporal.PlainDate[]> {
  const hours = await hoursOf(ctx, shop.id)
  const isClosed = closedOn(await closuresOf(ctx, shop.id, start), start, end)
  return eachDate(start, end).filter(
    (date) => !isClosed(date) && hours.some(({ weekday }) => weekday === date.dayOfWeek),
  )
}

import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { invalid } from '../../kit/errors.ts'
import { localDay } from '../../kit/input.ts'
import { daysBetween, laterDate, localDate, startOfDay } from '../../kit/time.ts'
import type { Service } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { askCalendar } from './ask-calendar.ts'
import type { BookingWho } from './booking-rules.ts'
import { freeSlots, type Slot } from './engine/index.ts'

const LONGEST_DAYS = 62

const oneOrMore = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(z.string().max(64)).min(1).max(10),
)

export const SlotsQuery = z.strictObject({ service: oneOrMore, from: localDay(), to: localDay() })

/** A stretch of local dates, both included; 400 for one that runs backwards or is over 62 days. */
export function checkDates({ from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate }): void {
  const days = daysBetween(from, to) + 1
  if (days < 1) throw invalid('/to', 'beforeFrom')
  if (days > LONGEST_DAYS) throw invalid('/to', 'daysMax', { limit: LONGEST_DAYS })
}

/**
 * The free times for a visit of these services on local dates, both included; past dates are clipped. What the
 * appointment `moving` holds now counts as free. Staff see times that customers' lead time and horizon rule out. The
 * parts of the order `orderId` (or of that of the visit that moves) must be there.
 */
export async function freeTimes(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  dates: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  moving?: string,
  who: BookingWho = 'customer',
  orderId?: string,
): Promise<Slot[]> {
  return (await freeTimesUntil(ctx, shop, services, dates, moving, who, orderId)).slots
}

/** Free times, and how long they are true if neither shop nor calendar changes: until then, in epoch milliseconds. */
export interface PassingTimes {
  slots: Slot[]
  untilMs: number
}

/** `freeTimes`, to be kept: a new day, a lead time that runs into the first of them or an expired hold ends it. */
export async function freeTimesUntil(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  dates: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  moving?: string,
  who: BookingWho = 'customer',
  orderId?: string,
): Promise<PassingTimes> {
  const today = localDate(ctx.now, shop.timezone)
  const midnightMs = startOfDay(today.add({ days: 1 }), shop.timezone).epochMilliseconds
  const from = laterDate(dates.from, today)
  if (Temporal.PlainDate.compare(from, dates.to) > 0) return { slots: [], untilMs: midnightMs }
  const asked = { from, to: dates.to, moving, who, orderId }
  const { calendar, plan, rules, expiresMs } = await askCalendar(ctx, shop, services, asked)
  const slots = freeSlots(calendar, plan, rules)
  const leadMs = (rules.earliest ?? -Infinity) - ctx.now.epochMilliseconds
  const firstGoesMs = slots[0] ? slots[0].startsAt - leadMs + 1 : Infinity
  return { slots, untilMs: Math.min(midnightMs, firstGoesMs, expiresMs) }
}

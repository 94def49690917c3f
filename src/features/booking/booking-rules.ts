import type { Ctx } from '../../kit/context.ts'
import type { Service } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { type BookingRules, bookingWindow } from './engine/index.ts'
import { limitsOfDay } from './daily-limits.ts'
import { partsStart } from './parts-date.ts'

export type BookingWho = 'customer' | 'staff'

// Staff may plan further ahead than customers see, and note a car that came in a moment ago.
export const STAFF_HORIZON_DAYS = 366
const STAFF_GRACE_MINUTES = -15

/**
 * What the shop asks of a start besides its calendar: lead time and horizon for customers (the longest lead of the
 * services counts), any minute for staff, and for both each service's own number a day, the hours of dropped-off work a
 * day, and the day on which the parts of the order (that of the visit that moves) are there. Who has held the start
 * since `heldSince` kept the lead time then. `expiresMs`: when a hold runs out that a limit counts.
 */
export async function rulesOfBooking(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  who: BookingWho,
  moving?: string,
  heldSince?: Temporal.Instant,
  orderId?: string,
): Promise<BookingRules & { expiresMs: number | null }> {
  const { policies, timezone } = shop
  const lead = Math.max(...services.map((service) => service.leadMinutes ?? policies.leadMinutes))
  const window =
    who === 'staff'
      ? bookingWindow(ctx.now, STAFF_GRACE_MINUTES, STAFF_HORIZON_DAYS, timezone)
      : bookingWindow(heldSince ?? ctx.now, lead, policies.horizonDays, timezone)
  const parts = await partsStart(ctx, shop, { orderId, moving })
  return {
    ...window,
    ...(parts === null ? {} : { parts }),
    anyMinute: who === 'staff',
    overload: who === 'staff',
    ...(await limitsOfDay(ctx, shop, services, moving)),
  }
}

/** The same for a list of times: staff too choose from the shop's step, and from people who have time left that day. */
export function asListed<Rules extends BookingRules>(rules: Rules): Rules {
  return { ...rules, anyMinute: false, overload: false }
}

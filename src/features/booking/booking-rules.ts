import type { Ctx } from '../../kit/context.ts'
import type { Service } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { type BookingRules, bookingWindow, type DailyLimit } from './engine/index.ts'
import { selectHeldStarts } from './store-holds.ts'
import { selectStartsByService } from './store-lists.ts'

export type BookingWho = 'customer' | 'staff'

// Staff may plan further ahead than customers see, and note a car that came in a moment ago.
const STAFF_HORIZON_DAYS = 366
const STAFF_GRACE_MINUTES = -15

/**
 * What the shop asks of a start besides its calendar: lead time and horizon for customers (the longest lead of the
 * services counts), any minute for staff, and each service's own number a day for both. Who has held the start since
 * `heldSince` kept the lead time then.
 */
export async function rulesOfBooking(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  who: BookingWho,
  moving?: string,
  heldSince?: Temporal.Instant,
): Promise<BookingRules> {
  const { policies, timezone } = shop
  const lead = Math.max(...services.map((service) => service.leadMinutes ?? policies.leadMinutes))
  const window =
    who === 'staff'
      ? bookingWindow(ctx.now, STAFF_GRACE_MINUTES, STAFF_HORIZON_DAYS, timezone)
      : bookingWindow(heldSince ?? ctx.now, lead, policies.horizonDays, timezone)
  return {
    ...window,
    anyMinute: who === 'staff',
    dailyLimits: await dailyLimits(ctx, shop, services, moving),
  }
}

async function dailyLimits(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  moving?: string,
): Promise<DailyLimit[]> {
  const limited = [...new Map(services.map((service) => [service.id, service])).values()].filter(
    (service) => service.dailyLimit !== null,
  )
  return Promise.all(
    limited.map(async (service) => ({
      limit: service.dailyLimit ?? 0,
      startsAt: [
        ...(await selectStartsByService(ctx, shop.id, service.id, ctx.now.subtract({ hours: 48 }), moving)),
        ...(await selectHeldStarts(ctx, shop.id, service.id)),
      ],
      adds: services.filter((one) => one.id === service.id).length,
    })),
  )
}

import type { Ctx } from '../../kit/context.ts'
import { localDate } from '../../kit/time.ts'
import type { Service } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { calendarInput, shopRules } from './availability.ts'
import { rulesOfBooking } from './booking-rules.ts'
import { buildCalendar, freeStarts, visitPlan } from './engine/index.ts'
import { standingNow } from './overruns.ts'
import { selectCalendarVersions } from './store-calendar.ts'

/**
 * For somebody who stands at the counter: the first minute of today at which the work can begin, where nothing is booked and no
 * work goes on; null: none is left. The parts of the order `orderId` must be there.
 */
export async function firstFreeNow(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  orderId?: string,
): Promise<Temporal.Instant | null> {
  const { rulesVersion } = await selectCalendarVersions(ctx, shop.id)
  const known = await shopRules(ctx, shop, rulesVersion)
  const plan = visitPlan(services, known.resources)
  const today = localDate(ctx.now, shop.timezone)
  const thisMinute = ctx.now.round({ smallestUnit: 'minute', roundingMode: 'floor' }).epochMilliseconds
  const asked = await rulesOfBooking(ctx, shop, services, 'staff', undefined, undefined, orderId)
  const rules = { ...asked, earliest: thisMinute }
  const input = await calendarInput(ctx, shop, known, plan, { from: today, to: today })
  const claims = [...input.claims, ...(await standingNow(ctx, shop))]
  const [first] = freeStarts(buildCalendar({ ...input, claims }), plan, rules)
  return first === undefined ? null : Temporal.Instant.fromEpochMilliseconds(first)
}

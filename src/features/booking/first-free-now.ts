import type { Ctx } from '../../kit/context.ts'
import { localDate } from '../../kit/time.ts'
import type { Service } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { calendarInput, shopRules } from './availability.ts'
import { rulesOfBooking } from './booking-rules.ts'
import { buildCalendar, freeStarts, visitPlan } from './engine/index.ts'
import { selectCalendarVersions } from './store-calendar.ts'

/** For somebody who stands at the counter: the first minute of today at which the work can begin; null: none is left. */
export async function firstFreeNow(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
): Promise<Temporal.Instant | null> {
  const { rulesVersion } = await selectCalendarVersions(ctx, shop.id)
  const known = await shopRules(ctx, shop, rulesVersion)
  const plan = visitPlan(services, known.resources)
  const today = localDate(ctx.now, shop.timezone)
  const thisMinute = ctx.now.round({ smallestUnit: 'minute', roundingMode: 'floor' }).epochMilliseconds
  const rules = { ...(await rulesOfBooking(ctx, shop, services, 'staff')), earliest: thisMinute }
  const input = await calendarInput(ctx, shop, known, plan, { from: today, to: today })
  const [first] = freeStarts(buildCalendar(input), plan, rules)
  return first === undefined ? null : Temporal.Instant.fromEpochMilliseconds(first)
}

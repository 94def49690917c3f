import type { Ctx } from '../../kit/context.ts'
import { laterDate, localDate } from '../../kit/time.ts'
import type { Service } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { type Asked, askCalendar } from './ask-calendar.ts'
import { type NoSlotReason, reasonOfAll, reasonsOfDays } from './engine/index.ts'

/** Why dates have no free time for a visit of these services, by date; those that have one are left out. */
export async function reasonsByDate(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  asked: Asked,
): Promise<Map<string, NoSlotReason>> {
  const { calendar, plan, rules } = await askCalendar(ctx, shop, services, asked)
  const reasons = reasonsOfDays(calendar, plan, rules)
  return new Map(
    reasons.flatMap((reason, day) => (reason ? [[asked.from.add({ days: day }).toString(), reason]] : [])),
  )
}

/** Why none of these dates has a free time; past ones alone are too soon. Null where one has. */
export async function whyNone(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  asked: Asked,
): Promise<NoSlotReason | null> {
  const from = laterDate(asked.from, localDate(ctx.now, shop.timezone))
  if (Temporal.PlainDate.compare(from, asked.to) > 0) return 'lead'
  const { calendar, plan, rules } = await askCalendar(ctx, shop, services, { ...asked, from })
  return reasonOfAll(reasonsOfDays(calendar, plan, rules))
}

import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { forbidden } from '../../kit/errors.ts'
import { localDay } from '../../kit/input.ts'
import { dayIndex, type LocalDays, localDate, localDays, type Span } from '../../kit/time.ts'
import type { Shop } from '../shops/shop.ts'
import { availabilityBetween, type ShopResource } from './availability.ts'
import { selectBusy } from './store-claims.ts'

/** From a date on, today unless said, for some weeks. */
export const LoadQuery = z.strictObject({
  from: localDay().optional(),
  weeks: z.coerce.number().int().min(1).max(12).default(8),
})

/** How much of a date is there and how much of it is booked, in minutes; several lanes count several times. */
export interface DayLoad {
  date: Temporal.PlainDate
  available: number
  booked: number
}

export interface ResourceLoad extends Pick<ShopResource, 'id' | 'kind' | 'name'> {
  days: DayLoad[]
}

/**
 * What people and places have to do in the coming weeks: one read of the claims, beside the rules kept in memory.
 * A place that is there day and night counts the shop's opening hours. For those who see the whole schedule.
 */
export async function shopLoad(
  ctx: Ctx,
  shop: Shop,
  { from = localDate(ctx.now, shop.timezone), weeks }: z.output<typeof LoadQuery>,
): Promise<ResourceLoad[]> {
  if (allowInShop(ctx, 'schedule.read', shop.id) === 'own') throw forbidden()
  const days = localDays(from, from.add({ days: weeks * 7 - 1 }), shop.timezone)
  const bounds = { start: days.midnights[0] ?? 0, end: days.midnights.at(-1) ?? 0 }
  const { open, resources } = await availabilityBetween(ctx, shop, bounds)
  const { claims } = await selectBusy(ctx, shop.id, bounds.start, bounds.end)
  const booked = Map.groupBy(claims, (claim) => claim.resourceId)
  return resources.map(({ id, kind, name, lanes, available }) => {
    const there = minutesByDay(available ?? open, days)
    const taken = minutesByDay(booked.get(id) ?? [], days)
    return {
      id,
      kind,
      name,
      days: there.map((minutes, day) => ({
        date: from.add({ days: day }),
        available: minutes * lanes,
        booked: taken[day] ?? 0,
      })),
    }
  })
}

const MINUTE = 60_000

/** The minutes of spans that fall on each of the days. */
function minutesByDay(spans: readonly Span[], days: LocalDays): number[] {
  const sums = Array.from({ length: days.count }, () => 0)
  for (const { start, end } of spans) {
    for (let day = Math.max(0, dayIndex(days, start)); day < days.count; day++) {
      const [from = 0, to = 0] = [days.midnights[day], days.midnights[day + 1]]
      if (from >= end) break
      sums[day] = (sums[day] ?? 0) + Math.max(0, Math.min(end, to) - Math.max(start, from))
    }
  }
  return sums.map((ms) => Math.round(ms / MINUTE))
}

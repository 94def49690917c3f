import type { Ctx } from '../../kit/context.ts'
import type { Closure } from './closures.ts'
import type { OpeningHours } from './opening.ts'
import { selectClosures, selectClosuresOfShops, selectHours, selectHoursOfShops } from './store-hours.ts'

/** The weekly opening hours of a shop, in the order of the week. */
export async function hoursOf(ctx: Ctx, shopId: string): Promise<OpeningHours[]> {
  return selectHours(ctx, shopId)
}

/** The closures of a shop; with `from` only those not over by then (yearly ones always). */
export async function closuresOf(ctx: Ctx, shopId: string, from?: Temporal.PlainDate): Promise<Closure[]> {
  return selectClosures(ctx, shopId, from)
}

/** Hours and closures of several shops, by shop: for lists. */
export async function hoursOfShops(
  ctx: Ctx,
  shopIds: readonly string[],
  from: Temporal.PlainDate,
): Promise<Map<string, { hours: OpeningHours[]; closures: Closure[] }>> {
  const [hours, closures] = await Promise.all([
    selectHoursOfShops(ctx, shopIds),
    selectClosuresOfShops(ctx, shopIds, from),
  ])
  return new Map(shopIds.map((id) => [id, { hours: hours.get(id) ?? [], closures: closures.get(id) ?? [] }]))
}

import type { Ctx } from '../../kit/context.ts'
import { startOfDay } from '../../kit/time.ts'
import type { Shop } from '../shops/shop.ts'
import { selectPartsDate } from './store-parts.ts'

/** The order whose parts count, or the visit whose order it is. */
interface Whose {
  orderId?: string | undefined
  moving?: string | undefined
}

/** The local date on which the last parts of an order are there; null where none are waited for. */
export async function partsDate(ctx: Ctx, shop: Shop, whose: Whose): Promise<Temporal.PlainDate | null> {
  return whose.orderId || whose.moving ? selectPartsDate(ctx, shop.id, whose) : null
}

/** The first instant of that date: work is offered from then on. */
export async function partsStart(ctx: Ctx, shop: Shop, whose: Whose): Promise<number | null> {
  const date = await partsDate(ctx, shop, whose)
  return date && startOfDay(date, shop.timezone).epochMilliseconds
}

import type { Ctx, Locale } from '../../kit/context.ts'
import { localDigits, type TimeStyle } from '../../kit/time/format.ts'
import { accountById } from '../accounts/account.ts'
import { type Asset, assetById } from '../assets/read.ts'
import { type Customer, customerById } from '../customers/read.ts'
import { findOrder, trackingCodeOf } from '../repairs/find-order.ts'
import { shopById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'

/** Everything a message about an order says: to whom, about what, how times are written, where the link leads. */
export interface OrderContext {
  shop: Shop
  customer: Customer
  locale: Locale
  style: TimeStyle
  /** The order's number as people read it. */
  number: string
  /** What it is, in a word or two: "Toyota Corolla", "iPhone 14". */
  asset: string
  trackingPath: string
}

/** Reads what a message about an order needs; undefined where nobody is left to write to. */
export async function orderContext(
  ctx: Ctx,
  shopId: string,
  orderId: string,
): Promise<OrderContext | undefined> {
  const order = await findOrder(ctx, orderId, 'orders.read')
  const shop = await shopById(ctx, shopId)
  const customer = await customerById(ctx, shopId, order.customerId)
  const asset = await assetById(ctx, shopId, order.assetId)
  if (!customer || !asset) return undefined
  return {
    shop,
    customer,
    locale: order.locale,
    style: {
      locale: order.locale,
      calendar: await calendarOf(ctx, customer, order.locale),
      zone: shop.timezone,
    },
    number: localDigits(String(order.number), order.locale),
    asset: nameOf(asset),
    trackingPath: `/track/${await trackingCodeOf(ctx, order)}`,
  }
}

/** The customer's own calendar where they have an account; else the one that goes with the language. */
async function calendarOf(ctx: Ctx, customer: Customer, locale: Locale): Promise<TimeStyle['calendar']> {
  const account = customer.accountId ? await accountById(ctx, customer.accountId) : undefined
  const chosen = account?.calendar ?? (locale === 'fa' ? 'jalali' : 'gregorian')
  return chosen === 'jalali' ? 'persian' : 'gregory'
}

function nameOf({ make, model }: Asset): string {
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`
}

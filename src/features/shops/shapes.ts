import { z } from 'zod'
import type { Ctx, Locale } from '../../kit/context.ts'
import { localDate } from '../../kit/time.ts'
import { type Closure, closedStretches } from './closures.ts'
import type { OpeningHours } from './opening.ts'
import { type Shop, SHOP_KINDS } from './shop.ts'
import type { FoundShop } from './store-search.ts'
import { type ShopText, textFor } from './texts.ts'

/** Minor units (whole rials for IRR) and the ISO 4217 currency. */
export const MoneyShape = z.object({ amount: z.int(), currency: z.string() }).meta({ id: 'Money' })

const locationShape = z.object({ lat: z.number(), lon: z.number() })

/** A shop in a list, as contract.md fixes it. */
export const ShopShape = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    kinds: z.array(z.enum(SHOP_KINDS)),
    city: z.string(),
    address: z.string(),
    location: locationShape.nullable(),
    distanceKm: z.number().optional(),
    timezone: z.string(),
    currency: z.string(),
    locale: z.enum(['en', 'fa']),
    rating: z.object({ average: z.number(), count: z.int() }).nullable(),
  })
  .meta({ id: 'Shop' })

export const ShopListShape = z.object({ shops: z.array(ShopShape), next: z.string().nullable() })

export const HoursShape = z.object({
  weekday: z.int().meta({ description: '1 = Monday … 7 = Sunday' }),
  opens: z.string().meta({ description: 'HH:MM by the shop’s wall clock' }),
  closes: z.string().meta({ description: 'HH:MM; not later than `opens` means on the next date' }),
})

/** A shop's own page, as contract.md fixes it. */
export const ShopDetailShape = ShopShape.extend({
  hours: z.array(HoursShape),
  closures: z.array(z.object({ startsOn: z.string(), endsOn: z.string(), reason: z.string() })),
  contact: z.object({
    phone: z.string().nullable(),
    email: z.string().nullable(),
    website: z.string().optional(),
  }),
  about: z.string(),
}).meta({ id: 'ShopDetail' })

/** A shop for a list; the distance to a tenth of a kilometre. */
export function presentShop(shop: Shop, distanceKm?: number | null): z.input<typeof ShopShape> {
  const { id, slug, name, kinds, city, address, location, timezone, currency, locale, rating } = shop
  return {
    id,
    slug,
    name,
    kinds,
    city,
    address,
    location,
    ...(distanceKm == null ? {} : { distanceKm: Math.round(distanceKm * 10) / 10 }),
    timezone,
    currency,
    locale,
    rating,
  }
}

export function presentFound({ shop, distanceKm }: FoundShop): z.input<typeof ShopShape> {
  return presentShop(shop, distanceKm)
}

/** The dates on which a shop is closed within a year from now, as they really fall. */
const CLOSURES_TOLD_DAYS = 366

/** Everything about a shop that its public page tells. */
export function presentShopDetail(
  ctx: Ctx,
  locale: Locale,
  shop: Shop,
  parts: { hours: readonly OpeningHours[]; closures: readonly Closure[]; texts: readonly ShopText[] },
): z.input<typeof ShopDetailShape> {
  const today = localDate(ctx.now, shop.timezone)
  const stretches = closedStretches(parts.closures, today, today.add({ days: CLOSURES_TOLD_DAYS }))
  return {
    ...presentShop(shop),
    hours: parts.hours.map(presentHours),
    closures: stretches.map(({ startsOn, endsOn, reason }) => ({
      startsOn: startsOn.toString(),
      endsOn: endsOn.toString(),
      reason,
    })),
    contact: {
      phone: shop.phone,
      email: shop.email,
      ...(shop.website ? { website: shop.website } : {}),
    },
    about: textFor(parts.texts, 'about', locale, shop)?.body ?? '',
  }
}

export function presentHours({ weekday, opens, closes }: OpeningHours): z.input<typeof HoursShape> {
  return { weekday, opens: clock(opens), closes: clock(closes) }
}

const clock = (time: Temporal.PlainTime): string => time.toString({ smallestUnit: 'minute' })

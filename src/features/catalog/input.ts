import { z } from 'zod'
import { invalid } from '../../kit/errors.ts'
import { longText, text } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { CONFIRMATIONS, PRICE_KINDS, type PriceKind, RESOURCE_KINDS, type Service } from './service.ts'

// Beyond this an amount is a slip of the keyboard in any currency.
const MOST = 1_000_000_000_000

/** Minor units in the shop's currency. */
export const priceField = () =>
  z.strictObject({ amount: z.int().min(0).max(MOST), currency: z.string().trim().toUpperCase() })

const words = z.strictObject({
  name: text({ max: 120 }),
  description: longText({ max: 4000 }).default(''),
  category: text({ min: 0, max: 60 }).default(''),
})

/** How long a service takes, what it holds, and how it is told: all but its price. */
export const serviceFields = {
  name: text({ max: 120 }),
  description: longText({ max: 4000 }),
  /** Name, description and category in the shop's other language. */
  translations: z.strictObject({ en: words.optional(), fa: words.optional() }),
  category: text({ min: 0, max: 60 }),
  durationMinutes: z.int().min(5).max(10_080),
  setupMinutes: z.int().min(0).max(1440),
  cleanupMinutes: z.int().min(0).max(1440),
  cost: priceField().nullable(),
  taxRateId: z.string().nullable(),
  leadMinutes: z
    .int()
    .min(0)
    .max(60 * 24 * 60)
    .nullable(),
  dailyLimit: z.int().min(1).max(1000).nullable(),
  runsBeside: z.boolean(),
  dropOff: z.boolean(),
  confirmBookings: z.enum(CONFIRMATIONS).nullable(),
  needs: z
    .array(
      z.strictObject({
        kind: z.enum(RESOURCE_KINDS),
        skill: text({ max: 60 }).nullable().default(null),
        count: z.int().min(1).max(10).default(1),
        holdsSetup: z.boolean().default(true),
        holdsCleanup: z.boolean().default(true),
      }),
    )
    .max(8),
}

/** The price of a service as its shop names it. */
export const priceFields = {
  priceKind: z.enum(PRICE_KINDS),
  /** The list price; null exactly for `quote`. */
  price: priceField().nullable().default(null),
}

/** The amount in the shop's currency; 400 for another one. */
export function amountIn(
  shop: Shop,
  value: { amount: number; currency: string } | null,
  pointer: string,
): number | null {
  if (value === null) return null
  if (value.currency !== shop.currency)
    throw invalid(`${pointer}/currency`, 'otherCurrency', { currency: shop.currency })
  return value.amount
}

/** Kind and amount of a price; 400 where a quote has one or another kind has none. */
export function priceOf(
  shop: Shop,
  { priceKind, price }: { priceKind: PriceKind; price: { amount: number; currency: string } | null },
): { priceKind: PriceKind; priceAmount: number | null } {
  if (priceKind === 'quote' && price !== null) throw invalid('/price', 'quoteHasNoPrice')
  if (priceKind !== 'quote' && price === null) throw invalid('/price', 'missing')
  return { priceKind, priceAmount: amountIn(shop, price, '/price') }
}

/** The words in the other languages than the shop's own, which stand in the service itself. */
export function otherWords(shop: Shop, given: Service['translations']): Service['translations'] {
  return Object.fromEntries(
    Object.entries(given).filter(([locale, found]) => locale !== shop.locale && found !== undefined),
  )
}

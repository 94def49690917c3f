import { z } from 'zod'
import { percentOf } from '../shops/input.ts'
import { MoneyShape } from '../shops/shapes.ts'
import { CONFIRMATIONS, PRICE_KINDS, RESOURCE_KINDS, type Service } from './service.ts'

/** A service as customers and other programs see it, as contract.md fixes it. */
export const ServiceShape = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    durationMinutes: z.int(),
    price: MoneyShape.nullable(),
    priceKind: z.enum(PRICE_KINDS),
    taxIncluded: z.boolean(),
    /** Left with the shop for the day instead of waited for. */
    dropOff: z.boolean().optional(),
  })
  .meta({ id: 'Service' })

const words = z.object({ name: z.string(), description: z.string(), category: z.string() })

/** A service as its shop works with it. */
export const CatalogShape = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    translations: z.object({ en: words.optional(), fa: words.optional() }),
    category: z.string(),
    durationMinutes: z.int(),
    setupMinutes: z.int(),
    cleanupMinutes: z.int(),
    priceKind: z.enum(PRICE_KINDS),
    price: MoneyShape.nullable(),
    cost: MoneyShape.nullable(),
    taxRateId: z.string().nullable(),
    tax: z.object({ name: z.string(), percent: z.number() }),
    leadMinutes: z.int().nullable(),
    dailyLimit: z.int().nullable(),
    runsBeside: z.boolean(),
    dropOff: z.boolean(),
    confirmBookings: z.enum(CONFIRMATIONS).nullable(),
    needs: z.array(
      z.object({
        kind: z.enum(RESOURCE_KINDS),
        skill: z.string().nullable(),
        count: z.int(),
        holdsSetup: z.boolean(),
        holdsCleanup: z.boolean(),
      }),
    ),
    position: z.int(),
    retired: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'CatalogService' })

export function presentInternally(service: Service): z.input<typeof CatalogShape> {
  const { shopId: _shop, archivedAt, tax, ...plain } = service
  return {
    ...plain,
    tax: { name: tax.name, percent: percentOf(tax.ratePpm) },
    retired: archivedAt !== null,
  }
}

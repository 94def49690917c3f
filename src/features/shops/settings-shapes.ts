import { z } from 'zod'
import { roundings } from '../../kit/money.ts'
import type { Closure } from './closures.ts'
import { percentOf } from './input.ts'
import { HoursShape, presentHours, presentShop, ShopShape } from './shapes.ts'
import type { Shop } from './shop.ts'
import type { TaxRate } from './taxes.ts'

export { HoursShape, presentHours }

export const TaxRateShape = z
  .object({ id: z.string(), name: z.string(), percent: z.number(), isDefault: z.boolean() })
  .meta({ id: 'TaxRate' })

export const ClosureShape = z
  .object({
    id: z.string(),
    startsOn: z.string(),
    endsOn: z.string(),
    reason: z.string(),
    yearly: z.enum(['gregorian', 'jalali']).nullable(),
  })
  .meta({ id: 'Closure' })

/** All that a shop has set, as its own people see it. */
export const SettingsShape = ShopShape.omit({ distanceKm: true })
  .extend({
    status: z.enum(['pending', 'approved', 'suspended']),
    region: z.string(),
    calendar: z.enum(['gregorian', 'jalali']),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    website: z.string().nullable(),
    accent: z.string().nullable(),
    legalName: z.string().nullable(),
    taxNumber: z.string().nullable(),
    taxMode: z.enum(['added', 'included']),
    rounding: z.enum(roundings),
    invoicePrefix: z.string(),
    fiscalYearStarts: z.int(),
    qualityCheck: z.boolean(),
    confirmBookings: z.enum(['instant', 'by_staff']),
    slotStepMinutes: z.int(),
    leadMinutes: z.int(),
    horizonDays: z.int(),
    dropOffMinutes: z.int().nullable(),
    dropOffAt: z.string().nullable(),
    cancelUntilMinutes: z.int(),
    rescheduleUntilMinutes: z.int(),
    confirmAskMinutes: z.int().nullable(),
    confirmReleaseMinutes: z.int().nullable(),
    offerMinutes: z.int(),
    noShowLimit: z.int().nullable(),
    taxRates: z.array(TaxRateShape),
    version: z.int(),
  })
  .meta({ id: 'ShopSettings' })

export function presentSettings(shop: Shop, taxRates: readonly TaxRate[]): z.input<typeof SettingsShape> {
  const { policies, organisationId: _organisation, createdAt: _created, ...plain } = shop
  return { ...plain, ...presentShop(shop), ...policies, taxRates: taxRates.map(presentTaxRate) }
}

export function presentTaxRate({ id, name, ratePpm, isDefault }: TaxRate): z.input<typeof TaxRateShape> {
  return { id, name, percent: percentOf(ratePpm), isDefault }
}

export function presentClosure({
  id,
  startsOn,
  endsOn,
  reason,
  yearly,
}: Closure): z.input<typeof ClosureShape> {
  return { id, startsOn: startsOn.toString(), endsOn: endsOn.toString(), reason, yearly }
}

import { documentTotals, type Rounding, type TaxMode } from '../../../../kit/money/totals.ts'
import { QUANTITY_UNIT } from '../../../../kit/money/arithmetic.ts'

/** A service as the booking page works with it. */
export interface OfferedService {
  id: string
  name: string
  description: string
  category: string
  durationMinutes: number
  price: { amount: number; currency: string } | null
  priceKind: 'fixed' | 'from' | 'quote'
  taxRate: number
  taxName: string
  /** When a booking of it is certain. */
  confirms: 'instant' | 'by_staff'
  /** It is left with the shop for the day. */
  dropOff: boolean
}

/** What chosen services come to. Amounts in minor units. */
export interface Price {
  /** fixed: this is what is paid · from: at least this · part: this, and more that is priced later · open: priced later. */
  kind: 'fixed' | 'from' | 'part' | 'open'
  total: number
  tax: number
  /** The taxes by rate, for the estimate. */
  taxes: { name: string; rate: number; amount: number }[]
}

/** The price of services by the list, as papers and answers reckon it. */
export function priceOf(
  services: readonly OfferedService[],
  shop: { taxMode: TaxMode; rounding: Rounding },
): Price {
  const totals = documentTotals(
    services.map(({ price, taxRate, taxName }) => ({
      quantity: QUANTITY_UNIT,
      unitPrice: price?.amount ?? null,
      taxRate,
      taxCode: taxName,
    })),
    shop,
  )
  return {
    kind: kindOf(services),
    total: totals.total,
    tax: totals.tax,
    taxes: totals.taxes.map(({ taxCode, taxRate, tax }) => ({ name: taxCode, rate: taxRate, amount: tax })),
  }
}

function kindOf(services: readonly OfferedService[]): Price['kind'] {
  const open = services.filter(({ price, priceKind }) => priceKind === 'quote' || !price).length
  if (open === services.length) return 'open'
  if (open > 0) return 'part'
  return services.some(({ priceKind }) => priceKind === 'from') ? 'from' : 'fixed'
}

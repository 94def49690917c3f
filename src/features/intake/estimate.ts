import { z } from 'zod'
import type { Locale } from '../../kit/context.ts'
import { documentTotals, money, QUANTITY_UNIT } from '../../kit/money.ts'
import { type Service, serviceWords } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'

export const MoneyAnswer = z.object({ amount: z.int(), currency: z.string() })

export const EstimateAnswer = z.object({
  lines: z.array(
    z.object({
      kind: z.string(),
      text: z.string(),
      quantity: z.number(),
      unitPrice: MoneyAnswer.nullable(),
      total: MoneyAnswer.nullable(),
    }),
  ),
  tax: MoneyAnswer.nullable(),
  total: MoneyAnswer.nullable(),
  taxIncluded: z.boolean(),
})
export type EstimateAnswer = z.output<typeof EstimateAnswer>

/** What the chosen services come to by the list, with tax; tax and total are null while one still has to be priced. */
export function estimateOf(
  shop: Pick<Shop, 'currency' | 'taxMode' | 'rounding'>,
  services: readonly Service[],
  locale: Locale,
): EstimateAnswer {
  const totals = documentTotals(
    services.map((service) => ({
      quantity: QUANTITY_UNIT,
      unitPrice: service.price?.amount ?? null,
      taxRate: service.tax.ratePpm,
      taxCode: service.tax.name,
    })),
    shop,
  )
  const amount = (value: number | null | undefined) => (value == null ? null : money(value, shop.currency))
  return {
    lines: services.map((service, index) => ({
      kind: 'labour',
      text: serviceWords(service, locale).name,
      quantity: 1,
      unitPrice: amount(service.price?.amount),
      total: amount(totals.lines[index]?.total),
    })),
    tax: totals.complete ? amount(totals.tax) : null,
    total: totals.complete ? amount(totals.total) : null,
    taxIncluded: shop.taxMode === 'included',
  }
}

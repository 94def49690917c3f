import type { Ctx } from '../../kit/context.ts'
import { selectTaxRates, type TaxRate } from './store-taxes.ts'

export type { TaxRate }

/** The tax rates of a shop, the default first; archived ones only when asked for. */
export async function taxRatesOf(
  ctx: Ctx,
  shopId: string,
  { archived = false }: { archived?: boolean } = {},
): Promise<TaxRate[]> {
  return selectTaxRates(ctx, shopId, archived)
}

/** The rate taken where nothing else is said: the shop's default, else no tax. */
export async function defaultTaxRate(ctx: Ctx, shopId: string): Promise<Pick<TaxRate, 'name' | 'ratePpm'>> {
  const rates = await selectTaxRates(ctx, shopId)
  return rates.find((rate) => rate.isDefault) ?? { name: '', ratePpm: 0 }
}

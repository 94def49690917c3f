import type { Ctx } from '../../kit/context.ts'
import { notFound } from '../../kit/errors.ts'
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

/** Throws 404 at `/taxRateId` unless it is null or a living rate of the shop. */
export async function requireTaxRate(ctx: Ctx, shopId: string, id: string | null): Promise<void> {
  if (id === null) return
  const rates = await selectTaxRates(ctx, shopId)
  if (!rates.some((rate) => rate.id === id)) throw notFound('/taxRateId')
}

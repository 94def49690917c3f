import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import { bumpCalendarRules } from './calendar-version.ts'
import { percentField, ppmOf } from './input.ts'
import type { Shop } from './shop.ts'
import { clearDefaultRate, selectTaxRates, type TaxRate, updateTaxRate } from './store-taxes.ts'

export const EditTaxRate = z.strictObject({
  name: text({ max: 60 }).optional(),
  percent: percentField().optional(),
  /** True makes it the default; another one must be made so to end it. */
  isDefault: z.literal(true).optional(),
})

/** Changes a rate for what is written from now on: lines and invoices keep theirs. */
export async function editTaxRate(
  ctx: Ctx,
  shop: Shop,
  rateId: string,
  input: z.output<typeof EditTaxRate>,
): Promise<TaxRate> {
  allowInShop(ctx, 'shop.edit', shop.id)
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const before = await findTaxRate(tx, shop.id, rateId)
    if (input.isDefault) await clearDefaultRate(tx, shop.id)
    const after = await updateTaxRate(tx, shop.id, before.id, {
      name: input.name ?? before.name,
      ratePpm: input.percent === undefined ? before.ratePpm : ppmOf(input.percent),
      isDefault: input.isDefault ?? before.isDefault,
    })
    if (!after) throw notFound()
    await record(tx, {
      type: 'tax_rate.edited',
      shopId: shop.id,
      subject: { kind: 'shop', id: shop.id },
      data: { taxRateId: after.id, from: before.ratePpm, to: after.ratePpm, isDefault: after.isDefault },
    })
    return after
  })
}

/** A living rate of the shop; 404 for any other. */
export async function findTaxRate(ctx: Ctx, shopId: string, id: string, pointer?: string): Promise<TaxRate> {
  const rates = isId(id) ? await selectTaxRates(ctx, shopId) : []
  const rate = rates.find((one) => one.id === id)
  if (!rate) throw notFound(pointer)
  return rate
}

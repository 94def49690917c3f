import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import { bumpCalendarRules } from './calendar-version.ts'
import { percentField, ppmOf } from './input.ts'
import type { Shop } from './shop.ts'
import { clearDefaultRate, insertTaxRate, type TaxRate } from './store-taxes.ts'

export const AddTaxRate = z.strictObject({
  name: text({ max: 60 }),
  percent: percentField(),
  /** Taken where a service or line names no rate of its own. */
  isDefault: z.boolean().default(false),
})

/** Adds a rate of tax; one marked so becomes the default in place of the present one. */
export async function addTaxRate(ctx: Ctx, shop: Shop, input: z.output<typeof AddTaxRate>): Promise<TaxRate> {
  allowInShop(ctx, 'shop.edit', shop.id)
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    if (input.isDefault) await clearDefaultRate(tx, shop.id)
    const ratePpm = ppmOf(input.percent)
    const rate = await insertTaxRate(tx, shop.id, { name: input.name, ratePpm, isDefault: input.isDefault })
    await record(tx, {
      type: 'tax_rate.added',
      shopId: shop.id,
      subject: { kind: 'shop', id: shop.id },
      data: { taxRateId: rate.id, ratePpm, isDefault: input.isDefault },
    })
    return rate
  })
}

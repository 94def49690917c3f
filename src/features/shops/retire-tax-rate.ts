import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { bumpCalendarRules } from './calendar-version.ts'
import { findTaxRate } from './edit-tax-rate.ts'
import type { Shop } from './shop.ts'
import { updateTaxRate } from './store-taxes.ts'

/**
 * Takes a rate out of use. 409 `tax_rate_is_default` for the default. A service that names it keeps it until it
 * is given another.
 */
export async function retireTaxRate(ctx: Ctx, shop: Shop, rateId: string): Promise<void> {
  allowInShop(ctx, 'shop.edit', shop.id)
  await transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const rate = await findTaxRate(tx, shop.id, rateId)
    if (rate.isDefault) throw illegalMove('tax_rate_is_default')
    await updateTaxRate(tx, shop.id, rate.id, { archivedAt: tx.now })
    await record(tx, {
      type: 'tax_rate.retired',
      shopId: shop.id,
      subject: { kind: 'shop', id: shop.id },
      data: { taxRateId: rate.id },
    })
  })
}

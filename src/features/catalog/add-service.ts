import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { requireTaxRate } from '../shops/taxes.ts'
import { findService, refreshOffers } from './find-service.ts'
import { amountIn, otherWords, priceFields, priceOf, serviceFields } from './input.ts'
import type { Service } from './service.ts'
import { insertService, replaceNeeds } from './store.ts'

export const AddService = z.strictObject({
  ...serviceFields,
  description: serviceFields.description.default(''),
  translations: serviceFields.translations.default({}),
  category: serviceFields.category.default(''),
  setupMinutes: serviceFields.setupMinutes.default(0),
  cleanupMinutes: serviceFields.cleanupMinutes.default(0),
  cost: serviceFields.cost.default(null),
  taxRateId: serviceFields.taxRateId.default(null),
  leadMinutes: serviceFields.leadMinutes.default(null),
  dailyLimit: serviceFields.dailyLimit.default(null),
  runsBeside: serviceFields.runsBeside.default(false),
  dropOff: serviceFields.dropOff.default(false),
  confirmBookings: serviceFields.confirmBookings.default(null),
  needs: serviceFields.needs.default([]),
  ...priceFields,
})

/** Offers a new service, at the end of the list. 409 `service_name_taken`. */
export async function addService(ctx: Ctx, shop: Shop, input: z.output<typeof AddService>): Promise<Service> {
  allowInShop(ctx, 'services.edit', shop.id)
  const { needs, price, priceKind, cost, translations, ...plain } = input
  const values = {
    ...plain,
    ...priceOf(shop, { priceKind, price }),
    costAmount: amountIn(shop, cost, '/cost'),
    translations: otherWords(shop, translations),
  }
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    await requireTaxRate(tx, shop.id, input.taxRateId)
    const id = await insertService(tx, shop.id, values)
    await replaceNeeds(tx, shop.id, id, needs)
    await refreshOffers(tx, shop.id)
    await record(tx, {
      type: 'service.added',
      shopId: shop.id,
      subject: { kind: 'service', id },
      data: { priceKind, amount: values.priceAmount, currency: shop.currency },
    })
    return findService(tx, shop.id, id)
  })
}

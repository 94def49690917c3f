import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { version } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { requireTaxRate } from '../shops/taxes.ts'
import { findService, refreshOffers, serviceToChange } from './find-service.ts'
import { amountIn, otherWords, serviceFields } from './input.ts'
import type { Service } from './service.ts'
import { replaceNeeds, updateService } from './store.ts'

/** Absent = unchanged. The price is changed by `repriceService`. */
export const EditService = z.strictObject({
  version: version().optional(),
  ...z.object(serviceFields).partial().shape,
})

/** Changes a service for what is booked from now on; booked work keeps what it was booked as. */
export async function editService(
  ctx: Ctx,
  shop: Shop,
  serviceId: string,
  input: z.output<typeof EditService>,
): Promise<Service> {
  allowInShop(ctx, 'services.edit', shop.id)
  const { version, needs, cost, translations, ...plain } = input
  const change = {
    ...plain,
    ...(cost === undefined ? {} : { costAmount: amountIn(shop, cost, '/cost') }),
    ...(translations === undefined ? {} : { translations: otherWords(shop, translations) }),
  }
  return transaction(ctx, async (tx) => {
    const before = await serviceToChange(tx, shop.id, serviceId, version)
    if (change.taxRateId != null && change.taxRateId !== before.taxRateId) {
      await requireTaxRate(tx, shop.id, change.taxRateId)
    }
    if (!(await updateService(tx, before, change))) throw conflict()
    if (needs) await replaceNeeds(tx, shop.id, before.id, needs)
    await refreshOffers(tx, shop.id)
    await record(tx, {
      type: 'service.edited',
      shopId: shop.id,
      subject: { kind: 'service', id: before.id },
      data: { fields: Object.keys(input).filter((field) => field !== 'version') },
    })
    return findService(tx, shop.id, before.id)
  })
}

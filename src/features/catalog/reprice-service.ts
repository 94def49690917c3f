import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { version } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { findService, serviceToChange } from './find-service.ts'
import { priceFields, priceOf } from './input.ts'
import type { Service } from './service.ts'
import { updateService } from './store.ts'

export const RepriceService = z.strictObject({ version: version().optional(), ...priceFields })

/** Gives a service its new list price. Work that is booked already keeps the price it was booked at. */
export async function repriceService(
  ctx: Ctx,
  shop: Shop,
  serviceId: string,
  input: z.output<typeof RepriceService>,
): Promise<Service> {
  allowInShop(ctx, 'services.edit', shop.id)
  const wanted = priceOf(shop, input)
  return transaction(ctx, async (tx) => {
    const before = await serviceToChange(tx, shop.id, serviceId, input.version)
    if (!(await updateService(tx, before, wanted))) throw conflict()
    await record(tx, {
      type: 'service.repriced',
      shopId: shop.id,
      subject: { kind: 'service', id: before.id },
      data: { from: before.price?.amount ?? null, to: wanted.priceAmount, currency: shop.currency },
    })
    return findService(tx, shop.id, before.id)
  })
}

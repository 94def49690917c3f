import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { version } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { findService, refreshOffers, serviceToChange } from './find-service.ts'
import type { Service } from './service.ts'
import { updateService } from './store.ts'

export const RetireService = z.strictObject({ version: version().optional() })

/** Takes a service off the list. Work booked for it goes on, at its price. Retired already is fine. */
export async function retireService(
  ctx: Ctx,
  shop: Shop,
  serviceId: string,
  input: z.output<typeof RetireService>,
): Promise<Service> {
  return setArchived(ctx, shop, serviceId, input.version, true)
}

/** Offers a retired service again, where it stood in the list. 409 `service_name_taken`. */
export async function restoreService(
  ctx: Ctx,
  shop: Shop,
  serviceId: string,
  input: z.output<typeof RetireService>,
): Promise<Service> {
  return setArchived(ctx, shop, serviceId, input.version, false)
}

async function setArchived(
  ctx: Ctx,
  shop: Shop,
  serviceId: string,
  version: number | undefined,
  archived: boolean,
): Promise<Service> {
  allowInShop(ctx, 'services.edit', shop.id)
  return transaction(ctx, async (tx) => {
    const before = await serviceToChange(tx, shop.id, serviceId, version)
    if ((before.archivedAt !== null) === archived) return before
    if (!(await updateService(tx, before, { archivedAt: archived ? tx.now : null }))) throw conflict()
    await refreshOffers(tx, shop.id)
    await record(tx, {
      type: archived ? 'service.retired' : 'service.restored',
      shopId: shop.id,
      subject: { kind: 'service', id: before.id },
    })
    return findService(tx, shop.id, before.id)
  })
}

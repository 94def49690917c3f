import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { bumpKeptPages } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { selectServices, updatePositions } from './store.ts'

/** Ids of living services in the order wanted; those left out follow as they stood. */
export const ReorderServices = z.strictObject({ serviceIds: z.array(z.string()).min(1).max(500) })

/** Puts the price list in another order. */
export async function reorderServices(
  ctx: Ctx,
  shop: Shop,
  { serviceIds }: z.output<typeof ReorderServices>,
): Promise<void> {
  allowInShop(ctx, 'services.edit', shop.id)
  const repeated = serviceIds.findIndex((id, index) => serviceIds.indexOf(id) !== index)
  if (repeated >= 0) throw invalid(`/serviceIds/${repeated}`, 'repeated')
  await transaction(ctx, async (tx) => {
    await bumpKeptPages(tx, shop.id)
    const present = (await selectServices(tx, shop.id)).map((service) => service.id)
    const unknown = serviceIds.findIndex((id) => !present.includes(id))
    if (unknown >= 0) throw notFound(`/serviceIds/${unknown}`)
    const rest = present.filter((id) => !serviceIds.includes(id))
    await updatePositions(tx, shop.id, [...serviceIds, ...rest])
    await record(tx, { type: 'services.reordered', shopId: shop.id, subject: { kind: 'shop', id: shop.id } })
  })
}

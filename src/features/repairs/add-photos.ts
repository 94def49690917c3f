import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { attachUploads } from '../../kit/files/uploads.ts'
import { holdOrder } from './find-order.ts'
import { type Order, updateOrder } from './store.ts'

export const AddPhotos = z.strictObject({
  imageIds: z.array(z.string().max(64)).min(1).max(10),
  /** `customer` photos show on the tracking page. */
  visibility: z.enum(['internal', 'customer']).default('internal'),
})
export type AddPhotos = z.output<typeof AddPhotos>

/** Attaches photos that were sent up to an order; each once, 404 at `/imageIds/<n>` otherwise. */
export async function addPhotos(ctx: Ctx, id: string, { imageIds, visibility }: AddPhotos): Promise<void> {
  await transaction(ctx, async (tx) => {
    await attach(tx, await holdOrder(tx, id, 'orders.edit'), imageIds, visibility)
  })
}

/** The same for photos that come with a booking of the order, which has been held and asked about. */
export async function attachPhotos(
  tx: Ctx,
  order: Pick<Order, 'shopId' | 'id'>,
  imageIds: readonly string[],
): Promise<void> {
  if (imageIds.length > 0) await attach(tx, order, imageIds, 'customer')
}

async function attach(
  tx: Ctx,
  { shopId, id }: Pick<Order, 'shopId' | 'id'>,
  imageIds: readonly string[],
  visibility: AddPhotos['visibility'],
): Promise<void> {
  await attachUploads(tx, { shopId, kind: 'order', id, visibility }, imageIds)
  await updateOrder(tx, shopId, id, {})
  await record(tx, {
    type: 'order.photographed',
    shopId,
    subject: { kind: 'order', id },
    data: { count: imageIds.length, visibility },
  })
}

import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { notFound } from '../../kit/errors.ts'
import { firstFreeNow } from '../booking/first-free-now.ts'
import { SlotsQuery } from '../booking/free-slots.ts'
import { servicesById } from '../catalog/services.ts'
import { findOrder } from '../repairs/find-order.ts'
import type { Shop } from '../shops/shop.ts'

export const FirstFree = z.strictObject({
  service: SlotsQuery.shape.service,
  /** The request that is to get the time: its parts must be there. */
  request: z.string().max(64).optional(),
})

/** The first minute of today at which work for somebody at the counter can begin; null: none is left. */
export async function firstFree(
  ctx: Ctx,
  shop: Shop,
  { service, request }: z.output<typeof FirstFree>,
): Promise<Temporal.Instant | null> {
  allowInShop(ctx, 'appointments.create', shop.id)
  const services = await servicesById(ctx, shop.id, service, { pointer: '/service' })
  const order = request === undefined ? undefined : await findOrder(ctx, request, 'orders.read', '/request')
  if (order && order.shopId !== shop.id) throw notFound('/request')
  return firstFreeNow(ctx, shop, services, order?.id)
}

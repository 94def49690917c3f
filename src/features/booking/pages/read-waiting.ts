import type { Ctx } from '../../../kit/context.ts'
import { assetsById } from '../../assets/read.ts'
import { customersById } from '../../customers/read.ts'
import { listOrders } from '../../repairs/list-orders.ts'
import { assetName } from '../../repairs/pages/names.ts'
import type { Shop } from '../../shops/shop.ts'
import { bookedOrders } from '../read.ts'

const LOOKED_AT = 30
const SHOWN = 8

/** The newest requests that have no time yet. */
export async function readWaiting(ctx: Ctx, shop: Shop) {
  const { orders } = await listOrders(ctx, { shop: shop.slug, status: 'pending', limit: LOOKED_AT })
  const booked = await bookedOrders(
    ctx,
    shop.id,
    orders.map(({ id }) => id),
  )
  const waiting = orders.filter(({ id }) => !booked.has(id)).slice(0, SHOWN)
  const customers = await customersById(
    ctx,
    shop.id,
    waiting.map(({ customerId }) => customerId),
  )
  const assets = await assetsById(
    ctx,
    shop.id,
    waiting.map(({ assetId }) => assetId),
  )
  return waiting.map(({ id, number, customerId, assetId, createdAt }) => {
    const asset = assets.get(assetId)
    return {
      id,
      number,
      customer: customers.get(customerId)?.name ?? '',
      asset: asset ? { name: assetName(asset), plate: asset.plate } : null,
      createdAt: createdAt.epochMilliseconds,
    }
  })
}

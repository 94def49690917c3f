import type { Ctx } from '../../../../kit/context.ts'
import { assetsById } from '../../../assets/read.ts'
import { listOrders, type ListedOrder } from '../../../repairs/list-orders.ts'
import { assetName, numberText } from '../../../repairs/pages/names.ts'
import { shownStatus } from '../../../repairs/stages.ts'
import { shopsById } from '../../../shops/find.ts'

/** A repair in a customer's list. Instants as RFC 3339, to be read in the shop's zone. */
export type ListedRepair = Awaited<ReturnType<typeof readRepairs>>['repairs'][number]

/** A page of the caller's own repairs at all shops, newest first. */
export async function readRepairs(ctx: Ctx, { after, limit }: { after?: string | undefined; limit: number }) {
  const { orders, next } = await listOrders(ctx, { limit, ...(after ? { after } : {}) })
  return { repairs: await presentRepairs(ctx, orders), next }
}

async function presentRepairs(ctx: Ctx, orders: readonly ListedOrder[]) {
  const byShop = Map.groupBy(orders, ({ shopId }) => shopId)
  const shops = await shopsById(ctx, [...byShop.keys()])
  const assets = new Map<string, string>()
  for (const [shopId, mine] of byShop) {
    const ids = [...new Set(mine.map(({ assetId }) => assetId))]
    for (const [id, asset] of await assetsById(ctx, shopId, ids)) assets.set(id, assetName(asset))
  }
  return orders.flatMap((order) => {
    const shop = shops.get(order.shopId)
    if (!shop) return []
    return {
      id: order.id,
      number: numberText(order.number),
      asset: assets.get(order.assetId) ?? '',
      status: shownStatus(order, order.balance, ctx.now),
      shop: { name: shop.name, slug: shop.slug, zone: shop.timezone },
      createdAt: order.createdAt.toString(),
      promisedAt: order.promisedAt?.toString() ?? null,
    }
  })
}

import { allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import type { Shop } from './shop.ts'
import { updateShopStatus } from './store.ts'

/** Opens a shop to the public, also one that was suspended; an approved one stays as it is. */
export async function approveShop(ctx: Ctx, shop: Shop): Promise<Shop> {
  allowInShop(ctx, 'shop.approve', shop.id)
  return setStatus(ctx, shop, 'approved')
}

/** Takes a shop out of the public's sight; its people and the customers' own orders stay. */
export async function suspendShop(ctx: Ctx, shop: Shop): Promise<Shop> {
  allowInShop(ctx, 'shop.suspend', shop.id)
  return setStatus(ctx, shop, 'suspended')
}

async function setStatus(ctx: Ctx, shop: Shop, status: 'approved' | 'suspended'): Promise<Shop> {
  if (shop.status === status) return shop
  return transaction(ctx, async (tx) => {
    const changed = await updateShopStatus(tx, shop.id, status)
    const subject = { kind: 'shop', id: shop.id } as const
    const change = { before: { status: shop.status }, after: { status } }
    await audit(tx, { action: `shops.${status}`, shopId: shop.id, subject, ...change })
    await record(tx, {
      type: `shop.${status}`,
      shopId: shop.id,
      subject,
      data: { from: shop.status },
    })
    return changed
  })
}

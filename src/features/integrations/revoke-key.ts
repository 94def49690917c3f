import { allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import type { Shop } from '../shops/shop.ts'
import { holdKey } from './api-keys.ts'
import { markRevoked } from './store-keys.ts'

/** Ends a key at once, for good. */
export async function revokeKey(ctx: Ctx, shop: Shop, keyId: string): Promise<void> {
  allowInShop(ctx, 'apiKeys.edit', shop.id)
  await transaction(ctx, async (tx) => {
    const key = await holdKey(tx, shop, keyId)
    await markRevoked(tx, key)
    const subject = { kind: 'key', id: key.id } as const
    const { name, rights } = key
    await audit(tx, { action: 'apiKeys.revoke', shopId: shop.id, subject, before: { name, rights } })
    await record(tx, { type: 'key.revoked', shopId: shop.id, subject })
  })
}

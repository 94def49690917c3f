import { z } from 'zod'
import { allowInShop, inPersonProven } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import type { Shop } from '../shops/shop.ts'
import { guardRights } from '../staff/roles.ts'
import { giveSecret, holdKey, isOver, type ShownKey } from './api-keys.ts'
import { endSecrets } from './store-keys.ts'

export const RotateKey = z.strictObject({
  /** For how many hours what was sent so far works beside the new: none, or a day. */
  overlapHours: z.union([z.literal(0), z.literal(24)]).default(0),
})

/**
 * Gives a key a new secret; the former ends at once or after a day. 403 where the key holds what the caller does not: to
 * see a secret is to have its rights. 409 `key_over` for one that has expired.
 */
export async function rotateKey(
  ctx: Ctx,
  shop: Shop,
  keyId: string,
  { overlapHours }: z.output<typeof RotateKey>,
): Promise<ShownKey> {
  allowInShop(ctx, 'apiKeys.edit', shop.id)
  inPersonProven(ctx)
  return transaction(ctx, async (tx) => {
    const key = await holdKey(tx, shop, keyId)
    guardRights(tx, shop.id, key.rights)
    if (isOver(key, tx.now)) throw illegalMove('key_over')
    await endSecrets(tx, key, tx.now.add({ hours: overlapHours }))
    const text = await giveSecret(tx, shop.id, key.id)
    const subject = { kind: 'key', id: key.id } as const
    const after = { name: key.name, overlapHours }
    await audit(tx, { action: 'apiKeys.rotate', shopId: shop.id, subject, after })
    await record(tx, { type: 'key.rotated', shopId: shop.id, subject, data: { overlapHours } })
    return { key: await holdKey(tx, shop, key.id), text }
  })
}

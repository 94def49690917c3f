import { z } from 'zod'
import { allowInShop, inPersonProven, tidyRights } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { explainConstraint, invalid, Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { localDay, text } from '../../kit/input.ts'
import { startOfDay } from '../../kit/time.ts'
import type { Shop } from '../shops/shop.ts'
import { guardRights } from '../staff/roles.ts'
import { giveSecret, holdKey, type ShownKey } from './api-keys.ts'
import { KEY_RIGHTS } from './key-rights.ts'
import { insertKey } from './store-keys.ts'

export const MakeKey = z.strictObject({
  /** Which program it is for. */
  name: text({ max: 60 }),
  permissions: z
    .array(z.enum(KEY_RIGHTS))
    .min(1)
    .max(KEY_RIGHTS.length)
    .transform((rights) => tidyRights(rights)),
  /** The last day on which it works, by the shop's calendar; without it, until it is revoked. */
  expiresOn: localDay().optional(),
})

explainConstraint(
  'api_keys_name_key',
  () =>
    new Problem('illegal-move', {
      reason: 'key_name_taken',
      errors: [{ pointer: '/name', key: 'taken' }],
    }),
)

/**
 * Makes a key for another program. 403 for a permission that the caller does not hold. It stays the shop's: what becomes
 * of whoever made it changes nothing. 409 `key_name_taken`.
 */
export async function makeKey(ctx: Ctx, shop: Shop, input: z.output<typeof MakeKey>): Promise<ShownKey> {
  allowInShop(ctx, 'apiKeys.edit', shop.id)
  const { accountId } = inPersonProven(ctx)
  const { name, permissions: rights, expiresOn } = input
  guardRights(ctx, shop.id, rights)
  const expiresAt = expiresOn ? startOfDay(expiresOn.add({ days: 1 }), shop.timezone) : null
  if (expiresAt && Temporal.Instant.compare(expiresAt, ctx.now) <= 0) throw invalid('/expiresOn', 'past')
  return transaction(ctx, async (tx) => {
    const id = await insertKey(tx, { shopId: shop.id, name, rights, createdBy: accountId, expiresAt })
    const shown = await giveSecret(tx, shop.id, id)
    const subject = { kind: 'key', id } as const
    const after = { name, rights, ...(expiresOn ? { expiresOn: expiresOn.toString() } : {}) }
    await audit(tx, { action: 'apiKeys.make', shopId: shop.id, subject, after })
    await record(tx, { type: 'key.made', shopId: shop.id, subject, data: { rights } })
    return { key: await holdKey(tx, shop, id), text: shown }
  })
}

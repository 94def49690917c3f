import { allowInShop, type Right } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { hashToken } from '../../kit/secrets.ts'
import type { Shop } from '../shops/shop.ts'
import { mayGiveRights } from '../staff/roles.ts'
import { KEY_RIGHTS } from './key-rights.ts'
import { newKeyText } from './key-text.ts'
import { type ApiKey, insertSecret, type KeySecret, selectKeyNames, selectKeys } from './store-keys.ts'

export type { ApiKey }

/** A key with its text, which is shown this once. */
export interface ShownKey {
  key: ApiKey
  text: string
}

/** The keys of a shop that are not revoked, the newest first. */
export async function listKeys(ctx: Ctx, shop: Shop): Promise<ApiKey[]> {
  allowInShop(ctx, 'apiKeys.edit', shop.id)
  return selectKeys(ctx, shop.id)
}

/** A key of the shop, held until the transaction ends; 404 for any other, and for one that is revoked. */
export async function holdKey(tx: Ctx, shop: Shop, id: string): Promise<ApiKey> {
  const [key] = isId(id) ? await selectKeys(tx, shop.id, { id, lock: true }) : []
  if (!key || key.revokedAt) throw notFound()
  return key
}

/** The rights that the caller may give to a key: what they hold themselves for the whole shop, owners each. */
export function rightsForKeys(ctx: Ctx, shopId: string): Right[] {
  return KEY_RIGHTS.filter((right) => mayGiveRights(ctx, shopId, [right]))
}

/** Gives a key a new secret. Only its hash is kept. */
export async function giveSecret(tx: Ctx, shopId: string, keyId: string): Promise<string> {
  const { text, publicId } = newKeyText()
  await insertSecret(tx, { shopId, keyId, publicId, secretHash: hashToken(text) })
  return text
}

/** Whether a key opens anything at this instant. */
export function isOver(key: Pick<ApiKey, 'expiresAt'>, now: Temporal.Instant): boolean {
  return key.expiresAt !== null && Temporal.Instant.compare(key.expiresAt, now) <= 0
}

/** What may be sent for a key at this instant, the newest first. */
export function livingSecrets({ secrets }: ApiKey, now: Temporal.Instant): KeySecret[] {
  return secrets.filter(({ endsAt }) => !endsAt || Temporal.Instant.compare(endsAt, now) > 0)
}

/**
 * What keys are called, by id, revoked ones too: those of some ids, of one shop or of all; or all of a shop. A read for
 * the log: it asks for no permission.
 */
export function keyNames(
  ctx: Ctx,
  shopId: string | undefined,
  ids?: readonly string[],
): Promise<Map<string, string>> {
  return selectKeyNames(ctx, shopId, ids)
}

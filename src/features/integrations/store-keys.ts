import { sql } from 'kysely'
import type { Right } from '../../kit/access/index.ts'
import type { Ctx, Services } from '../../kit/context.ts'
import { acrossShops, namedRead, newId } from '../../kit/db/index.ts'

/** A key of a shop, without what opens anything. */
export interface ApiKey {
  shopId: string
  id: string
  name: string
  rights: Right[]
  createdAt: Temporal.Instant
  createdBy: string | null
  expiresAt: Temporal.Instant | null
  revokedAt: Temporal.Instant | null
  /** What is sent for it, the newest first: after a rotation the former lives on for a while. */
  secrets: KeySecret[]
}

export interface KeySecret {
  publicId: string
  madeAt: Temporal.Instant
  endsAt: Temporal.Instant | null
  lastUsedAt: Temporal.Instant | null
}

/** What a request with a key is measured by. */
export interface FoundKey {
  shopId: string
  shopSlug: string
  shopStatus: string
  keyId: string
  name: string
  rights: string[]
  publicId: string
  secretHash: Buffer
  lastUsedAt: Temporal.Instant | null
}

const BY_PUBLIC_ID = {
  name: 'key-by-public-id',
  text: `SELECT shop.id AS "shopId", shop.slug AS "shopSlug", shop.status AS "shopStatus", key.id AS "keyId", key.name,
      key.rights, secret.public_id AS "publicId", secret.secret_hash AS "secretHash", secret.last_used_at AS "lastUsedAt"
    FROM api_key_secrets secret
      JOIN api_keys key ON key.shop_id = secret.shop_id AND key.id = secret.key_id
      JOIN shops shop ON shop.id = key.shop_id
    WHERE secret.public_id = $1 AND key.revoked_at IS NULL AND (key.expires_at IS NULL OR key.expires_at > $2)
      AND (secret.ends_at IS NULL OR secret.ends_at > $2)`,
  spansShops: 'the key says which shop it is of',
}

/** The living keys with this public part (one, by all chances) and their shops, in one read. */
export function selectKeysByPublicId(
  services: Services,
  publicId: string,
  now: Temporal.Instant,
): Promise<FoundKey[]> {
  return namedRead<FoundKey & Record<string, unknown>>(services, BY_PUBLIC_ID, [publicId, now])
}

/** Notes that a key was used. */
export async function touchSecret(ctx: Ctx, shopId: string, publicId: string): Promise<void> {
  await ctx.db
    .updateTable('apiKeySecrets')
    .set({ lastUsedAt: ctx.now })
    .where('shopId', '=', shopId)
    .where('publicId', '=', publicId)
    .execute()
}

const COLUMNS = [
  'shopId',
  'id',
  'name',
  'rights',
  'createdAt',
  'createdBy',
  'expiresAt',
  'revokedAt',
] as const

/** The keys of a shop that are not revoked, the newest first, or one of any state. */
export async function selectKeys(
  ctx: Ctx,
  shopId: string,
  { id, lock }: { id?: string; lock?: true } = {},
): Promise<ApiKey[]> {
  let query = ctx.db.selectFrom('apiKeys').select(COLUMNS).where('shopId', '=', shopId)
  query = id ? query.where('id', '=', id) : query.where('revokedAt', 'is', null).orderBy('id', 'desc')
  if (lock) query = query.forUpdate()
  const keys = await query.execute()
  if (keys.length === 0) return []
  const secrets = await ctx.db
    .selectFrom('apiKeySecrets')
    .select(['keyId', 'publicId', 'madeAt', 'endsAt', 'lastUsedAt'])
    .where('shopId', '=', shopId)
    .where(
      'keyId',
      'in',
      keys.map((key) => key.id),
    )
    .orderBy('madeAt', 'desc')
    .orderBy(sql`ends_at desc nulls first`)
    .execute()
  return keys.map((key) => ({
    ...(key as Omit<ApiKey, 'secrets'>),
    secrets: secrets.filter(({ keyId }) => keyId === key.id),
  }))
}

/** The names of keys by id, revoked ones too: those of some ids, of one shop or, for the platform's log, of all. */
export async function selectKeyNames(
  ctx: Ctx,
  shopId: string | undefined,
  ids?: readonly string[],
): Promise<Map<string, string>> {
  if (ids?.length === 0) return new Map()
  let query = (shopId ? ctx.db : acrossShops(ctx.db, 'the log of the whole platform'))
    .selectFrom('apiKeys')
    .select(['id', 'name'])
    .orderBy('name')
  if (shopId) query = query.where('shopId', '=', shopId)
  if (ids) query = query.where('id', 'in', ids)
  return new Map((await query.execute()).map(({ id, name }) => [id, name]))
}

export async function insertKey(
  tx: Ctx,
  key: {
    shopId: string
    name: string
    rights: readonly Right[]
    createdBy: string | null
    expiresAt: Temporal.Instant | null
  },
): Promise<string> {
  const id = newId(tx.now)
  await tx.db
    .insertInto('apiKeys')
    .values({ ...key, id, rights: [...key.rights], createdAt: tx.now })
    .execute()
  return id
}

export async function insertSecret(
  tx: Ctx,
  secret: { shopId: string; keyId: string; publicId: string; secretHash: Buffer },
): Promise<void> {
  await tx.db
    .insertInto('apiKeySecrets')
    .values({ ...secret, madeAt: tx.now })
    .execute()
}

/** Ends what was sent for a key so far at this instant, unless it ends before. */
export async function endSecrets(
  tx: Ctx,
  { shopId, id }: Pick<ApiKey, 'shopId' | 'id'>,
  at: Temporal.Instant,
): Promise<void> {
  await tx.db
    .updateTable('apiKeySecrets')
    .set({ endsAt: sql<Temporal.Instant>`least(ends_at, ${at}::timestamptz)` })
    .where('shopId', '=', shopId)
    .where('keyId', '=', id)
    .execute()
}

export async function markRevoked(tx: Ctx, { shopId, id }: Pick<ApiKey, 'shopId' | 'id'>): Promise<void> {
  await tx.db
    .updateTable('apiKeys')
    .set({ revokedAt: tx.now })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .execute()
}

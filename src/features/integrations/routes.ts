import { z } from 'zod'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { rfc3339 } from '../../kit/time.ts'
import { findShop } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { type ApiKey, listKeys, livingSecrets } from './api-keys.ts'
import { KEY_RIGHTS } from './key-rights.ts'
import { makeKey, MakeKey } from './make-key.ts'
import { revokeKey } from './revoke-key.ts'
import { rotateKey, RotateKey } from './rotate-key.ts'

const params = z.strictObject({ shop: z.string().max(64) })
const one = params.extend({ key: z.string().max(64) })
const tag = 'api keys'

const KeyShape = z
  .object({
    id: z.string(),
    name: z.string(),
    permissions: z.array(z.enum(KEY_RIGHTS)),
    createdAt: z.string(),
    createdBy: z.string().nullable().meta({ description: 'The account of whoever made it.' }),
    expiresAt: z.string().nullable(),
    secrets: z
      .array(
        z.object({
          prefix: z.string().meta({ description: 'How it begins: enough to know it again.' }),
          madeAt: z.string(),
          endsAt: z.string().nullable(),
          lastUsedAt: z.string().nullable().meta({ description: 'Exact to five minutes.' }),
        }),
      )
      .meta({ description: 'What may be sent, the newest first: two for a day after a rotation.' }),
  })
  .meta({ id: 'ApiKey' })

const Shown = KeyShape.extend({
  key: z.string().meta({ description: 'The key itself, told this once: only its hash is kept.' }),
})

/** Keys of a shop for other programs. */
export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/api-keys',
    summary: 'The keys of a shop for other programs',
    tag,
    access: 'apiKeys.edit',
    params,
    answers: { 200: z.object({ keys: z.array(KeyShape) }) },
    handler: async (ctx, input) => {
      const shop = await findShop(ctx, input.params.shop)
      return ok({ keys: (await listKeys(ctx, shop)).map((key) => keyAnswer(shop, key, ctx.now)) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/api-keys',
    summary: 'Make a key; it is told this once',
    tag,
    access: 'apiKeys.edit',
    params,
    body: MakeKey,
    answers: { 201: Shown },
    // An answer that is kept for a second call would keep the key.
    noIdempotency: true,
    handler: async (ctx, { params: { shop: ref }, body }) => {
      const shop = await findShop(ctx, ref)
      const { key, text } = await makeKey(ctx, shop, body)
      return created({ ...keyAnswer(shop, key, ctx.now), key: text })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/api-keys/{key}/rotate',
    summary: 'Give a key a new secret, told this once; the former ends at once or after a day',
    tag,
    access: 'apiKeys.edit',
    params: one,
    body: RotateKey,
    answers: { 200: Shown },
    noIdempotency: true,
    handler: async (ctx, { params: { shop: ref, key: id }, body }) => {
      const shop = await findShop(ctx, ref)
      const { key, text } = await rotateKey(ctx, shop, id, body)
      return ok({ ...keyAnswer(shop, key, ctx.now), key: text })
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/shops/{shop}/api-keys/{key}',
    summary: 'Revoke a key: it opens nothing any more',
    tag,
    access: 'apiKeys.edit',
    params: one,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, key } }) => {
      await revokeKey(ctx, await findShop(ctx, shop), key)
      return noContent()
    },
  }),
]

function keyAnswer({ timezone }: Shop, key: ApiKey, now: Temporal.Instant) {
  const at = (instant: Temporal.Instant | null) => instant && rfc3339(instant, timezone)
  const { id, name, rights, createdBy } = key
  return {
    id,
    name,
    permissions: rights,
    createdAt: rfc3339(key.createdAt, timezone),
    createdBy,
    expiresAt: at(key.expiresAt),
    secrets: livingSecrets(key, now).map(({ publicId, madeAt, endsAt, lastUsedAt }) => ({
      prefix: `fbk_${publicId}`,
      madeAt: rfc3339(madeAt, timezone),
      endsAt: at(endsAt),
      lastUsedAt: at(lastUsedAt),
    })),
  }
}

import type { FastifyRequest } from 'fastify'
import { type KeyCaller, permissionsOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { Problem, unauthenticated } from '../../kit/errors.ts'
import { hashToken, sameHash } from '../../kit/secrets.ts'
import { KEY_RIGHTS } from './key-rights.ts'
import { publicIdOf } from './key-text.ts'
import { type FoundKey, selectKeysByPublicId, touchSecret } from './store-keys.ts'

/** The key of a shop that a request carries as its Bearer; undefined where it carries none. */
export function keyIn({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  return /^Bearer +(fbk_\S*)$/i.exec(headers.authorization?.trim() ?? '')?.[1]
}

// A key opens calls and the signed links that calls give. Pages are for people.
const OPENS = /^\/(?:api|files|papers)\//

/**
 * The caller that a key stands for, in one indexed read. 401 where it is unknown, revoked or over; 403 on pages and while
 * the shop is suspended.
 */
export async function identifyKey(
  nobody: Ctx,
  key: string,
  { url }: Pick<FastifyRequest, 'url'>,
): Promise<KeyCaller> {
  if (!OPENS.test(url)) throw new Problem('forbidden', { reason: 'key_opens_no_page' })
  const publicId = publicIdOf(key)
  const found = publicId ? await selectKeysByPublicId(nobody.services, publicId, nobody.now) : []
  const hash = hashToken(key)
  const mine = found.find(({ secretHash }) => sameHash(secretHash, hash))
  if (!mine) throw unauthenticated()
  if (mine.shopStatus === 'suspended') throw new Problem('forbidden', { reason: 'key_shop_suspended' })
  await keepUse(nobody, mine)
  const { shopId, shopSlug, keyId, name, rights } = mine
  const held = KEY_RIGHTS.filter((right) => rights.includes(right))
  return {
    kind: 'key',
    keyId,
    name,
    grant: { shopId, shopSlug, staffId: null, roles: [], permissions: permissionsOf([], held) },
  }
}

const TOUCH_EVERY_MS = 5 * 60_000

async function keepUse(ctx: Ctx, { shopId, publicId, lastUsedAt }: FoundKey): Promise<void> {
  if (lastUsedAt && ctx.now.epochMilliseconds - lastUsedAt.epochMilliseconds < TOUCH_EVERY_MS) return
  await touchSecret(ctx, shopId, publicId)
}

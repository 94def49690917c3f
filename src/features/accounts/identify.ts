import type { FastifyRequest } from 'fastify'
import { type ActedBy, type Caller, refuseOtherHand } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { Problem, unauthenticated } from '../../kit/errors.ts'
import { isOwnRequest } from '../../kit/http/foreign-forms.ts'
import { HAND_HEADER } from '../../kit/http/form-key.ts'
import { hashToken } from '../../kit/secrets.ts'
import { readAccessToken } from './access-token.ts'
import { deviceTokenIn, sessionTokenIn } from './cookie.ts'
import { expiryOf } from './sessions.ts'
import { type Found, selectCaller } from './store-callers.ts'
import { touchSession } from './store-sessions.ts'

/**
 * Who sends a request: by a Bearer access token, else by the session cookie, else nobody; one indexed read. A Bearer
 * token that opens nothing is 401 on every route, since its sender believes to be somebody; an old cookie is nobody.
 * A change that another site makes a browser send is 403.
 */
export async function identify(
  nobody: Ctx,
  request: Pick<FastifyRequest, 'headers' | 'method' | 'protocol' | 'host'>,
): Promise<Caller> {
  const { authorization, cookie } = request.headers
  if (authorization !== undefined) return callerOf(await byBearer(nobody, authorization))
  const { config } = nobody.services
  const token = sessionTokenIn(config, cookie)
  const device = deviceTokenIn(config, cookie)
  const hashes = token && { cookieHash: hashToken(token), deviceHash: device ? hashToken(device) : null }
  const found = hashes && (await selectCaller(nobody.services, hashes, nobody.now))
  if (!found) return nobody.caller
  if (!SAFE_METHODS.has(request.method) && !isOwnRequest(request)) {
    throw new Problem('forbidden', { reason: 'foreign-form' })
  }
  // What a page asks for by itself, as long as it is open, is nobody's use of a shared device.
  if (!(found.deviceId && headersOfStream(request))) await keepAlive(nobody, found)
  const caller = callerOf(found)
  const hand = request.headers[HAND_HEADER]
  if (!SAFE_METHODS.has(request.method)) refuseOtherHand(caller, typeof hand === 'string' ? hand : undefined)
  return caller
}

const headersOfStream = ({ headers }: Pick<FastifyRequest, 'headers'>) =>
  headers.accept === 'text/event-stream'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

async function byBearer(ctx: Ctx, authorization: string): Promise<Found> {
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization.trim())?.[1]
  const claims = token ? await readAccessToken(ctx, token) : null
  if (!claims || !isId(claims.sessionId)) throw unauthenticated()
  const found = await selectCaller(ctx.services, { sessionId: claims.sessionId }, ctx.now)
  if (found?.ownAccountId !== claims.accountId) throw unauthenticated()
  return found
}

function callerOf(found: Found): Caller {
  const { sessionId, accountId, name, email, onlyIn } = found
  const secondFactor = { shown: found.secondFactorAt !== null, owedTo: found.owedTo }
  const actedBy = actedByOf(found)
  // Confined to a shop, or acting for a customer: the other hats stay off.
  const narrow = onlyIn !== null || actedBy !== undefined
  return {
    kind: 'account',
    accountId,
    sessionId,
    name,
    email,
    platformRoles: narrow ? [] : found.platformRoles,
    grants: narrow ? found.grants.filter(({ shopId }) => shopId === onlyIn) : found.grants,
    secondFactor,
    provenAt: found.provenAt,
    proveBy: found.hasPassword ? 'password' : 'phone',
    ...(onlyIn === null ? {} : { onlyIn }),
    ...(actedBy ? { actedBy } : {}),
    ...(found.deviceId ? { device: deviceOfCaller(found) } : {}),
  }
}

function actedByOf(found: Found): ActedBy | undefined {
  const { impersonationId, actingUntil: until, actorRoles, ownAccountId, ownName, actingZone: zone } = found
  if (!impersonationId || !until) return undefined
  const isSuperAdmin = actorRoles?.includes('super_admin') ?? false
  return { accountId: ownAccountId, name: ownName, isSuperAdmin, impersonationId, until, zone }
}

const deviceOfCaller = ({ deviceId, deviceName, lockMinutes }: Found) => ({
  id: deviceId ?? '',
  name: deviceName ?? '',
  lockMinutes: lockMinutes ?? 0,
})

const TOUCH_EVERY_MS = 5 * 60_000
const TOUCH_DEVICE_EVERY_MS = 5000

/** A session that is used lives on; written at most every five minutes, at a shared device as often as it matters. */
async function keepAlive(ctx: Ctx, { sessionId, createdAt, lastUsedAt, lockMinutes }: Found): Promise<void> {
  const every = lockMinutes === null ? TOUCH_EVERY_MS : TOUCH_DEVICE_EVERY_MS
  if (ctx.now.epochMilliseconds - lastUsedAt.epochMilliseconds < every) return
  const until = lockMinutes === null ? expiryOf(ctx.now, createdAt) : ctx.now.add({ minutes: lockMinutes })
  await touchSession(ctx, sessionId, until)
}

import type { FastifyRequest } from 'fastify'
import type { Caller } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { Problem, unauthenticated } from '../../kit/errors.ts'
import { isOwnRequest } from '../../kit/http/foreign-forms.ts'
import { hashToken } from '../../kit/secrets.ts'
import { readAccessToken } from './access-token.ts'
import { sessionTokenIn } from './cookie.ts'
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
  const token = sessionTokenIn(nobody.services.config, cookie)
  const found = token && (await selectCaller(nobody.services, { cookieHash: hashToken(token) }, nobody.now))
  if (!found) return nobody.caller
  if (!SAFE_METHODS.has(request.method) && !isOwnRequest(request)) {
    throw new Problem('forbidden', { reason: 'foreign-form' })
  }
  await keepAlive(nobody, found)
  return callerOf(found)
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

async function byBearer(ctx: Ctx, authorization: string): Promise<Found> {
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization.trim())?.[1]
  const claims = token ? await readAccessToken(ctx, token) : null
  if (!claims || !isId(claims.sessionId)) throw unauthenticated()
  const found = await selectCaller(ctx.services, { sessionId: claims.sessionId }, ctx.now)
  if (found?.accountId !== claims.accountId) throw unauthenticated()
  return found
}

function callerOf({ sessionId, accountId, name, email, platformRoles, grants, ...found }: Found): Caller {
  const secondFactor = { shown: found.secondFactorAt !== null, owedTo: found.owedTo }
  return { kind: 'account', accountId, sessionId, name, email, platformRoles, grants, secondFactor }
}

const TOUCH_EVERY_MS = 5 * 60_000

/** A session that is used lives on; written at most every five minutes. */
async function keepAlive(ctx: Ctx, { sessionId, createdAt, lastUsedAt }: Found): Promise<void> {
  if (ctx.now.epochMilliseconds - lastUsedAt.epochMilliseconds < TOUCH_EVERY_MS) return
  await touchSession(ctx, sessionId, expiryOf(ctx.now, createdAt))
}

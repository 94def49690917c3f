import { errors, jwtVerify, SignJWT } from 'jose'
import type { Ctx } from '../../kit/context.ts'

/** How long an access token opens doors, in seconds. Its session is looked at on every use besides. */
export const ACCESS_TOKEN_SECONDS = 600

const ALGORITHM = 'HS256'
const AUDIENCE = 'fixbay-api'
const TYPE = 'at+jwt'

export interface AccessTokenClaims {
  accountId: string
  sessionId: string
}

/** A signed token that names an account and its session (RFC 9068's shape, HS256 with the installation's key). */
export async function mintAccessToken(
  ctx: Pick<Ctx, 'now' | 'services'>,
  claims: AccessTokenClaims,
): Promise<string> {
  const { secrets, config } = ctx.services
  const seconds = Math.floor(ctx.now.epochMilliseconds / 1000)
  return new SignJWT({ sid: claims.sessionId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setSubject(claims.accountId)
    .setIssuer(config.url)
    .setAudience(AUDIENCE)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + ACCESS_TOKEN_SECONDS)
    .sign(secrets.tokenKey)
}

/** What a token says, or null: another algorithm, key, issuer, audience or type, or expired. */
export async function readAccessToken(
  ctx: Pick<Ctx, 'now' | 'services'>,
  token: string,
): Promise<AccessTokenClaims | null> {
  const { secrets, config } = ctx.services
  try {
    const { payload } = await jwtVerify<{ sid: unknown }>(token, secrets.tokenKey, {
      algorithms: [ALGORITHM],
      issuer: config.url,
      audience: AUDIENCE,
      typ: TYPE,
      requiredClaims: ['sub', 'sid', 'iat', 'exp'],
      currentDate: new Date(ctx.now.epochMilliseconds),
    })
    if (typeof payload.sub !== 'string' || typeof payload.sid !== 'string') return null
    return { accountId: payload.sub, sessionId: payload.sid }
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}

import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import { endSession, insertRefreshToken, insertSession } from './store-sessions.ts'

/** How long a session lives without use, and at the very most. */
const IDLE_DAYS = 30
const LONGEST_DAYS = 180
const HOUR = 3_600_000

/** The end of a session that is used now. */
export function expiryOf(now: Temporal.Instant, createdAt: Temporal.Instant): Temporal.Instant {
  const idle = now.epochMilliseconds + IDLE_DAYS * 24 * HOUR
  const longest = createdAt.epochMilliseconds + LONGEST_DAYS * 24 * HOUR
  return Temporal.Instant.fromEpochMilliseconds(Math.min(idle, longest))
}

/** What its person has shown when a session opens, beside the first factor. */
export interface Opening {
  secondFactor?: boolean
  /** By a PIN, at a shop's shared device: rights in that shop alone, and an end after so many minutes without use. */
  at?: { shopId: string; deviceId: string; lockMinutes: number }
}

/** A browser's session that has just opened, and what was shown for it. */
export interface BrowserSession {
  sessionId: string
  token: string
  secondFactor: boolean
}

/** A browser's session; `token` goes into the cookie and is kept as a hash. */
export async function openBrowserSession(
  tx: Ctx,
  accountId: string,
  { secondFactor = false, at }: Opening = {},
): Promise<BrowserSession> {
  // What the browser was signed in as before ends: the old cookie must not open anything any more.
  if (tx.caller.kind === 'account') await endSession(tx, tx.caller.sessionId, 'replaced')
  const token = newToken()
  const sessionId = newId(tx.now)
  await insertSession(tx, {
    id: sessionId,
    accountId,
    kind: 'browser',
    cookieHash: hashToken(token),
    expiresAt: at ? tx.now.add({ minutes: at.lockMinutes }) : expiryOf(tx.now, tx.now),
    secondFactorAt: secondFactor ? tx.now : null,
    ...(at ? { onlyShopId: at.shopId, deviceId: at.deviceId } : {}),
  })
  return { sessionId, token, secondFactor }
}

/** A family of refresh tokens with its first member. */
export async function openTokenSession(
  tx: Ctx,
  accountId: string,
  { secondFactor = false }: Opening = {},
): Promise<{ sessionId: string; refreshToken: string }> {
  const sessionId = newId(tx.now)
  await insertSession(tx, {
    id: sessionId,
    accountId,
    kind: 'token',
    cookieHash: null,
    expiresAt: expiryOf(tx.now, tx.now),
    secondFactorAt: secondFactor ? tx.now : null,
  })
  return { sessionId, refreshToken: await addRefreshToken(tx, sessionId, tx.now) }
}

/** The next refresh token of a family. */
export async function addRefreshToken(
  tx: Ctx,
  sessionId: string,
  sessionCreatedAt: Temporal.Instant,
): Promise<string> {
  const token = newToken()
  await insertRefreshToken(tx, {
    tokenHash: hashToken(token),
    sessionId,
    expiresAt: expiryOf(tx.now, sessionCreatedAt),
  })
  return token
}

/** Ends a session at its owner's wish. */
export async function closeSession(tx: Ctx, sessionId: string, accountId: string | null): Promise<void> {
  const ended = await endSession(tx, sessionId, 'signed-out')
  if (ended)
    await audit(tx, {
      action: 'accounts.signOut',
      subject: { kind: 'session', id: sessionId },
      actorId: accountId,
    })
}

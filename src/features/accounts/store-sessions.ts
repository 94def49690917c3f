import type { Ctx } from '../../kit/context.ts'
import { acrossShops } from '../../kit/db/index.ts'

export type SessionKind = 'browser' | 'token'
export type EndReason =
  | 'signed-out'
  | 'replaced'
  | 'token-reused'
  | 'password-reset'
  | 'password-changed'
  | 'revoked'
  | 'deactivated'
  | 'device-revoked'

interface NewSession {
  id: string
  accountId: string
  kind: SessionKind
  cookieHash: Buffer | null
  expiresAt: Temporal.Instant
  secondFactorAt: Temporal.Instant | null
  onlyShopId?: string
  deviceId?: string
}

export async function insertSession(tx: Ctx, session: NewSession): Promise<void> {
  await tx.db
    .insertInto('sessions')
    .values({
      ...session,
      createdAt: tx.now,
      lastUsedAt: tx.now,
      userAgent: tx.userAgent ?? null,
      address: tx.address ?? null,
    })
    .execute()
}

/** Ends a session that still lives; says whether it did. */
export async function endSession(tx: Ctx, id: string, reason: EndReason): Promise<boolean> {
  const ended = await tx.db
    .updateTable('sessions')
    .set({ endedAt: tx.now, endReason: reason })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}

/** Ends all sessions of an account, or all but one; says which. */
export async function endSessionsOf(
  tx: Ctx,
  accountId: string,
  reason: EndReason,
  but?: string,
): Promise<string[]> {
  const ended = await tx.db
    .updateTable('sessions')
    .set({ endedAt: tx.now, endReason: reason })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', tx.now)
    .$if(but !== undefined, (query) => query.where('id', '!=', but ?? ''))
    .returning('id')
    .execute()
  return ended.map(({ id }) => id)
}

/** A session as its owner sees it. */
export interface OpenSession {
  id: string
  kind: SessionKind
  createdAt: Temporal.Instant
  lastUsedAt: Temporal.Instant
  userAgent: string | null
  address: string | null
  secondFactorAt: Temporal.Instant | null
  /** The name of the shop's shared device at which it was opened by a PIN. */
  sharedDevice: string | null
}

/** The living sessions of an account, the last used first. */
export async function selectSessions(ctx: Ctx, accountId: string, limit: number): Promise<OpenSession[]> {
  const rows = await acrossShops(ctx.db, 'a person may be at devices of several shops')
    .selectFrom('sessions')
    .leftJoin('shopDevices as device', (join) =>
      join.onRef('device.shopId', '=', 'sessions.onlyShopId').onRef('device.id', '=', 'sessions.deviceId'),
    )
    .select(['sessions.id', 'kind', 'createdAt', 'sessions.lastUsedAt', 'userAgent', 'address'])
    .select(['secondFactorAt', 'device.name as sharedDevice'])
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .orderBy('sessions.lastUsedAt', 'desc')
    .limit(limit)
    .execute()
  return rows as OpenSession[]
}

/** Ends one session of an account; says whether it lived and was theirs. */
export async function endOwnSession(tx: Ctx, accountId: string, id: string): Promise<boolean> {
  const ended = await tx.db
    .updateTable('sessions')
    .set({ endedAt: tx.now, endReason: 'revoked' satisfies EndReason })
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', tx.now)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}

/** Ends what is open at a shop's shared device. */
export async function endSessionsAtDevice(tx: Ctx, shopId: string, deviceId: string): Promise<void> {
  await tx.db
    .updateTable('sessions')
    .set({ endedAt: tx.now, endReason: 'device-revoked' satisfies EndReason })
    .where('onlyShopId', '=', shopId)
    .where('deviceId', '=', deviceId)
    .where('endedAt', 'is', null)
    .execute()
}

/** Notes that a second factor was shown in a session. */
export async function markSecondFactor(tx: Ctx, id: string): Promise<void> {
  await tx.db.updateTable('sessions').set({ secondFactorAt: tx.now }).where('id', '=', id).execute()
}

/** Notes that the person of a session showed once more who they are. */
export async function markProven(tx: Ctx, id: string): Promise<void> {
  await tx.db.updateTable('sessions').set({ provenAt: tx.now }).where('id', '=', id).execute()
}

/** Notes that a browser came by, and moves the end of its session on. */
export async function touchSession(ctx: Ctx, id: string, expiresAt: Temporal.Instant): Promise<void> {
  await ctx.db
    .updateTable('sessions')
    .set({ lastUsedAt: ctx.now, expiresAt })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .execute()
}

export async function insertRefreshToken(
  tx: Ctx,
  token: { tokenHash: Buffer; sessionId: string; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx.db
    .insertInto('refreshTokens')
    .values({ ...token, issuedAt: tx.now })
    .execute()
}

export interface SpentToken {
  sessionId: string
  accountId: string
  sessionCreatedAt: Temporal.Instant
}

/**
 * Spends a refresh token: one statement, so that of any number of callers one gets it. Nothing where it is unknown,
 * used, expired, or its session or account has ended.
 */
export async function spendRefreshToken(tx: Ctx, tokenHash: Buffer): Promise<SpentToken | undefined> {
  return tx.db
    .updateTable('refreshTokens as token')
    .from('sessions as session')
    .innerJoin('accounts as account', 'account.id', 'session.accountId')
    .set({ usedAt: tx.now })
    .where('token.tokenHash', '=', tokenHash)
    .where('token.usedAt', 'is', null)
    .where('token.expiresAt', '>', tx.now)
    .whereRef('session.id', '=', 'token.sessionId')
    .where('session.endedAt', 'is', null)
    .where('account.deactivatedAt', 'is', null)
    .returning(['token.sessionId', 'session.accountId', 'session.createdAt as sessionCreatedAt'])
    .executeTakeFirst()
}

export async function selectRefreshToken(
  ctx: Ctx,
  tokenHash: Buffer,
): Promise<{ sessionId: string; accountId: string; usedAt: Temporal.Instant | null } | undefined> {
  return ctx.db
    .selectFrom('refreshTokens as token')
    .innerJoin('sessions as session', 'session.id', 'token.sessionId')
    .select(['token.sessionId', 'session.accountId', 'token.usedAt'])
    .where('token.tokenHash', '=', tokenHash)
    .executeTakeFirst()
}

/** Removes what has been over since `before`: tokens first, then sessions without any. */
export async function deleteOldSessions(ctx: Ctx, before: Temporal.Instant): Promise<void> {
  await ctx.db.deleteFrom('refreshTokens').where('expiresAt', '<', before).execute()
  await ctx.db
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('expiresAt', '<', before), eb('endedAt', '<', before)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('refreshTokens').select('tokenHash').whereRef('sessionId', '=', 'sessions.id'),
        ),
      ),
    )
    .execute()
}

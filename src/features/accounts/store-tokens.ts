import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'

export type TokenPurpose = 'verify_email' | 'change_email' | 'reset_password'

interface NewToken {
  tokenHash: Buffer
  accountId: string
  purpose: TokenPurpose
  email: string | null
  expiresAt: Temporal.Instant
}

export async function insertAccountToken(tx: Ctx, token: NewToken): Promise<void> {
  await tx.db
    .insertInto('accountTokens')
    .values({ ...token, createdAt: tx.now })
    .execute()
}

export interface AccountToken {
  accountId: string
  purpose: TokenPurpose
  email: string | null
  expiresAt: Temporal.Instant
  usedAt: Temporal.Instant | null
}

export async function selectAccountToken(ctx: Ctx, tokenHash: Buffer): Promise<AccountToken | undefined> {
  const row = await ctx.db
    .selectFrom('accountTokens')
    .select(['accountId', 'purpose', 'email', 'expiresAt', 'usedAt'])
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return row as AccountToken | undefined
}

/** Spends a link of one of these purposes: only one caller gets it, and only before it expires. */
export async function spendAccountToken(
  tx: Ctx,
  tokenHash: Buffer,
  purposes: readonly TokenPurpose[],
): Promise<Pick<AccountToken, 'accountId' | 'purpose' | 'email'> | undefined> {
  const row = await tx.db
    .updateTable('accountTokens')
    .set({ usedAt: tx.now })
    .where('tokenHash', '=', tokenHash)
    .where('purpose', 'in', purposes)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', tx.now)
    .returning(['accountId', 'purpose', 'email'])
    .executeTakeFirst()
  return row as Pick<AccountToken, 'accountId' | 'purpose' | 'email'> | undefined
}

/** Ends every open link of these purposes: a newer one, or the change itself, has taken their place. */
export async function endAccountTokens(
  tx: Ctx,
  accountId: string,
  purposes: readonly TokenPurpose[],
): Promise<void> {
  await tx.db
    .updateTable('accountTokens')
    .set({ usedAt: tx.now })
    .where('accountId', '=', accountId)
    .where('purpose', 'in', purposes)
    .where('usedAt', 'is', null)
    .execute()
}

/** How many links of these purposes were made since. */
export async function countAccountTokens(
  ctx: Ctx,
  accountId: string,
  purposes: readonly TokenPurpose[],
  since: Temporal.Instant,
): Promise<number> {
  const { made } = await ctx.db
    .selectFrom('accountTokens')
    .select(sql<number>`count(*)::int`.as('made'))
    .where('accountId', '=', accountId)
    .where('purpose', 'in', purposes)
    .where('createdAt', '>', since)
    .executeTakeFirstOrThrow()
  return made
}

/** The address that waits for its owner's word, if a change is under way. */
export async function selectPendingEmail(ctx: Ctx, accountId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('accountTokens')
    .select('email')
    .where('accountId', '=', accountId)
    .where('purpose', '=', 'change_email')
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .orderBy('createdAt', 'desc')
    .executeTakeFirst()
  return row?.email ?? null
}

export async function deleteOldAccountTokens(ctx: Ctx, before: Temporal.Instant): Promise<void> {
  await ctx.db.deleteFrom('accountTokens').where('expiresAt', '<', before).execute()
}

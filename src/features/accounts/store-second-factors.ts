import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'

/** An account's authenticator app. */
export interface Totp {
  /** Encrypted. */
  secret: Buffer
  createdAt: Temporal.Instant
  confirmedAt: Temporal.Instant | null
}

export async function selectTotp(ctx: Ctx, accountId: string): Promise<Totp | undefined> {
  return ctx.db
    .selectFrom('accountTotp')
    .select(['secret', 'createdAt', 'confirmedAt'])
    .where('accountId', '=', accountId)
    .executeTakeFirst()
}

/** Those of these accounts that have a confirmed app or a passkey. */
export async function selectWithSecondFactor(ctx: Ctx, accountIds: readonly string[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('accountTotp')
    .select('accountId')
    .where('accountId', 'in', accountIds)
    .where('confirmedAt', 'is not', null)
    .union(ctx.db.selectFrom('passkeys').select('accountId').where('accountId', 'in', accountIds))
    .execute()
  return rows.map(({ accountId }) => accountId)
}

/** Keeps a new secret in place of one that was never confirmed; says whether it did. */
export async function putTotp(tx: Ctx, accountId: string, secret: Buffer): Promise<boolean> {
  const fresh = { secret, createdAt: tx.now }
  const row = await tx.db
    .insertInto('accountTotp')
    .values({ accountId, ...fresh })
    .onConflict((conflict) =>
      conflict.column('accountId').doUpdateSet(fresh).where('accountTotp.confirmedAt', 'is', null),
    )
    .returning('accountId')
    .executeTakeFirst()
  return row !== undefined
}

/** Takes a code's step, once and in order: false where this one or a later one was taken before. */
export async function takeTotpStep(tx: Ctx, accountId: string, step: number): Promise<boolean> {
  const row = await tx.db
    .updateTable('accountTotp')
    .set({ lastStep: step })
    .where('accountId', '=', accountId)
    .where((eb) => eb.or([eb('lastStep', 'is', null), eb('lastStep', '<', step)]))
    .returning('accountId')
    .executeTakeFirst()
  return row !== undefined
}

export async function confirmTotpRow(tx: Ctx, accountId: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('accountTotp')
    .set({ confirmedAt: tx.now })
    .where('accountId', '=', accountId)
    .where('confirmedAt', 'is', null)
    .returning('accountId')
    .executeTakeFirst()
  return row !== undefined
}

/** Forgets the app and its recovery codes. */
export async function deleteTotp(tx: Ctx, accountId: string): Promise<void> {
  await tx.db.deleteFrom('accountTotp').where('accountId', '=', accountId).execute()
  await tx.db.deleteFrom('recoveryCodes').where('accountId', '=', accountId).execute()
}

/** New recovery codes in place of all older ones. */
export async function replaceRecoveryCodes(
  tx: Ctx,
  accountId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx.db.deleteFrom('recoveryCodes').where('accountId', '=', accountId).execute()
  await tx.db
    .insertInto('recoveryCodes')
    .values(hashes.map((codeHash) => ({ accountId, codeHash, createdAt: tx.now })))
    .execute()
}

/** Spends a recovery code: one statement, so that of any number of callers one gets it. */
export async function spendRecoveryCode(tx: Ctx, accountId: string, codeHash: Buffer): Promise<boolean> {
  const row = await tx.db
    .updateTable('recoveryCodes')
    .set({ usedAt: tx.now })
    .where('accountId', '=', accountId)
    .where('codeHash', '=', codeHash)
    .where('usedAt', 'is', null)
    .returning('accountId')
    .executeTakeFirst()
  return row !== undefined
}

export async function countRecoveryCodes(ctx: Ctx, accountId: string): Promise<number> {
  const { left } = await ctx.db
    .selectFrom('recoveryCodes')
    .select(sql<number>`count(*)::int`.as('left'))
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}

/** A browser that still owes the second factor. */
export async function insertStep(
  tx: Ctx,
  step: { tokenHash: Buffer; accountId: string; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx.db
    .insertInto('signInSteps')
    .values({ ...step, createdAt: tx.now })
    .execute()
}

/** Whose sign-in waits for a second factor by this token, if it still does. */
export async function selectStep(ctx: Ctx, tokenHash: Buffer): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('signInSteps')
    .select('accountId')
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .executeTakeFirst()
  return row?.accountId
}

/** Spends it; says whether it still waited. */
export async function spendStep(tx: Ctx, tokenHash: Buffer): Promise<boolean> {
  const row = await tx.db
    .updateTable('signInSteps')
    .set({ usedAt: tx.now })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', tx.now)
    .returning('accountId')
    .executeTakeFirst()
  return row !== undefined
}

/** A new password makes void what was shown with the old one. */
export async function endStepsOf(tx: Ctx, accountId: string): Promise<void> {
  await tx.db.deleteFrom('signInSteps').where('accountId', '=', accountId).execute()
}

export async function deleteOldSteps(ctx: Ctx, before: Temporal.Instant): Promise<void> {
  await ctx.db.deleteFrom('signInSteps').where('expiresAt', '<', before).execute()
}

/** Of these accounts, how many have something to show beside their password. */
export async function countWithSecondFactor(ctx: Ctx, accountIds: readonly string[]): Promise<number> {
  const apps = ctx.db
    .selectFrom('accountTotp')
    .select('accountId')
    .where('accountId', 'in', accountIds)
    .where('confirmedAt', 'is not', null)
  const keys = ctx.db.selectFrom('passkeys').select('accountId').where('accountId', 'in', accountIds)
  return (await apps.union(keys).execute()).length
}

import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'

export type PhonePurpose = 'sign_in' | 'verify'

interface NewPhoneCode {
  tokenHash: Buffer
  purpose: PhonePurpose
  phone: string
  accountId: string | null
  codeHash: Buffer
  address: string
  expiresAt: Temporal.Instant
}

/** Codes of one phone, and those asked for from one address, wait for each other, so that none slips past the count. */
export async function lockPhoneCodes(tx: Ctx, keys: readonly Buffer[]): Promise<void> {
  for (const key of keys)
    await sql`SELECT pg_advisory_xact_lock(${key.readBigInt64BE().toString()}::bigint)`.execute(tx.db)
}

/** How many codes went to a phone, or were asked for from an address, since an instant. */
export async function countPhoneCodes(
  ctx: Ctx,
  by: { phone: string } | { address: string },
  since: Temporal.Instant,
): Promise<number> {
  const { made } = await ctx.db
    .selectFrom('phoneCodes')
    .select(sql<number>`count(*)::int`.as('made'))
    .$if('phone' in by, (query) => query.where('phone', '=', 'phone' in by ? by.phone : ''))
    .$if('address' in by, (query) => query.where('address', '=', 'address' in by ? by.address : ''))
    .where('createdAt', '>', since)
    .executeTakeFirstOrThrow()
  return made
}

export async function insertPhoneCode(tx: Ctx, code: NewPhoneCode): Promise<void> {
  await tx.db
    .insertInto('phoneCodes')
    .values({ ...code, createdAt: tx.now })
    .execute()
}

/** A code that may still be tried, locked until the transaction ends. */
export async function lockPhoneCode(
  tx: Ctx,
  tokenHash: Buffer,
  purpose: PhonePurpose,
  mostTries: number,
): Promise<{ phone: string; accountId: string | null; codeHash: Buffer } | undefined> {
  return tx.db
    .selectFrom('phoneCodes')
    .select(['phone', 'accountId', 'codeHash'])
    .where('tokenHash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', tx.now)
    .where('tries', '<', mostTries)
    .forUpdate()
    .executeTakeFirst()
}

export async function countPhoneTry(tx: Ctx, tokenHash: Buffer): Promise<void> {
  await tx.db
    .updateTable('phoneCodes')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('tokenHash', '=', tokenHash)
    .execute()
}

export async function spendPhoneCode(tx: Ctx, tokenHash: Buffer): Promise<void> {
  await tx.db.updateTable('phoneCodes').set({ usedAt: tx.now }).where('tokenHash', '=', tokenHash).execute()
}

export async function deleteOldPhoneCodes(ctx: Ctx, before: Temporal.Instant): Promise<void> {
  await ctx.db.deleteFrom('phoneCodes').where('createdAt', '<', before).execute()
}

import type { Ctx } from '../../kit/context.ts'

/** A passkey as it is kept. */
export interface Passkey {
  id: string
  accountId: string
  credentialId: Buffer
  publicKey: Buffer
  /** How often the device says it was used; devices that share their keys say 0. */
  counter: number
  transports: string[]
  name: string
  createdAt: Temporal.Instant
  lastUsedAt: Temporal.Instant | null
}

const COLUMNS = [
  'id',
  'accountId',
  'credentialId',
  'publicKey',
  'counter',
  'transports',
  'name',
  'createdAt',
  'lastUsedAt',
] as const

export async function selectPasskeys(ctx: Ctx, accountId: string): Promise<Passkey[]> {
  return ctx.db
    .selectFrom('passkeys')
    .select(COLUMNS)
    .where('accountId', '=', accountId)
    .orderBy('createdAt')
    .execute()
}

export async function selectPasskey(ctx: Ctx, credentialId: Buffer): Promise<Passkey | undefined> {
  return ctx.db
    .selectFrom('passkeys')
    .select(COLUMNS)
    .where('credentialId', '=', credentialId)
    .executeTakeFirst()
}

export async function insertPasskey(
  tx: Ctx,
  passkey: Omit<Passkey, 'createdAt' | 'lastUsedAt'>,
): Promise<void> {
  await tx.db
    .insertInto('passkeys')
    .values({ ...passkey, createdAt: tx.now })
    .execute()
}

/** Notes a use: false where the device's counter did not rise, so that somebody has a copy of it. */
export async function usePasskey(tx: Ctx, id: string, counter: number): Promise<boolean> {
  const row = await tx.db
    .updateTable('passkeys')
    .set({ counter, lastUsedAt: tx.now })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([eb('counter', '<', counter), eb.and([eb('counter', '=', 0), eb.val(counter === 0)])]),
    )
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function renamePasskeyRow(
  tx: Ctx,
  { accountId, id, name }: { accountId: string; id: string; name: string },
): Promise<boolean> {
  const row = await tx.db
    .updateTable('passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deletePasskey(tx: Ctx, accountId: string, id: string): Promise<boolean> {
  const row = await tx.db
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Removes all of an account's; says how many there were. */
export async function deletePasskeysOf(tx: Ctx, accountId: string): Promise<number> {
  const rows = await tx.db.deleteFrom('passkeys').where('accountId', '=', accountId).returning('id').execute()
  return rows.length
}

export type ChallengePurpose = 'register' | 'sign_in'

export async function insertChallenge(
  ctx: Ctx,
  challenge: {
    challengeHash: Buffer
    purpose: ChallengePurpose
    accountId: string | null
    expiresAt: Temporal.Instant
  },
): Promise<void> {
  await ctx.db.insertInto('passkeyChallenges').values(challenge).execute()
}

/** Spends a challenge: one caller gets it, once, before it expires, and only whom it was made for. */
export async function spendChallenge(
  ctx: Ctx,
  challengeHash: Buffer,
  purpose: ChallengePurpose,
  accountId: string | null,
): Promise<boolean> {
  const row = await ctx.db
    .deleteFrom('passkeyChallenges')
    .where('challengeHash', '=', challengeHash)
    .where('purpose', '=', purpose)
    .where('accountId', accountId === null ? 'is' : '=', accountId)
    .where('expiresAt', '>', ctx.now)
    .returning('purpose')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteOldChallenges(ctx: Ctx, before: Temporal.Instant): Promise<void> {
  await ctx.db.deleteFrom('passkeyChallenges').where('expiresAt', '<', before).execute()
}

import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops } from '../../kit/db/index.ts'
import { emptyJobs } from './store-erase.ts'

/** What still ties an account to work: people of a shop, an organisation or the platform leave first. */
export async function selectTies(ctx: Ctx, accountId: string): Promise<number> {
  const db = acrossShops(ctx.db, 'whoever works somewhere leaves there first')
  const { rows } = await sql<{ ties: string }>`
    select (select count(*) from staff where account_id = ${accountId} and left_at is null)
      + (select count(*) from organisation_members where account_id = ${accountId})
      + (select count(*) from platform_roles where account_id = ${accountId}) as ties`.execute(db)
  return Number(rows[0]?.ties ?? 0)
}

// In this order: what points to a row goes before the row.
const OWN_ROWS = [
  'accountTokens',
  'accountTotp',
  'recoveryCodes',
  'passkeyChallenges',
  'passkeys',
  'signInSteps',
  'phoneCodes',
  'calendarFeeds',
  'notificationChoices',
] as const

/** Every way to sign in, and every link: sessions end at once, calendars find nothing. Gives how many sessions there were. */
export async function eraseSignIn(tx: Ctx, accountId: string, phone: string | null): Promise<number> {
  await tx.db
    .deleteFrom('refreshTokens')
    .where('sessionId', 'in', (qb) =>
      qb.selectFrom('sessions').select('sessions.id').where('sessions.accountId', '=', accountId),
    )
    .execute()
  const { numDeletedRows } = await tx.db
    .deleteFrom('sessions')
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  for (const table of OWN_ROWS) await tx.db.deleteFrom(table).where('accountId', '=', accountId).execute()
  if (phone) await tx.db.deleteFrom('phoneCodes').where('phone', '=', phone).execute()
  return Number(numDeletedRows)
}

/** Their household and their place in another's, with links, what was shared and what was asked. */
export async function eraseHousehold(tx: Ctx, accountId: string): Promise<void> {
  await tx.db.deleteFrom('householdInvitations').where('headId', '=', accountId).execute()
  // What is shared and asked goes with its member.
  await tx.db
    .deleteFrom('householdMembers')
    .where((eb) => eb.or([eb('headId', '=', accountId), eb('memberId', '=', accountId)]))
    .execute()
}

/** The garage; the shops' own records of its things are erased with the shops'. */
export async function eraseGarage(tx: Ctx, accountId: string): Promise<number> {
  await acrossShops(tx.db, 'a garage is let go of by every shop')
    .updateTable('assets')
    .set({ garageAccountId: null, garageAssetId: null })
    .where('garageAccountId', '=', accountId)
    .execute()
  const { numDeletedRows } = await tx.db
    .deleteFrom('garageAssets')
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Messages about the account, photos that were never attached, copies that were made; gives the files to delete. */
export async function eraseTraces(
  tx: Ctx,
  accountId: string,
  { email, phone }: { email: string | null; phone: string | null },
): Promise<{ messages: number; storageKeys: string[] }> {
  const messages = await tx.db
    .updateTable('messages')
    .set({ recipient: '', params: '{}', error: null, providerId: null, eventId: null })
    .set({ status: sql<string>`case when status = 'queued' then 'suppressed' else status end` })
    .where((eb) => eb.or([eb('accountId', '=', accountId), ...(email ? [eb('recipient', '=', email)] : [])]))
    .returning('id')
    .execute()
  await emptyJobs(
    tx,
    messages.map(({ id }) => id),
  )
  const uploads = await tx.db
    .deleteFrom('uploads')
    .where('uploadedBy', '=', accountId)
    .where('attachedAt', 'is', null)
    .returning(['storageKey', 'thumbKey'])
    .execute()
  const exports = await tx.db
    .deleteFrom('dataExports')
    .where('accountId', '=', accountId)
    .returning('storageKey')
    .execute()
  await eraseInvitations(tx, accountId, { email, phone })
  return {
    messages: messages.length,
    storageKeys: [
      ...uploads.flatMap(({ storageKey, thumbKey }) => [storageKey, thumbKey]),
      ...exports.flatMap(({ storageKey }) => storageKey ?? []),
    ],
  }
}

/** Invitations to their addresses, and why somebody acted in their place. */
async function eraseInvitations(
  tx: Ctx,
  accountId: string,
  { email, phone }: { email: string | null; phone: string | null },
): Promise<void> {
  const db = acrossShops(tx.db, 'an address goes from every invitation to it')
  if (email) {
    await db.deleteFrom('staffInvitations').where('email', '=', email).execute()
    await db.deleteFrom('organisationInvitations').where('email', '=', email).execute()
    await db.deleteFrom('platformInvitations').where('email', '=', email).execute()
    await db.deleteFrom('householdInvitations').where('email', '=', email).execute()
  }
  if (phone) {
    await db.deleteFrom('staffInvitations').where('phone', '=', phone).execute()
    await db.deleteFrom('organisationInvitations').where('phone', '=', phone).execute()
    await db.deleteFrom('householdInvitations').where('phone', '=', phone).execute()
  }
  await tx.db
    .updateTable('impersonations')
    .set({ reason: 'of an erased account' })
    .where('accountId', '=', accountId)
    .execute()
}

/** The account itself: nobody can sign in to it any more, and nothing says whose it was. */
export async function eraseSelf(tx: Ctx, accountId: string, name: string): Promise<void> {
  await tx.db
    .updateTable('accounts')
    .set({
      name,
      email: null,
      emailVerifiedAt: null,
      phone: null,
      phoneVerifiedAt: null,
      passwordHash: null,
      address: null,
      region: null,
      deactivatedAt: sql`coalesce(deactivated_at, ${tx.now})`,
      erasedAt: tx.now,
    })
    .set((row) => ({ version: row('version', '+', 1), accessVersion: row('accessVersion', '+', 1) }))
    .where('id', '=', accountId)
    .execute()
}

/** Takes out of the audit log from where they did things, and what was typed about them: for an account that is erased. */
export async function eraseAuditWords(tx: Ctx, accountId: string): Promise<void> {
  await sql`select forget_audit_of(${accountId}::uuid)`.execute(tx.db)
}

/** The guest records with a confirmed address: theirs too, though they never joined the account. */
export async function joinLooseRecords(tx: Ctx, accountId: string, email: string): Promise<void> {
  await acrossShops(tx.db, 'a confirmed address, wherever it was typed')
    .updateTable('customers')
    .set({ accountId })
    .where('accountId', 'is', null)
    .where('email', '=', email)
    .where('erasedAt', 'is', null)
    .execute()
}

/** Notes that they wrote themselves, in every shop, bear their name no more. */
export async function eraseAuthor(tx: Ctx, accountId: string, name: string): Promise<void> {
  await acrossShops(tx.db, 'a name goes from every note that its owner wrote')
    .updateTable('orderNotes')
    .set({ authorName: name })
    .where('authorId', '=', accountId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('staff')
            .select('staff.id')
            .whereRef('staff.shopId', '=', 'orderNotes.shopId')
            .where('staff.accountId', '=', accountId),
        ),
      ),
    )
    .execute()
}

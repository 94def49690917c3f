import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'

/** Where a link went: to the address or the phone (E.164) that the record had then. */
export type SentTo = { email: string; phone: null } | { email: null; phone: string }

/** A link by which a customer takes their record into an account. */
export type RecordLink = SentTo & {
  id: string
  customerId: string
  expiresAt: Temporal.Instant
  endedAt: Temporal.Instant | null
}

export async function insertLink(
  tx: Ctx,
  shopId: string,
  link: SentTo & {
    customerId: string
    tokenHash: Buffer
    expiresAt: Temporal.Instant
    createdBy: string | null
  },
): Promise<void> {
  await tx.db
    .insertInto('customerInvitations')
    .values({ shopId, id: newId(tx.now), ...link, createdAt: tx.now })
    .execute()
}

export async function selectLink(
  ctx: Ctx,
  shopId: string,
  tokenHash: Buffer,
): Promise<RecordLink | undefined> {
  const row = await ctx.db
    .selectFrom('customerInvitations')
    .select(['id', 'customerId', 'email', 'phone', 'expiresAt', 'endedAt'])
    .where('shopId', '=', shopId)
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return row as RecordLink | undefined
}

/** Spends a link: of any number of callers one gets it, and none once it has ended. */
export async function takeLink(tx: Ctx, shopId: string, id: string, accountId: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('customerInvitations')
    .set({ endedAt: tx.now, takenBy: accountId })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', tx.now)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends the links to these records that nobody has taken up. */
export async function closeLinks(tx: Ctx, shopId: string, customerIds: readonly string[]): Promise<void> {
  await tx.db
    .updateTable('customerInvitations')
    .set({ endedAt: tx.now })
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .where('endedAt', 'is', null)
    .execute()
}

/** How many links to a record were made since. */
export async function countLinks(
  ctx: Ctx,
  shopId: string,
  customerId: string,
  since: Temporal.Instant,
): Promise<number> {
  const { made } = await ctx.db
    .selectFrom('customerInvitations')
    .select(sql<number>`count(*)::int`.as('made'))
    .where('shopId', '=', shopId)
    .where('customerId', '=', customerId)
    .where('createdAt', '>', since)
    .executeTakeFirstOrThrow()
  return made
}

/** When the open link of a record was sent and until when it works. */
export async function selectOpenLink(
  ctx: Ctx,
  shopId: string,
  customerId: string,
): Promise<{ createdAt: Temporal.Instant; expiresAt: Temporal.Instant } | undefined> {
  return ctx.db
    .selectFrom('customerInvitations')
    .select(['createdAt', 'expiresAt'])
    .where('shopId', '=', shopId)
    .where('customerId', '=', customerId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .orderBy('createdAt', 'desc')
    .executeTakeFirst()
}

/**
 * Gives an account the other records of the one whom a link reached: without an account, with the same address, or the
 * same phone and the same name. Gives which.
 */
export async function joinSameGuests(
  tx: Ctx,
  shopId: string,
  { email, phone }: SentTo,
  name: string,
  accountId: string,
): Promise<string[]> {
  const rows = await tx.db
    .updateTable('customers')
    .set({ accountId })
    .where('shopId', '=', shopId)
    .where('accountId', 'is', null)
    .where('mergedInto', 'is', null)
    .where('erasedAt', 'is', null)
    .where((eb) =>
      email === null ? eb.and([eb('phone', '=', phone), eb('name', '=', name)]) : eb('email', '=', email),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

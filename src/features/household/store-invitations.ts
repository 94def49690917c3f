import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Money } from '../../kit/money.ts'
import { columnsOf, type Limited, limitOf } from './store.ts'

/** Where a link into a household went: to an address or to a phone (E.164). */
export type SentTo = { email: string; phone: null } | { email: null; phone: string }

export interface Invitation {
  id: string
  headId: string
  sentTo: SentTo
  limit: Money | null
  expiresAt: Temporal.Instant
  endedAt: Temporal.Instant | null
}

const INVITATION = [
  'id',
  'headId',
  'email',
  'phone',
  'limitAmount',
  'limitCurrency',
  'expiresAt',
  'endedAt',
] as const

type InvitationRow = Omit<Invitation, 'sentTo' | 'limit'> & {
  email: string | null
  phone: string | null
} & Limited

const invitationOf = ({ email, phone, limitAmount, limitCurrency, ...row }: InvitationRow): Invitation => ({
  ...row,
  sentTo: { email, phone } as SentTo,
  limit: limitOf({ limitAmount, limitCurrency }),
})

export async function insertInvitation(
  tx: Ctx,
  { headId, sentTo, tokenHash, limit, expiresAt }: Omit<Invitation, 'id' | 'endedAt'> & { tokenHash: Buffer },
): Promise<string> {
  const id = newId(tx.now)
  await tx.db
    .insertInto('householdInvitations')
    .values({ id, headId, ...sentTo, tokenHash, ...columnsOf(limit), expiresAt, createdAt: tx.now })
    .execute()
  return id
}

export async function selectInvitation(ctx: Ctx, tokenHash: Buffer): Promise<Invitation | undefined> {
  const row = await ctx.db
    .selectFrom('householdInvitations')
    .select(INVITATION)
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return row && invitationOf(row)
}

/** The links of a head that can still be used. */
export async function selectOpenInvitations(ctx: Ctx, headId: string): Promise<Invitation[]> {
  const rows = await ctx.db
    .selectFrom('householdInvitations')
    .select(INVITATION)
    .where('headId', '=', headId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .orderBy('id')
    .execute()
  return rows.map(invitationOf)
}

/** Ends a link: of any number of callers one gets it, and none once it has ended or run out. */
export async function endInvitation(tx: Ctx, headId: string, id: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('householdInvitations')
    .set({ endedAt: tx.now })
    .where('id', '=', id)
    .where('headId', '=', headId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', tx.now)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** How many links somebody has sent since, or how many have gone to one address or phone. */
export async function countInvitations(
  ctx: Ctx,
  by: { headId: string } | SentTo,
  since: Temporal.Instant,
): Promise<number> {
  let query = ctx.db
    .selectFrom('householdInvitations')
    .select(sql<number>`count(*)::int`.as('made'))
    .where('createdAt', '>', since)
  if ('headId' in by) query = query.where('headId', '=', by.headId)
  else if (by.email !== null) query = query.where('email', '=', by.email)
  else query = query.where('phone', '=', by.phone)
  return (await query.executeTakeFirstOrThrow()).made
}

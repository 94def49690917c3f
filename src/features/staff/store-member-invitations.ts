import { sql } from 'kysely'
import type { ShopRole } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { SentTo } from './store-invitations.ts'

/** Somebody asked to hold roles in all shops of an organisation: open until it is taken up, ended or too old. */
export interface MemberInvitation {
  id: string
  organisationId: string
  sentTo: SentTo
  roles: ShopRole[]
  expiresAt: Temporal.Instant
}

const COLUMNS = ['id', 'organisationId', 'email', 'phone', 'roles', 'expiresAt'] as const

type Row = Omit<MemberInvitation, 'sentTo' | 'roles'> & {
  email: string | null
  phone: string | null
  roles: string[]
}

const invitationOf = ({ email, phone, roles, ...row }: Row): MemberInvitation => ({
  ...row,
  roles: roles as ShopRole[],
  sentTo: { email, phone } as SentTo,
})

export async function insertMemberInvitation(
  tx: Ctx,
  { sentTo, ...invitation }: Omit<MemberInvitation, 'id'> & { tokenHash: Buffer },
): Promise<MemberInvitation> {
  const row = await tx.db
    .insertInto('organisationInvitations')
    .values({ id: newId(tx.now), ...invitation, ...sentTo, createdAt: tx.now })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return invitationOf(row)
}

/** The invitations of an organisation that still work, the newest first. */
export async function selectOpenMemberInvitations(
  ctx: Ctx,
  organisationId: string,
): Promise<MemberInvitation[]> {
  const rows = await ctx.db
    .selectFrom('organisationInvitations')
    .select(COLUMNS)
    .where('organisationId', '=', organisationId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(invitationOf)
}

/** The invitation of a link that still works. */
export async function selectMemberInvitation(
  ctx: Ctx,
  tokenHash: Buffer,
): Promise<MemberInvitation | undefined> {
  const row = await ctx.db
    .selectFrom('organisationInvitations')
    .select(COLUMNS)
    .where('tokenHash', '=', tokenHash)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .executeTakeFirst()
  return row && invitationOf(row)
}

/** Ends one that still works: one statement, so that of any number of callers one gets it. */
export async function endMemberInvitation(
  tx: Ctx,
  organisationId: string,
  id: string,
): Promise<MemberInvitation | undefined> {
  const row = await tx.db
    .updateTable('organisationInvitations')
    .set({ endedAt: tx.now })
    .where('id', '=', id)
    .where('organisationId', '=', organisationId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', tx.now)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row && invitationOf(row)
}

/** Ends those that went to the same address or phone: a newer one takes their place. */
export async function endMemberInvitationsTo(
  tx: Ctx,
  organisationId: string,
  { email, phone }: SentTo,
): Promise<void> {
  await tx.db
    .updateTable('organisationInvitations')
    .set({ endedAt: tx.now })
    .where('organisationId', '=', organisationId)
    .where('endedAt', 'is', null)
    .where((eb) => (email === null ? eb('phone', '=', phone) : eb('email', '=', email)))
    .execute()
}

/** How many links an organisation has sent since. */
export async function countMemberInvitations(
  ctx: Ctx,
  organisationId: string,
  since: Temporal.Instant,
): Promise<number> {
  const { made } = await ctx.db
    .selectFrom('organisationInvitations')
    .select(sql<number>`count(*)::int`.as('made'))
    .where('organisationId', '=', organisationId)
    .where('createdAt', '>', since)
    .executeTakeFirstOrThrow()
  return made
}

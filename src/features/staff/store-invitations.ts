import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'

/** Where a link to join went: to an address or to a phone (E.164). */
export type SentTo = { email: string; phone: null } | { email: null; phone: string }

/** A person asked to join: open until it is taken up, ended or too old. */
export interface Invitation {
  id: string
  staffId: string
  sentTo: SentTo
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant
  endedAt: Temporal.Instant | null
}

const COLUMNS = ['id', 'staffId', 'email', 'phone', 'createdAt', 'expiresAt', 'endedAt'] as const

type Row = Omit<Invitation, 'sentTo'> & { email: string | null; phone: string | null }

function invitationOf({ email, phone, ...row }: Row): Invitation {
  return { ...row, sentTo: { email, phone } as SentTo }
}

export async function insertInvitation(
  ctx: Ctx,
  shopId: string,
  invitation: SentTo & { staffId: string; tokenHash: Buffer; expiresAt: Temporal.Instant },
): Promise<void> {
  await ctx.db
    .insertInto('staffInvitations')
    .values({ shopId, id: newId(ctx.now), ...invitation, createdAt: ctx.now })
    .execute()
}

export async function selectInvitation(
  ctx: Ctx,
  shopId: string,
  tokenHash: Buffer,
): Promise<Invitation | undefined> {
  const row = await ctx.db
    .selectFrom('staffInvitations')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return row && invitationOf(row)
}

/** Spends a link: one statement, so that of any number of callers one gets it, and none once it was ended. */
export async function takeInvitation(tx: Ctx, shopId: string, id: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('staffInvitations')
    .set({ endedAt: tx.now })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', tx.now)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The open invitations of a shop, newest first. */
export async function selectOpenInvitations(ctx: Ctx, shopId: string): Promise<Invitation[]> {
  const rows = await ctx.db
    .selectFrom('staffInvitations')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(invitationOf)
}

/** Ends the links of a person that nobody has taken up; says whether one was still open. */
export async function closeInvitations(ctx: Ctx, shopId: string, staffId: string): Promise<boolean> {
  const rows = await ctx.db
    .updateTable('staffInvitations')
    .set({ endedAt: ctx.now })
    .where('shopId', '=', shopId)
    .where('staffId', '=', staffId)
    .where('endedAt', 'is', null)
    .returning('expiresAt')
    .execute()
  return rows.some(({ expiresAt }) => Temporal.Instant.compare(expiresAt, ctx.now) > 0)
}

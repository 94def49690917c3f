import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'

/** A person asked by mail to join: open until it is taken up, ended or too old. */
export interface Invitation {
  id: string
  staffId: string
  email: string
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant
  endedAt: Temporal.Instant | null
}

const COLUMNS = ['id', 'staffId', 'email', 'createdAt', 'expiresAt', 'endedAt'] as const

export async function insertInvitation(
  ctx: Ctx,
  shopId: string,
  invitation: { staffId: string; email: string; tokenHash: Buffer; expiresAt: Temporal.Instant },
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
  return ctx.db
    .selectFrom('staffInvitations')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst()
}

/** The open invitations of a shop, newest first. */
export async function selectOpenInvitations(ctx: Ctx, shopId: string): Promise<Invitation[]> {
  return ctx.db
    .selectFrom('staffInvitations')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .orderBy('id', 'desc')
    .execute()
}

/** Ends the open invitations of a person. */
export async function closeInvitations(ctx: Ctx, shopId: string, staffId: string): Promise<void> {
  await ctx.db
    .updateTable('staffInvitations')
    .set({ endedAt: ctx.now })
    .where('shopId', '=', shopId)
    .where('staffId', '=', staffId)
    .where('endedAt', 'is', null)
    .execute()
}

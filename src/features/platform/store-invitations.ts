import type { PlatformRole } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'

/** Somebody who was asked by mail to work for the platform. */
export interface PlatformInvitation {
  id: string
  email: string
  role: PlatformRole
  invitedBy: string | null
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant
}

const COLUMNS = ['id', 'email', 'role', 'invitedBy', 'createdAt', 'expiresAt'] as const

export async function insertPlatformInvitation(
  tx: Ctx,
  invitation: Pick<PlatformInvitation, 'email' | 'role' | 'invitedBy' | 'expiresAt'> & { tokenHash: Buffer },
): Promise<PlatformInvitation> {
  const row = await tx.db
    .insertInto('platformInvitations')
    .values({ id: newId(tx.now), ...invitation, createdAt: tx.now })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as PlatformInvitation
}

/** The invitations that still work, the newest first. */
export async function selectOpenPlatformInvitations(ctx: Ctx): Promise<PlatformInvitation[]> {
  const rows = await ctx.db
    .selectFrom('platformInvitations')
    .select(COLUMNS)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .orderBy('id', 'desc')
    .execute()
  return rows as PlatformInvitation[]
}

/** The invitation of a link that still works. */
export async function selectPlatformInvitation(
  ctx: Ctx,
  tokenHash: Buffer,
): Promise<PlatformInvitation | undefined> {
  const row = await ctx.db
    .selectFrom('platformInvitations')
    .select(COLUMNS)
    .where('tokenHash', '=', tokenHash)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .executeTakeFirst()
  return row as PlatformInvitation | undefined
}

/** Ends the open invitations of an address, of a link, or of an id; gives those that it ended. One caller gets each. */
export async function endPlatformInvitations(
  tx: Ctx,
  by: { email: string } | { tokenHash: Buffer } | { id: string },
): Promise<PlatformInvitation[]> {
  const open = tx.db
    .updateTable('platformInvitations')
    .set({ endedAt: tx.now })
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', tx.now)
    .returning(COLUMNS)
  const query =
    'email' in by
      ? open.where('email', '=', by.email)
      : 'id' in by
        ? open.where('id', '=', by.id)
        : open.where('tokenHash', '=', by.tokenHash)
  return (await query.execute()) as PlatformInvitation[]
}

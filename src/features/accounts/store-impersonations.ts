import type { Ctx } from '../../kit/context.ts'

export interface NewImpersonation {
  id: string
  sessionId: string
  actorId: string
  accountId: string
  onlyShopId: string | null
  reason: string
  expiresAt: Temporal.Instant
}

/** Opens an acting; the table refuses a second one in the same session. */
export async function insertImpersonation(tx: Ctx, impersonation: NewImpersonation): Promise<void> {
  await tx.db
    .insertInto('impersonations')
    .values({ ...impersonation, startedAt: tx.now })
    .execute()
}

/** Closes what a session acted as until its time was over, so that it may act again. */
export async function closeOverImpersonations(tx: Ctx, sessionId: string): Promise<void> {
  await tx.db
    .updateTable('impersonations')
    .set((eb) => ({ endedAt: eb.ref('expiresAt') }))
    .where('sessionId', '=', sessionId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '<=', tx.now)
    .execute()
}

/** Ends an acting that is still open; says whether it was. */
export async function endImpersonation(tx: Ctx, id: string): Promise<boolean> {
  const ended = await tx.db
    .updateTable('impersonations')
    .set({ endedAt: tx.now })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}

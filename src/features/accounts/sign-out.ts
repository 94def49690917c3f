import { doerOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { hashToken } from '../../kit/secrets.ts'
import type { RefreshInput } from './refresh.ts'
import { closeSession } from './sessions.ts'
import { selectRefreshToken } from './store-sessions.ts'

/** Ends the family that a refresh token belongs to, its access tokens too. An unknown one has nothing to end. */
export function signOutProgram(ctx: Ctx, { refreshToken }: RefreshInput): Promise<void> {
  return transaction(ctx, async (tx) => {
    const known = await selectRefreshToken(tx, hashToken(refreshToken))
    if (known) await closeSession(tx, known.sessionId, known.accountId)
  })
}

/** Ends the session that the caller came with, and with it whatever it acts as. */
export async function signOutHere(ctx: Ctx): Promise<void> {
  const { caller } = ctx
  if (caller.kind !== 'account') return
  await transaction(ctx, (tx) => closeSession(tx, caller.sessionId, doerOf(caller).actorId))
}

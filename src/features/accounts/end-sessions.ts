import { inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { endOwnSession, endSessionsOf } from './store-sessions.ts'

/** Ends one of the caller's sessions at once, its access tokens too. 404 where it is not theirs or over. */
export async function endOneSession(ctx: Ctx, id: string): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    if (!isId(id) || !(await endOwnSession(tx, accountId, id))) throw notFound()
    await audit(tx, { action: 'accounts.endSession', subject: { kind: 'session', id } })
  })
}

/** Ends all of the caller's sessions but the one of this call. Gives how many. */
export async function endOtherSessions(ctx: Ctx): Promise<number> {
  const { accountId, sessionId } = inPerson(ctx)
  return transaction(ctx, async (tx) => {
    const ended = await endSessionsOf(tx, accountId, 'revoked', sessionId)
    if (ended.length > 0) {
      const subject = { kind: 'account', id: accountId } as const
      await audit(tx, { action: 'accounts.endOtherSessions', subject, after: { ended: ended.length } })
    }
    return ended.length
  })
}

import { z } from 'zod'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { Problem, unauthenticated } from '../../kit/errors.ts'
import { hashToken } from '../../kit/secrets.ts'
import { addRefreshToken, expiryOf } from './sessions.ts'
import type { Refused } from './sign-in.ts'
import { type Account, selectAccount } from './store.ts'
import { endSession, selectRefreshToken, spendRefreshToken, touchSession } from './store-sessions.ts'

export const RefreshInput = z.strictObject({ refreshToken: z.string().min(1).max(200) })

export type RefreshInput = z.output<typeof RefreshInput>

// Two tabs that refresh at once, an answer that got lost: no theft yet.
const GRACE_SECONDS = 10

/**
 * Changes a refresh token for the next of its family. One that was used before is `token-used`; later than ten
 * seconds after its use somebody else holds the family, so all of it ends. Unknown and expired: `unauthenticated`.
 */
export function refresh(
  ctx: Ctx,
  { refreshToken }: RefreshInput,
): Promise<{ account: Account; sessionId: string; refreshToken: string } | Refused> {
  const tokenHash = hashToken(refreshToken)
  return transaction(ctx, async (tx) => {
    const spent = await spendRefreshToken(tx, tokenHash)
    const account = spent && (await selectAccount(tx, spent.accountId))
    if (!spent || !account) return { refused: await refuse(tx, tokenHash) }
    await touchSession(tx, spent.sessionId, expiryOf(tx.now, spent.sessionCreatedAt))
    const next = await addRefreshToken(tx, spent.sessionId, spent.sessionCreatedAt)
    return { account, sessionId: spent.sessionId, refreshToken: next }
  })
}

async function refuse(tx: Ctx, tokenHash: Buffer): Promise<Problem> {
  const known = await selectRefreshToken(tx, tokenHash)
  if (!known?.usedAt) return unauthenticated()
  const late = tx.now.epochMilliseconds - known.usedAt.epochMilliseconds > GRACE_SECONDS * 1000
  if (late && (await endSession(tx, known.sessionId, 'token-reused'))) {
    const subject = { kind: 'session', id: known.sessionId } as const
    await audit(tx, { action: 'accounts.tokenReused', subject, actorId: known.accountId })
  }
  return new Problem('token-used')
}

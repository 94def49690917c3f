import { refuseUnproven } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid, unauthenticated } from '../../kit/errors.ts'
import { checkPassword } from './password-hash.ts'
import { noteProven } from './note-proven.ts'
import { selectCredentialsById } from './store.ts'
import { attemptOf, holdBack, noteFailure, refusalNow } from './throttle.ts'

/**
 * Asks the signed-in person for their password once more, before something that a stolen session must not do. Wrong ones
 * count as failed sign-ins. An account without a password must have shown lately whose it is. Gives the hash that was checked. Outside of any
 * transaction: it hashes.
 */
export async function provePassword(
  ctx: Ctx,
  accountId: string,
  given: string | undefined,
  pointer: string,
): Promise<string | null> {
  const found = await selectCredentialsById(ctx, accountId)
  if (!found) throw unauthenticated()
  if (found.passwordHash === null) {
    refuseUnproven(ctx)
    return null
  }
  if (!given) throw invalid(pointer, 'missing')
  const attempt = attemptOf(ctx, found.email ?? found.id)
  await holdBack(ctx, attempt)
  const right = await checkPassword(given, found.passwordHash, ctx.patience)
  const refused = await transaction(ctx, async (tx) => {
    if (!right) return (await noteFailure(tx, attempt)) ?? invalid(pointer, 'wrongPassword')
    const late = await refusalNow(tx, attempt)
    const { caller } = tx
    const isOwn = caller.kind === 'account' && caller.accountId === accountId && !caller.device
    if (!late && isOwn) await noteProven(tx, caller.sessionId, 'password')
    return late
  })
  if (refused) throw refused
  return found.passwordHash
}

import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid, unauthenticated } from '../../kit/errors.ts'
import { checkPassword } from './password-hash.ts'
import { selectCredentialsById } from './store.ts'
import { attemptOf, holdBack, noteFailure, refusalNow } from './throttle.ts'

/**
 * Asks the signed-in person for their password once more, before something that a stolen session must not do. Wrong ones
 * count as failed sign-ins. An account without a password is not asked. Gives the hash that was checked. Outside of any
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
  if (found.passwordHash === null) return null
  if (!given) throw invalid(pointer, 'missing')
  const attempt = attemptOf(ctx, found.email ?? found.id)
  await holdBack(ctx, attempt)
  const right = await checkPassword(given, found.passwordHash, ctx.patience)
  const refused = await transaction(ctx, async (tx) =>
    right ? refusalNow(tx, attempt) : ((await noteFailure(tx, attempt)) ?? invalid(pointer, 'wrongPassword')),
  )
  if (refused) throw refused
  return found.passwordHash
}

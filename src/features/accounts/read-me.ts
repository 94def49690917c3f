import { signedIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { unauthenticated } from '../../kit/errors.ts'
import { type Hat, hatsOf, ownHatsOf } from './roles.ts'
import { type Account, selectAccount } from './store.ts'
import { selectPendingEmail } from './store-tokens.ts'

/** The caller's own account, with all their hats and the address that waits to be confirmed. 401 for guests. */
export async function readMe(ctx: Ctx): Promise<{
  account: Account
  hats: Hat[]
  ownHats: ReturnType<typeof ownHatsOf>
  pendingEmail: string | null
}> {
  const caller = signedIn(ctx)
  const account = await selectAccount(ctx, caller.accountId)
  if (!account) throw unauthenticated()
  const pendingEmail = await selectPendingEmail(ctx, account.id)
  return { account, hats: hatsOf(caller), ownHats: ownHatsOf(caller), pendingEmail }
}

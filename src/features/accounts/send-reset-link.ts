import { allow } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound, Problem } from '../../kit/errors.ts'
import { mailResetLink } from './forgot-password.ts'
import { lockAccount } from './store.ts'

const WAIT_SECONDS = 3600

/**
 * Mails the owner of an account a link to a new password; nobody else sees it. For the platform's admins. 409
 * `account_closed`, `no_email`; 429 after five in an hour.
 */
export async function sendResetLinkTo(ctx: Ctx, accountId: string): Promise<void> {
  allow(ctx, 'platform.accounts', {})
  await transaction(ctx, async (tx) => {
    const account = isId(accountId) ? await lockAccount(tx, accountId) : undefined
    if (!account) throw notFound()
    if (account.deactivatedAt) throw illegalMove('account_closed')
    if (account.email === null) throw illegalMove('no_email')
    if (!(await mailResetLink(tx, account)))
      throw new Problem('slow-down', { retryAfterSeconds: WAIT_SECONDS })
    await audit(tx, { action: 'accounts.sendResetLink', subject: { kind: 'account', id: account.id } })
  })
}

import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { rightsChanged } from './rights-changed.ts'
import { type Account, lockAccount } from './store.ts'
import { updateDeactivation } from './store-search.ts'
import { endStepsOf } from './store-second-factors.ts'
import { endSessionsOf } from './store-sessions.ts'
import { endAccountTokens } from './store-tokens.ts'

/**
 * Closes an account: nobody signs in to it, its sessions, calendar links and mailed links end at once; what it has done
 * stays. Whoever calls has asked whether it may. Done already is fine.
 */
export async function closeAccount(tx: Ctx, id: string): Promise<Account> {
  const account = await lockedAccount(tx, id)
  if (account.deactivatedAt) return account
  const closed = await updateDeactivation(tx, id, tx.now)
  const ended = await endSessionsOf(tx, id, 'deactivated')
  await endStepsOf(tx, id)
  await endAccountTokens(tx, id, ['reset_password', 'change_email', 'verify_email'])
  await rightsChanged(tx, id)
  await tell(tx, 'deactivate', id, { active: true, sessions: ended.length })
  return closed
}

/** Opens a closed account again; its person signs in anew. Whoever calls has asked whether it may. */
export async function reopenAccount(tx: Ctx, id: string): Promise<Account> {
  const account = await lockedAccount(tx, id)
  if (!account.deactivatedAt) return account
  const opened = await updateDeactivation(tx, id, null)
  await rightsChanged(tx, id)
  await tell(tx, 'reactivate', id, { active: false })
  return opened
}

async function lockedAccount(tx: Ctx, id: string): Promise<Account> {
  const account = isId(id) ? await lockAccount(tx, id) : undefined
  if (!account) throw notFound()
  return account
}

async function tell(
  tx: Ctx,
  verb: 'deactivate' | 'reactivate',
  id: string,
  before: Record<string, unknown>,
): Promise<void> {
  const subject = { kind: 'account', id } as const
  const after = { active: verb === 'reactivate' }
  await audit(tx, { action: `accounts.${verb}`, subject, before, after })
  await record(tx, { type: `account.${verb}d`, shopId: null, subject })
}

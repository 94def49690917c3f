import { allow, type Grant, type PlatformRole } from '../../kit/access/index.ts'
import { auditRead } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { type Account, selectAccount } from './store.ts'
import { selectRights } from './store-callers.ts'
import { selectPasskeys } from './store-passkeys.ts'
import { selectTotp } from './store-second-factors.ts'
import { selectSessions } from './store-sessions.ts'

// Who has more is not known better by it.
const MOST_SESSIONS = 100

/** An account as the platform's admins see it: what it may, where it is signed in, how it is guarded. */
export interface AccountRecord {
  account: Account
  grants: Grant[]
  platformRoles: PlatformRole[]
  /** Open sessions, a hundred at most. */
  sessions: number
  lastUsedAt: Temporal.Instant | null
  twoStep: boolean
  passkeys: number
}

/** An account of anybody; that it was read stands in the audit log. For the platform's admins. */
export async function readAccount(ctx: Ctx, id: string): Promise<AccountRecord> {
  allow(ctx, 'platform.accounts', {})
  const account = isId(id) ? await selectAccount(ctx, id) : undefined
  if (!account) throw notFound()
  await auditRead(ctx, { action: 'accounts.read', subject: { kind: 'account', id } })
  const { grants, platformRoles } = await selectRights(ctx.services, id)
  const sessions = await selectSessions(ctx, id, MOST_SESSIONS)
  return {
    account,
    grants,
    platformRoles,
    sessions: sessions.length,
    lastUsedAt: sessions[0]?.lastUsedAt ?? null,
    twoStep: (await selectTotp(ctx, id))?.confirmedAt != null,
    passkeys: (await selectPasskeys(ctx, id)).length,
  }
}

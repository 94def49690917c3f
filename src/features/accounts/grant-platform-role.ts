import { accountIdOf, allow, type PlatformRole } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { insertPlatformRole, lockAccount } from './store.ts'
import { lockPlatformPeople } from './store-platform.ts'

/** Makes an account super admin, admin or support of the platform. For the super admin and the program itself. */
export async function grantPlatformRole(ctx: Ctx, accountId: string, role: PlatformRole): Promise<void> {
  allow(ctx, 'platform.admins', {})
  await transaction(ctx, (tx) => givePlatformRole(tx, accountId, role, accountIdOf(tx.caller)))
}

/** The same for a verb that has asked already whether it may, such as a taken-up invitation. */
export async function givePlatformRole(
  tx: Ctx,
  accountId: string,
  role: PlatformRole,
  grantedBy: string | null,
): Promise<void> {
  await lockPlatformPeople(tx)
  const account = isId(accountId) ? await lockAccount(tx, accountId) : undefined
  if (!account) throw notFound()
  await insertPlatformRole(tx, accountId, role, grantedBy)
  await audit(tx, {
    action: 'accounts.grantPlatformRole',
    subject: { kind: 'account', id: accountId },
    after: { role },
  })
}

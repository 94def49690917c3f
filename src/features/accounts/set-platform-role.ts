import { accountIdOf, allow, type PlatformRole } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { rightsChanged } from './rights-changed.ts'
import { insertPlatformRole } from './store.ts'
import { deletePlatformRoles, lockPlatformPeople, selectPlatformPeople } from './store-platform.ts'
import { guardLastSuperAdmin } from './super-admins.ts'

/**
 * Gives one of the platform's people another role, or none any more (null); it holds at once, also in open sessions.
 * For the super admin. 404 for who has no role there, 409 `last_super_admin`.
 */
export async function setPlatformRole(ctx: Ctx, accountId: string, role: PlatformRole | null): Promise<void> {
  allow(ctx, 'platform.admins', {})
  await transaction(ctx, async (tx) => {
    await lockPlatformPeople(tx)
    const held = isId(accountId) ? await selectPlatformPeople(tx, accountId) : []
    const before = held.map((one) => one.role)
    if (before.length === 0) throw notFound()
    if (before.length === 1 && before[0] === role) return
    if (role !== 'super_admin') await guardLastSuperAdmin(tx, accountId)
    await deletePlatformRoles(tx, accountId, role ?? undefined)
    if (role) await insertPlatformRole(tx, accountId, role, accountIdOf(tx.caller))
    else await rightsChanged(tx, accountId)
    await audit(tx, {
      action: 'accounts.setPlatformRole',
      subject: { kind: 'account', id: accountId },
      before: { roles: before },
      after: { roles: role ? [role] : [] },
    })
  })
}

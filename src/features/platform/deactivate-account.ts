import { allow, signedIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { forbidden, illegalMove } from '../../kit/errors.ts'
import type { Account } from '../accounts/account.ts'
import { closeAccount, reopenAccount } from '../accounts/close-account.ts'
import { rolesOnPlatform } from '../accounts/platform-people.ts'
import { guardLastSuperAdmin } from '../accounts/super-admins.ts'
import { guardOwnedShops } from '../staff/owned-shops.ts'

/**
 * Closes somebody's account; they are out at once, everywhere. 403 for an admin of the platform by anybody but the super
 * admin. 409 `own_account`, `last_super_admin`, `last_owner`.
 */
export async function deactivateAccount(ctx: Ctx, id: string): Promise<Account> {
  allow(ctx, 'platform.accounts', {})
  if (signedIn(ctx).accountId === id) throw illegalMove('own_account')
  return transaction(ctx, async (tx) => {
    await guardRank(tx, id)
    await guardLastSuperAdmin(tx, id)
    await guardOwnedShops(tx, id)
    return closeAccount(tx, id)
  })
}

/** Opens a closed account again. 403 as for closing it. */
export async function reactivateAccount(ctx: Ctx, id: string): Promise<Account> {
  allow(ctx, 'platform.accounts', {})
  return transaction(ctx, async (tx) => {
    await guardRank(tx, id)
    return reopenAccount(tx, id)
  })
}

/** Whether the account is not the caller's to close: one of their own rank or above. */
export async function isAbove(ctx: Ctx, id: string): Promise<boolean> {
  if (signedIn(ctx).platformRoles.includes('super_admin')) return false
  return (await rolesOnPlatform(ctx, id)).some((role) => role !== 'support')
}

async function guardRank(tx: Ctx, id: string): Promise<void> {
  if (await isAbove(tx, id)) throw forbidden()
}

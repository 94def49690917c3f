import type { Ctx } from '../../kit/context.ts'
import { illegalMove } from '../../kit/errors.ts'
import { lockPlatformPeople, selectPlatformPeople } from './store-platform.ts'

/** Whether anybody is super admin of this installation: before that it belongs to nobody. */
export async function hasSuperAdmin(ctx: Ctx): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('platformRoles')
    .select('accountId')
    .where('role', '=', 'super_admin')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Throws 409 `last_super_admin` where the account is the only super admin who can still sign in. Of two who go at once
 * the second waits here, and is refused.
 */
export async function guardLastSuperAdmin(tx: Ctx, accountId: string): Promise<void> {
  await lockPlatformPeople(tx)
  const active = (await selectPlatformPeople(tx)).filter(
    ({ role, deactivatedAt }) => role === 'super_admin' && deactivatedAt === null,
  )
  const others = active.some((one) => one.accountId !== accountId)
  if (!others && active.length > 0) throw illegalMove('last_super_admin')
}

import type { Ctx } from '../../kit/context.ts'

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

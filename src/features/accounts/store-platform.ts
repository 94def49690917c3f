import type { PlatformRole } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'

/** A role on the platform that somebody holds. */
export interface PlatformPerson {
  accountId: string
  role: PlatformRole
  name: string
  email: string | null
  since: Temporal.Instant
  /** The account that gave it; null: the program itself. */
  grantedBy: string | null
  deactivatedAt: Temporal.Instant | null
}

/** Every role on the platform with who holds it; there are few. */
export async function selectPlatformPeople(ctx: Ctx, accountId?: string): Promise<PlatformPerson[]> {
  const rows = await ctx.db
    .selectFrom('platformRoles')
    .innerJoin('accounts', 'accounts.id', 'platformRoles.accountId')
    .select(['accountId', 'role', 'name', 'email', 'grantedAt as since', 'grantedBy', 'deactivatedAt'])
    .$if(accountId !== undefined, (query) => query.where('accountId', '=', accountId ?? ''))
    .orderBy('name')
    .orderBy('accountId')
    .execute()
  return rows as PlatformPerson[]
}

/**
 * Lets one after the other change who the platform's people are: whoever locks the super admins' rows sees what was
 * committed before.
 */
export async function lockPlatformPeople(tx: Ctx): Promise<void> {
  await tx.db
    .selectFrom('platformRoles')
    .select('accountId')
    .where('role', '=', 'super_admin')
    .orderBy('accountId')
    .forUpdate()
    .execute()
}

/** Takes all roles on the platform from an account, or all but one. */
export async function deletePlatformRoles(tx: Ctx, accountId: string, but?: PlatformRole): Promise<void> {
  await tx.db
    .deleteFrom('platformRoles')
    .where('accountId', '=', accountId)
    .$if(but !== undefined, (query) => query.where('role', '!=', but ?? 'support'))
    .execute()
}

import type { ShopRole } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'

/** Somebody with roles in all shops of an organisation. */
export interface Member {
  accountId: string
  name: string
  email: string | null
  roles: ShopRole[]
  since: Temporal.Instant
  /** A closed account holds nothing until it is opened again. */
  closed: boolean
}

/** The members of an organisation, the oldest first: all, or those of an account. */
export async function selectMembers(ctx: Ctx, organisationId: string, accountId?: string): Promise<Member[]> {
  let query = ctx.db
    .selectFrom('organisationMembers')
    .innerJoin('accounts', 'accounts.id', 'organisationMembers.accountId')
    .select(['accountId', 'name', 'email', 'roles', 'since', 'deactivatedAt'])
    .where('organisationId', '=', organisationId)
  if (accountId) query = query.where('accountId', '=', accountId)
  const rows = await query.orderBy('since').orderBy('accountId').execute()
  return rows.map(({ deactivatedAt, roles, ...row }) => ({
    ...row,
    roles: roles as ShopRole[],
    closed: deactivatedAt !== null,
  }))
}

/** Gives an account its roles in all shops of the organisation; false where it is a member already. */
export async function insertMember(
  tx: Ctx,
  organisationId: string,
  accountId: string,
  roles: readonly ShopRole[],
): Promise<boolean> {
  const row = await tx.db
    .insertInto('organisationMembers')
    .values({ organisationId, accountId, roles: [...roles], since: tx.now })
    .onConflict((on) => on.columns(['organisationId', 'accountId']).doNothing())
    .returning('accountId')
    .executeTakeFirst()
  return row !== undefined
}

export async function updateMember(
  tx: Ctx,
  organisationId: string,
  accountId: string,
  roles: readonly ShopRole[],
): Promise<void> {
  await tx.db
    .updateTable('organisationMembers')
    .set({ roles: [...roles] })
    .where('organisationId', '=', organisationId)
    .where('accountId', '=', accountId)
    .execute()
}

export async function deleteMember(tx: Ctx, organisationId: string, accountId: string): Promise<void> {
  await tx.db
    .deleteFrom('organisationMembers')
    .where('organisationId', '=', organisationId)
    .where('accountId', '=', accountId)
    .execute()
}

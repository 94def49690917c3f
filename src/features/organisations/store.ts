import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'

/** A business that has one shop or several. */
export interface Organisation {
  id: string
  name: string
}

export async function insertOrganisation(ctx: Ctx, name: string): Promise<Organisation> {
  return ctx.db
    .insertInto('organisations')
    .values({ id: newId(ctx.now), name, createdAt: ctx.now })
    .returning(['id', 'name'])
    .executeTakeFirstOrThrow()
}

export async function selectOrganisation(ctx: Ctx, id: string): Promise<Organisation | undefined> {
  return ctx.db.selectFrom('organisations').select(['id', 'name']).where('id', '=', id).executeTakeFirst()
}

/** Lets whoever changes who owns an organisation, or a shop of it, do so one after the other. */
export async function lockOrganisationRow(tx: Ctx, id: string): Promise<void> {
  await tx.db.selectFrom('organisations').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

/** How many members who may sign in hold the role of an owner in all shops of the organisation, but for one account. */
export async function countOwners(
  ctx: Ctx,
  organisationId: string,
  exceptAccountId?: string,
): Promise<number> {
  let query = ctx.db
    .selectFrom('organisationMembers')
    .innerJoin('accounts', 'accounts.id', 'organisationMembers.accountId')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organisationId', '=', organisationId)
    .where('accounts.deactivatedAt', 'is', null)
    .where(sql<boolean>`'owner' = any(roles)`)
  if (exceptAccountId) query = query.where('accountId', '<>', exceptAccountId)
  return (await query.executeTakeFirstOrThrow()).count
}

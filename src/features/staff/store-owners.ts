import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops } from '../../kit/db/index.ts'

/** The shops that an account owns, as one of their people or through their organisation. */
export async function selectShopsOwnedBy(ctx: Ctx, accountId: string): Promise<string[]> {
  const db = acrossShops(ctx.db, 'a person may own several shops')
  const rows = await db
    .selectFrom('staff')
    .select('shopId')
    .where('accountId', '=', accountId)
    .where('leftAt', 'is', null)
    .where(sql<boolean>`'owner' = any(roles)`)
    .union(
      db
        .selectFrom('organisationMembers')
        .innerJoin('shops', 'shops.organisationId', 'organisationMembers.organisationId')
        .select('shops.id as shopId')
        .where('accountId', '=', accountId)
        .where(sql<boolean>`'owner' = any(roles)`),
    )
    .execute()
  return rows.map(({ shopId }) => shopId)
}

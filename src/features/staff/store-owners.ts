import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops } from '../../kit/db/index.ts'

/** The shops that an account owns as one of their people. */
export async function selectShopsOwnedBy(ctx: Ctx, accountId: string): Promise<string[]> {
  const rows = await acrossShops(ctx.db, 'a person may own several shops')
    .selectFrom('staff')
    .select('shopId')
    .where('accountId', '=', accountId)
    .where('leftAt', 'is', null)
    .where(sql<boolean>`'owner' = any(roles)`)
    .execute()
  return rows.map(({ shopId }) => shopId)
}

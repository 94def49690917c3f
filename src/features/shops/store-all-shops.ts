import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { searchKey } from '../../kit/input.ts'
import type { Shop, ShopStatus } from './shop.ts'
import { SHOP_COLUMNS, shopOf } from './store.ts'

interface AllShopsFilter {
  /** Of name and place, as typed. */
  words: string
  status?: ShopStatus | undefined
  /** Continues after this id. */
  after?: string | undefined
  limit: number
}

/** A page of shops in any state, the newest first. */
export async function selectAllShops(
  ctx: Ctx,
  { words, status, after, limit }: AllShopsFilter,
): Promise<Shop[]> {
  let query = ctx.db.selectFrom('shops').select(SHOP_COLUMNS)
  if (status) query = query.where('status', '=', status)
  for (const word of searchKey(words).split(' ').filter(Boolean).slice(0, 8))
    query = query.where('search', 'like', `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
  if (after) query = query.where('id', '<', after)
  const rows = await query.orderBy('id', 'desc').limit(limit).execute()
  return rows.map(shopOf)
}

export async function countShops(ctx: Ctx, status: ShopStatus): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('shops')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('status', '=', status)
    .executeTakeFirstOrThrow()
  return count
}

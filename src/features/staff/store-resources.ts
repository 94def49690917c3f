import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Resource } from './resources.ts'

const COLUMNS = [
  'shopId',
  'id',
  'kind',
  'name',
  'staffId',
  'lanes',
  'dailyMinutes',
  'skills',
  'position',
  'archivedAt',
  'version',
] as const

/** The resources of a shop in their order: those of some ids, or all; archived ones only when asked for. */
export async function selectResources(
  ctx: Ctx,
  shopId: string,
  { archived, ids }: { archived: boolean; ids?: readonly string[] },
): Promise<Resource[]> {
  let query = ctx.db.selectFrom('resources').select(COLUMNS).where('shopId', '=', shopId)
  if (!archived) query = query.where('archivedAt', 'is', null)
  if (ids) query = query.where('id', 'in', ids)
  const rows = await query.orderBy('position').orderBy('id').execute()
  return rows as Resource[]
}

/** The living calendar place of a person. */
export async function selectResourceOfPerson(
  ctx: Ctx,
  shopId: string,
  staffId: string,
): Promise<Resource | undefined> {
  const row = await ctx.db
    .selectFrom('resources')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('staffId', '=', staffId)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  return row as Resource | undefined
}

export async function insertResource(
  ctx: Ctx,
  shopId: string,
  values: Pick<Resource, 'kind' | 'name' | 'staffId' | 'lanes' | 'skills'>,
): Promise<Resource> {
  const row = await ctx.db
    .insertInto('resources')
    .values({
      ...values,
      shopId,
      id: newId(ctx.now),
      position: sql<number>`(select coalesce(max(position), 0) + 1 from resources where shop_id = ${shopId})`,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Resource
}

/** Writes the change and raises the version; undefined when the resource is no longer at `before.version`. */
export async function updateResource(
  ctx: Ctx,
  before: Resource,
  change: Partial<Pick<Resource, 'name' | 'lanes' | 'dailyMinutes' | 'skills' | 'position' | 'archivedAt'>>,
): Promise<Resource | undefined> {
  const row = await ctx.db
    .updateTable('resources')
    .set({ ...change, version: before.version + 1 })
    .where('shopId', '=', before.shopId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row as Resource | undefined
}

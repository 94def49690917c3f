import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'

/** A table that belongs to shops, as the database itself describes it. */
export interface ShopTable {
  name: string
  columns: { name: string; type: string }[]
  /** The primary key without the shop, in its order: by it the rows are read page by page. */
  key: { name: string; type: string }[]
  /** The column with the shop's id. */
  shopColumn: 'shop_id' | 'id'
}

/** Every table with a shop in it, and the shops themselves, by name. */
export async function selectShopTables(ctx: Ctx): Promise<ShopTable[]> {
  const { rows } = await sql<ShopTable>`
    select c.relname as name, case c.relname when 'shops' then 'id' else 'shop_id' end as shop_column,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
          order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
          order by array_position(i.indkey::int2[], a.attnum)), '[]')
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey::int2[])
        where i.indrelid = c.oid and i.indisprimary and a.attname <> 'shop_id') as key
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and (c.relname = 'shops' or exists (select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'shop_id' and not a.attisdropped))
    order by c.relname`.execute(ctx.db)
  return rows
}

/** A row as it goes into the copy, and where the next page begins. */
interface Line {
  line: string
  key: string[]
}

/** The next rows of a shop in one of its tables: the chosen columns as JSON, written by the database. */
export async function selectLines(
  ctx: Ctx,
  shopId: string,
  { name, shopColumn, key }: ShopTable,
  page: { columns: readonly string[]; after: readonly string[] | undefined; limit: number },
): Promise<Line[]> {
  const columns = sql.join(page.columns.map((column) => sql.ref(`t.${column}`)))
  const order = sql.join(key.map((column) => sql.ref(`t.${column.name}`)))
  const ends = key.map((column, at) => sql`${page.after?.[at] ?? null}::${sql.raw(column.type)}`)
  const { rows } = await sql<Line>`
    select (select row_to_json(one) from (select ${columns}) one)::text as line,
      array[${sql.join(key.map((column) => sql`${sql.ref(`t.${column.name}`)}::text`))}]::text[] as key
    from ${sql.table(name)} t where ${sql.ref(`t.${shopColumn}`)} = ${shopId}
      ${page.after && key.length > 0 ? sql`and (${order}) > (${sql.join(ends)})` : sql``}
      ${key.length > 0 ? sql`order by ${order}` : sql``} limit ${page.limit}`.execute(ctx.db)
  return rows
}

/** The next photos and other files of a shop. */
export async function selectFilesAfter(
  ctx: Ctx,
  shopId: string,
  after: string | undefined,
  limit: number,
): Promise<{ id: string; storageKey: string }[]> {
  let query = ctx.db.selectFrom('files').select(['id', 'storageKey']).where('shopId', '=', shopId)
  if (after) query = query.where('id', '>', after)
  return query.orderBy('id').limit(limit).execute()
}

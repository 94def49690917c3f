import type pg from 'pg'

/**
 * Gives the application role exactly its rights: read and write rows of every table, no update or delete on the
 * append-only ones, nothing on `migrations`, the job tables, no right to make or change anything. Only differences
 * from what it has are granted, so a start without news changes nothing.
 */
export async function grantToApplication(
  owner: pg.Client,
  role: string,
  appendOnly: string[],
): Promise<void> {
  const name = quoted(role)
  const missing = await owner.query<{ statement: string }>(differences, [role, appendOnly])
  const tables = await owner.query<{ name: string }>(`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`)
  const unknown = appendOnly.filter((table) => !tables.rows.some((row) => row.name === table))
  if (unknown.length > 0) throw new Error(`db/append-only.json names no table: ${unknown.join(', ')}`)
  if (missing.rows.length === 0) return
  await owner.query('begin')
  try {
    for (const { statement } of missing.rows) await owner.query(`${statement} ${name}`)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

const differences = `
with wanted as (
  select c.oid, c.oid::regclass::text as name, right_name,
    case
      when n.nspname = 'pgboss' then right_name <> 'TRUNCATE'
      when c.relname = 'migrations' or right_name = 'TRUNCATE' then false
      when c.relname = any ($2::text[]) then right_name in ('SELECT', 'INSERT')
      else true
    end as allowed
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as right_name
  where n.nspname in ('public', 'pgboss') and c.relkind in ('r', 'p', 'v', 'm')
    and not (c.relispartition and n.nspname = 'public')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
)
select case when allowed then 'grant ' || right_name || ' on ' || name || ' to'
  else 'revoke ' || right_name || ' on ' || name || ' from' end as statement
from wanted where has_table_privilege($1, oid, right_name) <> allowed
union all
select 'grant usage, select on sequence ' || c.oid::regclass || ' to'
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'pgboss')
  and case when c.relkind = 'S' then not has_sequence_privilege($1, c.oid, 'USAGE') else false end
union all
select 'grant usage on schema ' || nspname || ' to' from pg_namespace
where nspname in ('public', 'pgboss') and not has_schema_privilege($1, oid, 'USAGE')`

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

import type { Pool, PoolClient } from 'pg'

/** A statement as it went to the database. */
export interface Statement {
  text: string
  values: readonly unknown[]
}

/** What a piece of work reads from the named tables. */
export async function readsOf(
  pool: Pool,
  tables: readonly string[],
  work: () => Promise<unknown>,
): Promise<Statement[]> {
  const asked: Statement[] = []
  const heard: [PoolClient, PoolClient['query']][] = []
  const hear = (client: PoolClient) => {
    if (heard.some(([known]) => known === client)) return
    const { query } = client
    heard.push([client, query])
    Object.assign(client, {
      query(what: string | Statement, values?: readonly unknown[], ...rest: unknown[]) {
        const text = typeof what === 'string' ? what : what.text
        asked.push({ text, values: (typeof what === 'string' ? values : what.values) ?? [] })
        return (query as (...given: unknown[]) => unknown).call(client, what, values, ...rest)
      },
    })
  }
  pool.on('acquire', hear)
  try {
    await work()
  } finally {
    pool.off('acquire', hear)
    for (const [client, query] of heard) Object.assign(client, { query })
  }
  const names = new RegExp(`"(${tables.join('|')})"`)
  return asked.filter(({ text }) => /^\s*(select|with)/i.test(text) && names.test(text))
}

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Plan[]
}

/** Rows that a plan takes in its hand from the large tables, by which indexes, and every way to them that is no index. */
export interface Read {
  rows: number
  indexes: string[]
  withoutIndex: string[]
}

function readBy(plan: Plan, large: ReadonlySet<string>): Read {
  const below = (plan.Plans ?? []).map((one) => readBy(one, large))
  const name = plan['Relation Name'] ?? ''
  const own = large.has(name)
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)
  const rows = own ? (plan['Actual Rows'] + removed) * plan['Actual Loops'] : 0
  const isScan = own && plan['Node Type'] === 'Seq Scan'
  return {
    rows: below.reduce((sum, one) => sum + one.rows, rows),
    indexes: [...below.flatMap((one) => one.indexes), ...(plan['Index Name'] ? [plan['Index Name']] : [])],
    withoutIndex: [...below.flatMap((one) => one.withoutIndex), ...(isScan ? [name] : [])],
  }
}

/** How PostgreSQL runs these statements, run once more for it: reads only. */
export async function explained(
  pool: Pool,
  statements: readonly Statement[],
  large: readonly string[],
): Promise<(Read & { text: string })[]> {
  const found = []
  for (const { text, values } of statements) {
    const { rows } = await pool.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      [...values],
    )
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
    if (plan) found.push({ text, ...readBy(plan, new Set(large)) })
  }
  return found
}

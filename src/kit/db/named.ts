import type { QueryResultRow } from 'pg'
import type { Services } from '../context.ts'

/**
 * One of the few hottest reads as a named prepared statement on the pool, in plain SQL with quoted camelCase names.
 * `FIXBAY_PREPARE=0` leaves the name away, for poolers that cannot keep statements. Says why where it spans shops.
 */
export async function namedRead<Row extends QueryResultRow>(
  { database, config }: Pick<Services, 'database' | 'config'>,
  query: { name: string; text: string; spansShops?: string },
  values: unknown[],
): Promise<Row[]> {
  const name = config.environment['FIXBAY_PREPARE'] === '0' ? {} : { name: query.name }
  const { rows } = await database.pool.query<Row>({ ...name, text: query.text, values })
  return rows
}

import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import { ShopGuard } from './shop-guard.ts'
import type { DB } from './types.ts'
import { installWireTypes } from './wire.ts'

installWireTypes()

/** The one pool of the process and the query builder on it. */
export interface Database {
  pool: pg.Pool
  kysely: Kysely<DB>
  close(): Promise<void>
}

interface Options {
  url: string
  poolSize?: number
  log?: Logger
  /** Throws on a query of a shop's table without its shop (tests and development). */
  guard: boolean
}

// A person waits at most this long: for a connection, for a statement, for a lock.
const PATIENCE_MS = 8000

/** Opens the pool as the application's role. Connections are made when first needed. */
export function openDatabase({ url, poolSize = 12, log, guard }: Options): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS + 1000,
    statement_timeout: PATIENCE_MS,
    lock_timeout: PATIENCE_MS,
    idle_in_transaction_session_timeout: 2 * PATIENCE_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    options: '-c timezone=UTC',
  })
  // A connection that the server closes while idle must not end the process.
  pool.on('error', (error) => {
    // Not the error itself: it drags its whole connection into the log.
    if (!pool.ending) log?.warn({ reason: error.message }, 'idle database connection lost')
  })
  const plugins = [
    ...(guard ? [new ShopGuard()] : []),
    new CamelCasePlugin({ maintainNestedObjectKeys: true }),
  ]
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), plugins })
  return {
    pool,
    kysely,
    async close() {
      if (!pool.ended) await pool.end()
    },
  }
}

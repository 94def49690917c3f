import type { Socket } from 'node:net'
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import { preparedPool } from './prepared-pool.ts'
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
  /** Names every statement so that a connection plans it once; old poolers cannot (`FIXBAY_PREPARE=0`). */
  prepare?: boolean
}

// A person waits at most this long for a connection, for a statement, for a lock; for all of it: kit/patience.ts.
const PATIENCE_MS = 8000
// The server ends a statement by itself before; one that is silent for longer is frozen or out of reach.
const SILENCE_MS = PATIENCE_MS + 1000

/** Opens the pool as the application's role. Connections are made when first needed. */
export function openDatabase({ url, poolSize = 12, log, guard, prepare = true }: Options): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: PATIENCE_MS,
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
  pool.on('connect', (client) => {
    // One that the server closes between two statements of a transaction must not either: the next statement tells.
    client.on('error', () => undefined)
    dropWhenSilent(client)
  })
  const plugins = [
    ...(guard ? [new ShopGuard()] : []),
    new CamelCasePlugin({ maintainNestedObjectKeys: true }),
  ]
  const kysely = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: prepare ? preparedPool(pool) : pool }),
    plugins,
  })
  return {
    pool,
    kysely,
    async close() {
      if (!pool.ended) await pool.end()
    },
  }
}

/** What a client keeps to itself. */
interface Wired {
  connection: { stream: Socket }
  /** Nothing is asked that is not answered. */
  readyForQuery: boolean
}

/**
 * Closes a connection whose server says nothing for too long, so that whoever waits for it is told and the pool makes a
 * new one. (pg's `query_timeout` gives the caller an error and the pool a connection that is still stuck.)
 */
function dropWhenSilent(client: pg.PoolClient): void {
  const wired = client as unknown as Wired
  const { stream } = wired.connection
  stream.setTimeout(SILENCE_MS, () => {
    if (!wired.readyForQuery) stream.destroy()
  })
}

import { createHash } from 'node:crypto'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

// Each name costs memory in every connection of the server; lists of varying length make ever new texts.
const MOST_NAMES = 600

/**
 * The pool as Kysely uses it, with every text of SQL prepared under a name of its own: parsed and planned once a
 * connection instead of at each call. Texts beyond the first few hundred are sent as they are.
 */
export function preparedPool(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>()
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    end: () => pool.end(),
    options: pool.options,
    connect: async () => {
      const client = await pool.connect()
      const known = clients.get(client)
      if (known) return known
      const prepared = preparedClient(client, names)
      clients.set(client, prepared)
      return prepared
    },
  } as PostgresPool
}

function preparedClient(client: pg.PoolClient, names: Map<string, string>): PostgresPoolClient {
  // A client of its own shape: cursors and everything else go to the real one.
  const prepared = Object.create(client) as pg.PoolClient
  const query = (text: unknown, values?: readonly unknown[]) => {
    const name = typeof text === 'string' ? nameOf(text, names) : undefined
    if (name === undefined) return (client.query as (...all: unknown[]) => unknown)(text, values)
    return client.query({ name, text: text as string, values: [...(values ?? [])] })
  }
  return Object.assign(prepared, { query }) as unknown as PostgresPoolClient
}

// Transaction control and settings are no statements to prepare.
const PREPARABLE = /^\s*(?:select|insert|update|delete|with)\b/i

function nameOf(text: string, names: Map<string, string>): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= MOST_NAMES || !PREPARABLE.test(text)) return undefined
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name
}

import type pg from 'pg'

/** A database whose every change can be taken back: all connections are one, inside a transaction that never commits. */
export interface Enclosed {
  /** Runs `work`, tells which tables it has changed, and takes everything back. */
  undone<T>(work: () => Promise<T>): Promise<{ result: T; wrote: string[] }>
  /** Gives the pool its own connections again. */
  open(): Promise<void>
}

interface Query {
  text: string
}

const BEGIN = /^\s*(?:begin|start transaction)/i
const COMMIT = /^\s*commit/i
const ROLLBACK = /^\s*rollback\s*$/i
// Whatever else is sent may write, also a function of the queue.
const READS = /^\s*select\b(?![\s\S]*pgboss\.)/i
const WRITES = /^\s*(?:with\b[\s\S]*?\b)?(?:insert\s+into|update|delete\s+from)\s+"?(?:pgboss"?\."?)?(\w+)/i

/**
 * Puts the pool into one transaction. What the program begins and commits becomes a savepoint in it, so the program
 * works as ever, a request after the other, and a case leaves nothing behind: that costs two statements instead of
 * a fresh database. Transactions of one request wait for each other.
 */
export async function enclose(pool: pg.Pool): Promise<Enclosed> {
  const { connect, query } = pool
  const client = await pool.connect()
  let last: Promise<unknown> = Promise.resolve()
  // One after the other: the connection is one, and a page's loaders ask at once.
  const run = (text: unknown, values?: unknown): Promise<pg.QueryResult> => {
    const next = last.then(() => client.query(text as string, values as unknown[]))
    last = next.catch(() => undefined)
    return next
  }
  // Most cases only read: the way back is made before the first statement that may change something.
  let wayBack: Promise<unknown> | undefined
  const remember = (): Promise<unknown> => (wayBack ??= run('savepoint the_case'))
  const begun = { depth: 0, free: Promise.resolve(), leave: () => undefined as void }
  let wrote: string[] = []
  let mark = 0

  async function enter(): Promise<void> {
    const before = begun.free
    const { promise, resolve } = Promise.withResolvers<void>()
    begun.free = before.then(() => promise)
    await before
    begun.leave = resolve
    begun.depth += 1
    mark = wrote.length
  }

  async function send(query: string | Query, values?: unknown): Promise<pg.QueryResult> {
    const text = typeof query === 'string' ? query : query.text
    if (BEGIN.test(text)) {
      await enter()
      await remember()
      return run(`savepoint call_${begun.depth}`)
    }
    if (COMMIT.test(text)) return finish(`release savepoint call_${begun.depth}`)
    if (ROLLBACK.test(text)) {
      wrote.length = mark
      return finish(`rollback to savepoint call_${begun.depth}`)
    }
    if (!READS.test(text)) await remember()
    const table = WRITES.exec(text)?.[1]
    const done = await run(query, values)
    if (table && done.rowCount) wrote.push(table)
    return done
  }

  async function finish(sql: string): Promise<pg.QueryResult> {
    const { leave } = begun
    const done = await run(sql)
    begun.depth -= 1
    leave()
    return done
  }

  const lent = Object.assign(Object.create(client) as pg.PoolClient, {
    query: send,
    release: () => undefined,
  })
  pool.connect = (() => Promise.resolve(lent)) as typeof pool.connect
  pool.query = send as unknown as typeof pool.query
  await run('begin')
  await run('set local idle_in_transaction_session_timeout = 0')
  return {
    async undone(work) {
      wrote = []
      wayBack = undefined
      try {
        const result = await work()
        return { result, wrote: [...new Set(wrote)] }
      } finally {
        // Released as well: a thousand nested ones make every later statement slow.
        if (wayBack) await run('rollback to savepoint the_case; release savepoint the_case')
      }
    },
    async open() {
      await run('rollback')
      Object.assign(pool, { connect, query })
      client.release()
    },
  }
}

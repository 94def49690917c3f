import { sql } from 'kysely'
import type { Ctx, Db } from '../context.ts'
import { Problem } from '../errors.ts'
import { settle, type Unsettled } from '../events/settle.ts'
import { tookTooLong } from '../patience.ts'

/** What a transaction still owes before it commits, kept by its connection. */
const owed = new WeakMap<Db, Unsettled>()

/** Notes that a verb wrote a line of the audit log about this record, where a transaction is open. */
export function noteAudited(ctx: Ctx, id: string | undefined): void {
  if (id !== undefined) owed.get(ctx.db)?.audited.push(id)
}

/** The events and jobs that the open transaction has gathered. Throws outside of one. */
export function unsettled(tx: Ctx): Unsettled {
  const mine = owed.get(tx.db)
  if (!mine) throw new Error('events and jobs are recorded inside a transaction')
  return mine
}

// Serialization failure and deadlock: the same work may well succeed a moment later.
const AGAIN = new Set(['40001', '40P01'])
const TRIES = 4

/**
 * Runs `work` in one transaction and settles its events and jobs before the commit. A call inside
 * another joins it. Serialization failures and deadlocks are tried again, three times. A refusal is completed after the
 * rollback, when nobody waits for its locks any more.
 */
export async function transaction<T>(ctx: Ctx, work: (tx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx)
  for (let tried = 1; ; tried += 1) {
    try {
      return await once(ctx, work)
    } catch (error) {
      if (tried < TRIES && AGAIN.has(sqlState(error) ?? '')) continue
      if (error instanceof Problem) await error.complete(ctx)
      throw error
    }
  }
}

async function once<T>(ctx: Ctx, work: (tx: Ctx) => Promise<T>): Promise<T> {
  const pending: Unsettled = { events: [], jobs: [], audited: [], atEnd: [], afterCommit: [] }
  const result = await ctx.db.transaction().execute(async (db) => {
    owed.set(db, pending)
    const tx: Ctx = { ...ctx, db }
    const answer = await work(tx)
    await settle(tx, pending)
    if (ctx.patience?.over) throw tookTooLong()
    return answer
  })
  for (const hint of pending.afterCommit) hint()
  return result
}

/** Runs `work` behind a savepoint: what it wrote is undone when it throws, the transaction lives on. */
export async function savepoint<T>(tx: Ctx, work: () => Promise<T>): Promise<T> {
  const pending = unsettled(tx)
  const lists = [pending.events, pending.jobs, pending.audited, pending.atEnd, pending.afterCommit]
  const before = lists.map(({ length }) => length)
  await sql`savepoint inner_work`.execute(tx.db)
  try {
    const result = await work()
    await sql`release savepoint inner_work`.execute(tx.db)
    return result
  } catch (error) {
    for (const [at, list] of lists.entries()) list.length = before[at] ?? 0
    await sql`rollback to savepoint inner_work`.execute(tx.db)
    throw error
  }
}

/** One read-only snapshot, where several reads must agree with each other. */
export async function snapshot<T>(ctx: Ctx, read: (tx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return read(ctx)
  return ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((db) => read({ ...ctx, db }))
}

/** The SQLSTATE of a database error. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

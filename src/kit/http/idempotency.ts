import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { callerId } from '../access/caller.ts'
import type { Ctx } from '../context.ts'
import { savepoint, sqlState, transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import { keptSince } from '../retention.ts'
import type { Answer } from './route.ts'

export interface KeyedCall {
  key: string
  method: string
  path: string
  body: unknown
}

/** A problem that was kept as the key's answer, to be thrown again word for word. */
export interface Kept {
  status: number
  body: unknown
}

/**
 * Runs `work` once for a key: the answer is kept in work's own transaction and given again to the same
 * key and body for 24 hours. While the first call is in flight a second waits on its row. Kept are 2xx,
 * 409 and 422; with anything else the key is free again. `explain` gives a refusal's body. `before` runs first, outside
 * of the transaction, where the key has no answer yet.
 */
export async function once(
  ctx: Ctx,
  call: KeyedCall,
  work: (tx: Ctx, before: unknown) => Promise<Answer>,
  explain: (problem: Problem) => unknown,
  before?: () => Promise<unknown>,
): Promise<Kept> {
  const scope = scopeOf(ctx, call)
  // Keyed: a body may hold a password, which a plain hash would give away to whoever reads the table.
  const request = ctx.services.secrets.keyedHash('idempotency', JSON.stringify(call.body ?? null))
  const answered = before && (await readKey(ctx, scope, request))
  if (answered) return answered
  const [done] = await Promise.allSettled([before?.()])
  try {
    return await transaction(ctx, async (tx) => {
      const earlier = await claimKey(tx, scope, request)
      if (earlier) return earlier
      const kept = await attempt(
        tx,
        () => {
          if (done.status === 'rejected') throw done.reason
          return work(tx, done.value)
        },
        explain,
      )
      await tx.db
        .updateTable('idempotencyKeys')
        .set({ status: kept.status, answer: seal(tx, kept.body) })
        .where('scopeHash', '=', scope)
        .execute()
      return kept
    })
  } catch (error) {
    if (WAITED_TOO_LONG.has(sqlState(error) ?? '') && isKeyWait(error)) throw new Problem('in-progress')
    throw error
  }
}

// The time for a lock and the time for a statement are the same: whichever the server notices first.
const WAITED_TOO_LONG = new Set(['55P03', '57014'])

/** Deletes the answers whose time is over. */
export async function dropOldKeys(ctx: Ctx): Promise<void> {
  await ctx.db.deleteFrom('idempotencyKeys').where('createdAt', '<', keptSince(ctx.now, 'answers')).execute()
}

async function claimKey(tx: Ctx, scope: Buffer, request: Buffer): Promise<Kept | undefined> {
  if (await insertKey(tx, scope, request)) return undefined
  const earlier = await readKey(tx, scope, request)
  if (earlier) return earlier
  // There, and too old: the key begins anew.
  await tx.db.deleteFrom('idempotencyKeys').where('scopeHash', '=', scope).execute()
  if (!(await insertKey(tx, scope, request))) throw new Problem('in-progress')
  return undefined
}

/** The answer that a key has; undefined where it is unknown or too old. 422 where it was given with another body. */
async function readKey(ctx: Ctx, scope: Buffer, request: Buffer): Promise<Kept | undefined> {
  const row = await ctx.db
    .selectFrom('idempotencyKeys')
    .select(['requestHash', 'status', 'answer', 'createdAt'])
    .where('scopeHash', '=', scope)
    .executeTakeFirst()
  if (!row || Temporal.Instant.compare(row.createdAt, keptSince(ctx.now, 'answers')) < 0) return undefined
  if (!row.requestHash.equals(request)) throw new Problem('key-reused')
  return { status: row.status ?? 200, body: unseal(ctx, row.answer) }
}

/** Waits (up to the lock's time limit) for a call in flight with the same key, then says whether the key is ours. */
async function insertKey(tx: Ctx, scope: Buffer, request: Buffer): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('idempotencyKeys')
    .values({ scopeHash: scope, requestHash: request, createdAt: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning(sql<number>`1`.as('one'))
    .executeTakeFirst()
  return inserted !== undefined
}

async function attempt(
  tx: Ctx,
  work: (tx: Ctx) => Promise<Answer>,
  explain: (problem: Problem) => unknown,
): Promise<Kept> {
  try {
    return await savepoint(tx, async () => {
      const answer = await work(tx)
      return { status: answer.status, body: answer.body }
    })
  } catch (error) {
    if (error instanceof Problem && (error.status === 409 || error.status === 422)) {
      await error.complete(tx)
      return { status: error.status, body: explain(error) }
    }
    throw error
  }
}

function isKeyWait(error: unknown): boolean {
  return error instanceof Error && 'where' in error && String(error.where).includes('idempotency_keys')
}

/** Caller + method + path; a guest is known by the key alone, which must then be long enough not to be guessed. */
function scopeOf({ caller }: Ctx, { key, method, path }: KeyedCall): Buffer {
  if (caller.kind === 'nobody' && key.length < 16) {
    throw new Problem('invalid', { errors: [{ pointer: '/Idempotency-Key', key: 'keyTooShort' }] })
  }
  const who = callerId(caller) ?? ''
  return digest(JSON.stringify([who, method, path, key]))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Answers are kept encrypted: a tracking code may stand in one. */
function seal(tx: Ctx, body: unknown): string {
  return JSON.stringify({
    sealed: tx.services.secrets.encrypt(JSON.stringify(body ?? null)).toString('base64'),
  })
}

function unseal(ctx: Ctx, answer: unknown): unknown {
  const { sealed } = answer as { sealed: string }
  return JSON.parse(ctx.services.secrets.decrypt(Buffer.from(sealed, 'base64')))
}

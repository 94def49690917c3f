import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'

/** Failed sign-ins of an account since an instant: from one address, and from all of them. */
export interface FailureCount {
  here: number
  everywhere: number
  /** The oldest one from this address that still counts. */
  oldestHere: Temporal.Instant | null
}

export async function countFailures(
  ctx: Ctx,
  accountKey: Buffer,
  address: string,
  since: Temporal.Instant,
): Promise<FailureCount> {
  return ctx.db
    .selectFrom('signInFailures')
    .select([
      sql<number>`count(*) FILTER (WHERE address = ${address})::int`.as('here'),
      sql<number>`count(*)::int`.as('everywhere'),
      sql<Temporal.Instant | null>`min(at) FILTER (WHERE address = ${address})`.as('oldestHere'),
    ])
    .where('accountKey', '=', accountKey)
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
}

export async function insertFailure(tx: Ctx, accountKey: Buffer, address: string): Promise<void> {
  await tx.db
    .insertInto('signInFailures')
    .values({ id: newId(tx.now), accountKey, address, at: tx.now })
    .execute()
}

/** Failures of one account wait for each other, so that a burst of tries cannot slip past the count. */
export async function lockFailures(tx: Ctx, accountKey: Buffer): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${accountKey.readBigInt64BE().toString()}::bigint)`.execute(tx.db)
}

export async function deleteOldFailures(ctx: Ctx, before: Temporal.Instant): Promise<void> {
  await ctx.db.deleteFrom('signInFailures').where('at', '<', before).execute()
}

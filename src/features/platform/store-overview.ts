import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { earliestId } from '../../kit/db/index.ts'
import { QUEUES } from '../../kit/jobs/queue.ts'

// Nobody needs to know more exactly than this; a long queue is not counted to its end.
const MOST_COUNTED = 1000

/** The jobs that are due now, a thousand a queue at most, and since when the first of them is. */
export async function selectQueues(
  ctx: Ctx,
): Promise<{ name: string; waiting: number; oldest: Temporal.Instant | null }[]> {
  const { rows } = await sql<{ name: string; waiting: number; oldest: Temporal.Instant | null }>`
    SELECT queue.name, count(due.start_after)::int AS waiting, min(due.start_after) AS oldest
    FROM unnest(${[...QUEUES]}::text[]) WITH ORDINALITY AS queue (name, place)
    LEFT JOIN LATERAL (
      SELECT start_after FROM pgboss.job
      WHERE name = queue.name AND state < 'active' AND start_after <= ${ctx.now}
      LIMIT ${MOST_COUNTED}
    ) due ON true
    GROUP BY queue.name, queue.place ORDER BY queue.place`.execute(ctx.db)
  return rows
}

/** Messages that still wait, and those of the last day that could not be sent. */
export async function selectMessageState(ctx: Ctx): Promise<{ unsent: number; failedToday: number }> {
  const counted = (status: 'queued' | 'failed', since?: Temporal.Instant) =>
    ctx.db
      .selectFrom((from) =>
        from
          .selectFrom('messages')
          .select('id')
          .where('status', '=', status)
          .$if(since !== undefined, (query) => query.where('id', '>=', earliestId(since ?? ctx.now)))
          .limit(MOST_COUNTED)
          .as('some'),
      )
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirstOrThrow()
  return {
    unsent: (await counted('queued')).count,
    failedToday: (await counted('failed', ctx.now.subtract({ hours: 24 }))).count,
  }
}

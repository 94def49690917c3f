import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops, type DB } from '../../kit/db/index.ts'
import type { Kysely } from 'kysely'

/** What unfinished work does to the calendar: the lane it stands on, and until when, in epoch milliseconds. */
export interface Overrun {
  resourceId: string
  lane: number
  start: number
  end: number
}

/** A visit in whose way unfinished work stands. */
export interface Overtaken {
  shopId: string
  appointmentId: string
  resourceId: string
}

// A visit that nobody came to is not in conflict for ever.
const DUE_HOURS = 12
// Longer than a day after its claim, the asset stands aside: its bay and people have gone on.
const LONGEST = '24 hours'

/**
 * Work that is begun and not done, with the claims that it outlasts. Running, it holds people and places until now, or
 * until the promised time; waiting, it holds places until now. It lets go of them where another visit has since begun on
 * the same lane, and a day after the claim.
 */
function outlasting(db: Kysely<DB>, now: Temporal.Instant) {
  return db
    .selectFrom('appointments as working')
    .innerJoin('claims as held', (join) =>
      join.onRef('held.shopId', '=', 'working.shopId').onRef('held.appointmentId', '=', 'working.id'),
    )
    .innerJoin('resources', (join) =>
      join.onRef('resources.shopId', '=', 'held.shopId').onRef('resources.id', '=', 'held.resourceId'),
    )
    .where('working.work', 'in', ['running', 'waiting'])
    .where((eb) => eb.or([eb('working.work', '=', 'running'), eb('resources.kind', '<>', 'technician')]))
    .where('held.endsAt', '<', until(now))
    .where('held.endsAt', '>', sql<Temporal.Instant>`${now}::timestamptz - ${sql.lit(LONGEST)}::interval`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('claims as later')
            .innerJoin('appointments as begun', (join) =>
              join.onRef('begun.shopId', '=', 'later.shopId').onRef('begun.id', '=', 'later.appointmentId'),
            )
            .select('later.id')
            .whereRef('later.shopId', '=', 'held.shopId')
            .whereRef('later.resourceId', '=', 'held.resourceId')
            .whereRef('later.lane', '=', 'held.lane')
            .whereRef('later.startsAt', '>=', 'held.endsAt')
            .where('later.startsAt', '<', until(now))
            .where('begun.status', '=', 'arrived'),
        ),
      ),
    )
}

const until = (now: Temporal.Instant) =>
  sql<Temporal.Instant>`greatest(${now}::timestamptz, case
    when working.work = 'running' and working.work_until < held.ends_at + ${sql.lit(LONGEST)}::interval
    then working.work_until end)`

/** The lanes of a shop that unfinished work holds beyond its claim. */
export async function selectOverruns(ctx: Ctx, shopId: string): Promise<Overrun[]> {
  const rows = await outlasting(ctx.db, ctx.now)
    .select(['held.resourceId', 'held.lane', 'held.endsAt', until(ctx.now).as('until')])
    .where('working.shopId', '=', shopId)
    .where('held.shopId', '=', shopId)
    .where('resources.shopId', '=', shopId)
    .execute()
  return rows.map((row) => ({
    resourceId: row.resourceId,
    lane: row.lane,
    start: row.endsAt.epochMilliseconds,
    end: row.until.epochMilliseconds,
  }))
}

/** The visits that unfinished work reaches, of one shop or of all. */
export async function selectOvertaken(ctx: Ctx, shopId?: string): Promise<Overtaken[]> {
  const db = shopId ? ctx.db : acrossShops(ctx.db, 'one look a minute at all work that is not done')
  let query = outlasting(db, ctx.now)
    .innerJoin('claims as next', (join) =>
      join
        .onRef('next.shopId', '=', 'held.shopId')
        .onRef('next.resourceId', '=', 'held.resourceId')
        .onRef('next.lane', '=', 'held.lane')
        .onRef('next.startsAt', '>=', 'held.endsAt'),
    )
    .innerJoin('appointments as visit', (join) =>
      join.onRef('visit.shopId', '=', 'next.shopId').onRef('visit.id', '=', 'next.appointmentId'),
    )
    .select(['next.shopId', 'visit.id as appointmentId', 'next.resourceId'])
    .distinct()
    .where('next.startsAt', '<', until(ctx.now))
    .where('next.startsAt', '>', ctx.now.subtract({ hours: DUE_HOURS }))
    .where('visit.status', 'in', ['requested', 'confirmed'])
  if (shopId) {
    for (const table of ['working', 'held', 'resources', 'next', 'visit'] as const)
      query = query.where(`${table}.shopId`, '=', shopId)
  }
  return query.execute()
}

/** The shops in which a visit is said to be overtaken. */
export async function selectShopsWithOverruns(ctx: Ctx): Promise<string[]> {
  const rows = await acrossShops(ctx.db, 'one look a minute at all work that is not done')
    .selectFrom('conflicts')
    .select('shopId')
    .distinct()
    .where('cause', '=', 'overrun')
    .where('resolvedAt', 'is', null)
    .execute()
  return rows.map((row) => row.shopId)
}

/** Notes what an appointment's work holds from now on, or until when. */
export async function updateWork(
  tx: Ctx,
  appointment: { shopId: string; id: string },
  change: { work?: 'running' | 'waiting' | 'done'; workUntil?: Temporal.Instant | null },
): Promise<void> {
  await tx.db
    .updateTable('appointments')
    .set(change)
    .where('shopId', '=', appointment.shopId)
    .where('id', '=', appointment.id)
    .execute()
}

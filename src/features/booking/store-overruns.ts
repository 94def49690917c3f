import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops, type DB } from '../../kit/db/index.ts'
import type { Kysely } from 'kysely'
import type { Span } from '../../kit/time.ts'
import type { Booked, Overrun } from './overtaken.ts'
import { LIVE } from './store.ts'

/** An overrun on one person or place, and how many lanes that has. */
export interface WorkOver extends Overrun {
  lanes: number
}

/** A visit in whose way unfinished work stands. */
export interface Overtaken {
  appointmentId: string
  resourceId: string
}

// A visit that nobody came to is not in conflict for ever.
const DUE_HOURS = 12
// Longer than a day after its claim, the asset stands aside: its bay and people have gone on.
const LONGEST = '24 hours'

/**
 * Work that is begun and not done, with the claims that it outlasts. Running, it holds people and places until now, or
 * until the promised time; waiting, it holds places until now. It lets go of them a day after the claim.
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
}

const until = (now: Temporal.Instant) =>
  sql<Temporal.Instant>`greatest(${now}::timestamptz, case
    when working.work = 'running' and working.work_until < held.ends_at + ${sql.lit(LONGEST)}::interval
    then working.work_until end)`

/** Work of a shop that goes on beyond its claim, with the lanes that it held. */
export async function selectWorkOver(ctx: Ctx, shopId: string): Promise<WorkOver[]> {
  const rows = await outlasting(ctx.db, ctx.now)
    .select(['held.resourceId', 'held.lane', 'held.endsAt', 'resources.lanes', until(ctx.now).as('until')])
    .where('working.shopId', '=', shopId)
    .where('held.shopId', '=', shopId)
    .where('resources.shopId', '=', shopId)
    .orderBy('held.endsAt')
    .orderBy('held.id')
    .execute()
  return rows.map(({ endsAt, until: lets, ...row }) => ({
    ...row,
    start: endsAt.epochMilliseconds,
    end: lets.epochMilliseconds,
  }))
}

/** The claims of living visits on these people and places between two instants (epoch milliseconds); what is done holds nothing. */
export async function selectBooked(
  ctx: Ctx,
  shopId: string,
  resourceIds: readonly string[],
  { start, end }: Span,
): Promise<(Booked & { resourceId: string })[]> {
  const rows = await ctx.db
    .selectFrom('claims')
    .innerJoin('appointments', (join) =>
      join
        .onRef('appointments.shopId', '=', 'claims.shopId')
        .onRef('appointments.id', '=', 'claims.appointmentId'),
    )
    .select([
      'claims.resourceId',
      'claims.startsAt',
      'claims.endsAt',
      'appointments.id as appointmentId',
      'appointments.status',
    ])
    .where('claims.shopId', '=', shopId)
    .where('appointments.shopId', '=', shopId)
    .where('claims.resourceId', 'in', resourceIds)
    .where(
      sql<boolean>`claims.during && tstzrange(${Temporal.Instant.fromEpochMilliseconds(start)}::timestamptz,
        ${Temporal.Instant.fromEpochMilliseconds(end)}::timestamptz)`,
    )
    .where('appointments.status', 'in', LIVE)
    .where((eb) => eb.or([eb('appointments.work', 'is', null), eb('appointments.work', '<>', 'done')]))
    .orderBy('claims.startsAt')
    .orderBy('appointments.id')
    .execute()
  const due = ctx.now.subtract({ hours: DUE_HOURS })
  return rows
    .filter(({ status, startsAt }) => status === 'arrived' || Temporal.Instant.compare(startsAt, due) > 0)
    .map(({ resourceId, appointmentId, status, startsAt, endsAt }) => ({
      resourceId,
      appointmentId,
      begun: status === 'arrived',
      start: startsAt.epochMilliseconds,
      end: endsAt.epochMilliseconds,
    }))
}

/** The shops where unfinished work may stand in the way of the next visit of the same person or place. */
export async function selectShopsReached(ctx: Ctx): Promise<string[]> {
  const rows = await outlasting(
    acrossShops(ctx.db, 'one look a minute at all work that is not done'),
    ctx.now,
  )
    .innerJoin('claims as next', (join) =>
      join
        .onRef('next.shopId', '=', 'held.shopId')
        .onRef('next.resourceId', '=', 'held.resourceId')
        .onRef('next.startsAt', '>=', 'held.endsAt'),
    )
    .innerJoin('appointments as visit', (join) =>
      join.onRef('visit.shopId', '=', 'next.shopId').onRef('visit.id', '=', 'next.appointmentId'),
    )
    .select('next.shopId')
    .distinct()
    .where('next.startsAt', '<', until(ctx.now))
    .where('next.startsAt', '>', ctx.now.subtract({ hours: DUE_HOURS }))
    .where('visit.status', 'in', ['requested', 'confirmed'])
    .execute()
  return rows.map(({ shopId }) => shopId)
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

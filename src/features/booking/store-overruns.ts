import { type QueryCreator, sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops, type DB } from '../../kit/db/index.ts'
import type { Span } from '../../kit/time.ts'
import type { Booked } from './overtaken.ts'
import { LIVE } from './store.ts'
import { IN_WORK, RUNNING } from './store-work.ts'

/** A visit in whose way unfinished work stands. */
export interface Overtaken {
  appointmentId: string
  resourceId: string
}

// A visit that nobody came to is not in conflict for ever.
const DUE_HOURS = 12
// No promise holds anything for longer.
const FURTHEST_HOURS = 62 * 24
/** The claims of living visits on these people and places between two instants (epoch milliseconds); what is done holds nothing. */
export async function selectBooked(
  ctx: Ctx,
  shopId: string,
  resourceIds: readonly string[],
  { start, end }: Span,
): Promise<(Booked & { resourceId: string; lane: number })[]> {
  const rows = await ctx.db
    .selectFrom('claims')
    .innerJoin('appointments', (join) =>
      join
        .onRef('appointments.shopId', '=', 'claims.shopId')
        .onRef('appointments.id', '=', 'claims.appointmentId'),
    )
    .select([
      'claims.resourceId',
      'claims.lane',
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
    .map(({ status, startsAt, endsAt, ...row }) => ({
      ...row,
      begun: status === 'arrived',
      start: startsAt.epochMilliseconds,
      end: endsAt.epochMilliseconds,
    }))
}

/** Unfinished work of all shops and what it may be on: planned there, or there as the order says. */
function busy(db: QueryCreator<DB>) {
  const planned = db
    .selectFrom('orders')
    .innerJoin('appointments', (join) =>
      join.onRef('appointments.shopId', '=', 'orders.shopId').onRef('appointments.orderId', '=', 'orders.id'),
    )
    .innerJoin('claims', (join) =>
      join
        .onRef('claims.shopId', '=', 'appointments.shopId')
        .onRef('claims.appointmentId', '=', 'appointments.id'),
    )
    .select(['orders.shopId', 'orders.id as orderId', 'orders.promisedAt', 'claims.resourceId'])
    .where('orders.stage', 'in', IN_WORK)
  const inBay = db
    .selectFrom('orders')
    .innerJoin('resources', (join) =>
      join.onRef('resources.shopId', '=', 'orders.shopId').onRef('resources.id', '=', 'orders.bayId'),
    )
    .select(['orders.shopId', 'orders.id as orderId', 'orders.promisedAt', 'resources.id as resourceId'])
    .where('orders.stage', 'in', IN_WORK)
  const byPerson = db
    .selectFrom('orders')
    .innerJoin('assignments', (join) =>
      join.onRef('assignments.shopId', '=', 'orders.shopId').onRef('assignments.orderId', '=', 'orders.id'),
    )
    .innerJoin('resources', (join) =>
      join
        .onRef('resources.shopId', '=', 'assignments.shopId')
        .onRef('resources.staffId', '=', 'assignments.staffId'),
    )
    .select(['orders.shopId', 'orders.id as orderId', 'orders.promisedAt', 'resources.id as resourceId'])
    .where('orders.stage', 'in', RUNNING)
    .where('assignments.endedAt', 'is', null)
  return planned.union(inBay).union(byPerson)
}

/**
 * The shops where unfinished work may stand in the way of a visit that is due, by now or by the promised time. One such visit
 * is enough to know, and no claim beyond a promise is looked at: one joins all work with all claims of two months otherwise.
 */
export async function selectShopsReached(ctx: Ctx): Promise<string[]> {
  const rows = await acrossShops(ctx.db, 'one look a minute at all work that is not done')
    .with('busy', busy)
    .selectFrom('busy')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('claims as next')
          .innerJoin('appointments as visit', (join) =>
            join.onRef('visit.shopId', '=', 'next.shopId').onRef('visit.id', '=', 'next.appointmentId'),
          )
          .select('visit.id')
          .whereRef('next.shopId', '=', 'busy.shopId')
          .whereRef('next.resourceId', '=', 'busy.resourceId')
          .where(
            'next.startsAt',
            '<',
            sql<Temporal.Instant>`greatest(${ctx.now}::timestamptz, busy.promised_at)`,
          )
          .where('next.startsAt', '>', ctx.now.subtract({ hours: DUE_HOURS }))
          .where('next.startsAt', '<', ctx.now.add({ hours: FURTHEST_HOURS }))
          .whereRef('visit.orderId', '<>', 'busy.orderId')
          .where('visit.status', 'in', ['requested', 'confirmed'])
          .limit(1)
          .as('first'),
      (join) => join.onTrue(),
    )
    .select('busy.shopId')
    .distinct()
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

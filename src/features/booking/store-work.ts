import type { ExpressionBuilder } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { type DB, earliestId } from '../../kit/db/index.ts'
import { LIVE } from './store.ts'
import type { UnderWay } from './work-places.ts'

// Orders that came without a visit: nobody begins what was asked for longer ago.
const ASKED_HOURS = 90 * 24
/** The stages in which somebody works, and those of all work that is begun and not done. */
export const RUNNING = ['in_progress', 'quality_check']
export const IN_WORK = [...RUNNING, 'awaiting_parts', 'on_hold']

/** Work as it is found, still without what it holds. */
interface FoundWork {
  orderId: string
  appointmentId: string | null
  work: string | null
  stage: string
  begun: Temporal.Instant | null
  promised: Temporal.Instant | null
  bayId: string | null
}

/** The unfinished work of a shop. Orders and who is on them are read only: they belong to a feature above. */
export async function selectUnderWay(ctx: Ctx, shopId: string): Promise<UnderWay[]> {
  const works = [...(await selectVisitsInWork(ctx, shopId)), ...(await selectWorkWithoutVisit(ctx, shopId))]
  if (works.length === 0) return []
  const claims = Map.groupBy(
    await selectClaimsOf(
      ctx,
      shopId,
      works.flatMap(({ appointmentId }) => appointmentId ?? []),
    ),
    ({ appointmentId }) => appointmentId,
  )
  const people = Map.groupBy(
    await selectPeopleOn(
      ctx,
      shopId,
      works.map(({ orderId }) => orderId),
    ),
    ({ orderId }) => orderId,
  )
  return works.map(({ orderId, appointmentId, work, stage, begun, promised, bayId }) => ({
    appointmentId,
    work: work === 'running' || (work === null && RUNNING.includes(stage)) ? 'running' : 'waiting',
    begun: (begun ?? ctx.now).epochMilliseconds,
    promised: promised?.epochMilliseconds ?? null,
    claims: (appointmentId && claims.get(appointmentId)) || [],
    bayId,
    peopleIds: (people.get(orderId) ?? []).map(({ resourceId }) => resourceId),
  }))
}

/** When the work on the order at hand began. */
function begunAt(eb: ExpressionBuilder<DB, 'orders'>, shopId: string) {
  return eb
    .selectFrom('stageEntries')
    .select((one) => one.fn.min('stageEntries.at').as('at'))
    .where('stageEntries.shopId', '=', shopId)
    .whereRef('stageEntries.orderId', '=', 'orders.id')
    .where('stageEntries.stage', '=', 'in_progress')
    .as('begun')
}

async function selectVisitsInWork(ctx: Ctx, shopId: string): Promise<FoundWork[]> {
  return ctx.db
    .selectFrom('appointments')
    .innerJoin('orders', (join) =>
      join.onRef('orders.shopId', '=', 'appointments.shopId').onRef('orders.id', '=', 'appointments.orderId'),
    )
    .select([
      'orders.id as orderId',
      'appointments.id as appointmentId',
      'appointments.work',
      'orders.stage',
      'appointments.workUntil as promised',
      'orders.bayId',
    ])
    .select((eb) => begunAt(eb, shopId))
    .where('appointments.shopId', '=', shopId)
    .where('orders.shopId', '=', shopId)
    .where('appointments.work', 'in', ['running', 'waiting'])
    .where('appointments.status', '=', 'arrived')
    .execute()
}

/** Work that was begun without a time, where the order says in which bay or by whom. */
async function selectWorkWithoutVisit(ctx: Ctx, shopId: string): Promise<FoundWork[]> {
  const rows = await ctx.db
    .selectFrom('orders')
    .select(['orders.id as orderId', 'orders.stage', 'orders.promisedAt as promised', 'orders.bayId'])
    .select((eb) => begunAt(eb, shopId))
    .where('orders.shopId', '=', shopId)
    .where('orders.stage', 'in', IN_WORK)
    .where('orders.id', '>=', earliestId(ctx.now.subtract({ hours: ASKED_HOURS })))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('appointments')
            .select('appointments.id')
            .where('appointments.shopId', '=', shopId)
            .whereRef('appointments.orderId', '=', 'orders.id')
            .where('appointments.status', 'in', LIVE),
        ),
      ),
    )
    .execute()
  return rows.map((row) => ({ ...row, appointmentId: null, work: null }))
}

async function selectClaimsOf(ctx: Ctx, shopId: string, appointmentIds: readonly string[]) {
  if (appointmentIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('claims')
    .select(['appointmentId', 'resourceId', 'lane', 'startsAt', 'endsAt'])
    .where('shopId', '=', shopId)
    .where('appointmentId', 'in', appointmentIds)
    .orderBy('endsAt')
    .orderBy('id')
    .execute()
  return rows.map(({ startsAt, endsAt, ...row }) => ({
    ...row,
    start: startsAt.epochMilliseconds,
    end: endsAt.epochMilliseconds,
  }))
}

/** Who is put on orders, as places in the calendar. */
async function selectPeopleOn(ctx: Ctx, shopId: string, orderIds: readonly string[]) {
  return ctx.db
    .selectFrom('assignments')
    .innerJoin('resources', (join) =>
      join
        .onRef('resources.shopId', '=', 'assignments.shopId')
        .onRef('resources.staffId', '=', 'assignments.staffId'),
    )
    .select(['assignments.orderId', 'resources.id as resourceId'])
    .where('assignments.shopId', '=', shopId)
    .where('resources.shopId', '=', shopId)
    .where('assignments.orderId', 'in', orderIds)
    .where('assignments.endedAt', 'is', null)
    .where('resources.archivedAt', 'is', null)
    .execute()
}

import { type Expression, sql, type SqlBool } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { isAmong } from './stages-sql.ts'
import { IN_WORK, type Stage } from './stages.ts'
import { BALANCE, ISSUED, STAFF_IDS, WHAT } from './store.ts'

/** An order as a job tag shows it. Amounts in minor units. */
export interface Card {
  id: string
  number: number
  customerId: string
  assetId: string
  stage: Stage
  stageSince: Temporal.Instant
  createdAt: Temporal.Instant
  promisedAt: Temporal.Instant | null
  delayedAt: Temporal.Instant | null
  preferredAt: Temporal.Instant | null
  bayId: string | null
  currency: string
  staffIds: string[]
  /** The first job's title, and how many jobs there are. */
  what: string | null
  jobs: number
  /** A job waits for the customer's yes. */
  waitsForYes: boolean
  balance: number
  invoiceIssued: boolean
  /** Its living appointment. */
  appointment: { id: string; status: string; startsAt: string } | null
}

const COLUMNS = [
  'orders.id',
  'orders.number',
  'orders.customerId',
  'orders.assetId',
  'orders.stage',
  'orders.stageSince',
  'orders.createdAt',
  'orders.promisedAt',
  'orders.delayedAt',
  'orders.preferredAt',
  'orders.bayId',
  'orders.currency',
] as const

const JOBS = sql<number>`(select count(*) from jobs j where j.shop_id = orders.shop_id and j.order_id = orders.id)`
const WAITS_FOR_YES = sql<boolean>`coalesce((select true from jobs j
  where j.shop_id = orders.shop_id and j.order_id = orders.id and j.authorisation = 'pending' limit 1), false)`
const APPOINTMENT = sql<Card['appointment']>`(
  select json_build_object('id', a.id, 'status', a.status, 'startsAt', a.starts_at)
  from appointments a where a.shop_id = orders.shop_id and a.order_id = orders.id and a.status in ('requested', 'confirmed', 'arrived'))`

/** Narrows what is shown: everything that the address of the board says. */
export interface CardFilter {
  /** Who works on it; `none` for nobody. */
  staffId?: string | undefined
  bayId?: string | undefined
  /** Flagged, or past the promised time. */
  late?: boolean | undefined
}

export interface CardQuery extends CardFilter {
  stages: readonly Stage[]
  /** A further condition on `orders`. */
  where?: Expression<SqlBool>
  /** promised: what is flagged as delayed and the nearest promise or visit first, then the longest wait · oldest, newest: by when it was opened. */
  order: 'promised' | 'oldest' | 'newest'
  /** At most so many of each stage. */
  limit: number
}

/** The orders of some stages as cards, each stage for itself. */
export async function selectCards(ctx: Ctx, shopId: string, query: CardQuery): Promise<Card[]> {
  const rows = await ctx.db
    .selectFrom(sql<{ wanted: string }>`unnest(${[...query.stages]}::text[])`.as<'asked'>(sql`asked(wanted)`))
    .innerJoinLateral(
      () =>
        ordersIn(ctx, shopId, query)
          .select(COLUMNS)
          .select([STAFF_IDS.as('staffIds'), WHAT.as('what'), JOBS.as('jobs')])
          .select([WAITS_FOR_YES.as('waitsForYes'), BALANCE.as('balance'), ISSUED.as('invoiceIssued')])
          .select(APPOINTMENT.as('appointment'))
          .orderBy(ORDERS[query.order])
          .limit(query.limit)
          .as('card'),
      (join) => join.onTrue(),
    )
    .selectAll('card')
    .execute()
  return rows as Card[]
}

/** The orders with these ids as cards, whatever their stage. */
export async function selectCardsById(ctx: Ctx, shopId: string, ids: readonly string[]): Promise<Card[]> {
  const rows = await ctx.db
    .selectFrom('orders')
    .where('orders.shopId', '=', shopId)
    .where('orders.id', 'in', ids)
    .select(COLUMNS)
    .select([STAFF_IDS.as('staffIds'), WHAT.as('what'), JOBS.as('jobs')])
    .select([WAITS_FOR_YES.as('waitsForYes'), BALANCE.as('balance'), ISSUED.as('invoiceIssued')])
    .select(APPOINTMENT.as('appointment'))
    .execute()
  return rows as Card[]
}

// What is only scheduled has a visit instead of a promise.
const VISIT = sql`case when orders.stage = 'scheduled' then (select a.starts_at from appointments a
  where a.shop_id = orders.shop_id and a.order_id = orders.id and a.status in ('requested', 'confirmed', 'arrived')) end`
const ORDERS = {
  promised: sql`orders.delayed_at is null, coalesce(orders.promised_at, ${VISIT}) nulls last, orders.stage_since, orders.id`,
  oldest: sql`orders.id`,
  newest: sql`orders.id desc`,
}

/** How many orders stand in each of some stages, counted up to `most`. */
export async function countOrders(
  ctx: Ctx,
  shopId: string,
  query: Omit<CardQuery, 'order' | 'limit'>,
  most: number,
): Promise<Map<Stage, number>> {
  const rows = await ctx.db
    .selectFrom(sql<{ wanted: string }>`unnest(${[...query.stages]}::text[])`.as<'asked'>(sql`asked(wanted)`))
    .select(['asked.wanted as stage'])
    .select(() => {
      const some = ordersIn(ctx, shopId, query).select('orders.id').limit(most).as('some')
      return ctx.db
        .selectFrom(some)
        .select(sql<number>`count(*)`.as('n'))
        .as('count')
    })
    .execute()
  return new Map(rows.map(({ stage, count }) => [stage as Stage, count ?? 0]))
}

function ordersIn(
  ctx: Ctx,
  shopId: string,
  { stages, staffId, bayId, late, where }: Omit<CardQuery, 'order' | 'limit'>,
) {
  let query = ctx.db
    .selectFrom('orders')
    .where('orders.shopId', '=', shopId)
    .whereRef('orders.stage', '=', sql.ref('asked.wanted'))
    .where(isAmong(stages))
  if (staffId === 'none')
    query = query.where(sql<boolean>`not exists (select from assignments a
    where a.shop_id = orders.shop_id and a.order_id = orders.id and a.ended_at is null)`)
  else if (staffId !== undefined)
    query = query.where(sql<boolean>`orders.id in (select a.order_id from assignments a
    where a.shop_id = ${shopId} and a.staff_id = ${staffId} and a.ended_at is null)`)
  if (bayId !== undefined) query = query.where('orders.bayId', '=', bayId)
  // What is finished is late no more, as `shownStatus` has it.
  if (late) query = query.where(isLate(ctx.now)).where('orders.stage', 'in', [...IN_WORK])
  return where ? query.where(where) : query
}

/** Flagged as delayed, or promised for before `by`. */
export function isLate(by: Temporal.Instant): Expression<SqlBool> {
  return sql<boolean>`(orders.delayed_at is not null or coalesce(orders.promised_at < ${by}, false))`
}

/** Something is still to be paid. */
export const OWES: Expression<SqlBool> = sql<boolean>`${BALANCE} > 0`

export const OWES_NOTHING: Expression<SqlBool> = sql<boolean>`${BALANCE} <= 0`

/** A job waits for the customer's yes. */
export const ASKS: Expression<SqlBool> = WAITS_FOR_YES

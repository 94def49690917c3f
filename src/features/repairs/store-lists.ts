import { type Expression, sql, type SqlBool } from 'kysely'
import type { Ctx, Db } from '../../kit/context.ts'
import { acrossShops } from '../../kit/db/index.ts'
import { searchKey } from '../../kit/input/fold.ts'
import { isAmong } from './stages-sql.ts'
import { IN_WORK, isInWork, type ShownStatus, type Stage } from './stages.ts'
import { BALANCE, WHAT } from './store.ts'

/** An order as lists show it. `balance` is that of completed orders only: nothing else hangs on it here. */
export interface ListedOrder {
  shopId: string
  id: string
  number: number
  customerId: string
  assetId: string
  stage: Stage
  promisedAt: Temporal.Instant | null
  delayedAt: Temporal.Instant | null
  balance: number
  createdAt: Temporal.Instant
}

const COLUMNS = [
  'orders.shopId',
  'orders.id',
  'orders.number',
  'orders.customerId',
  'orders.assetId',
  'orders.stage',
  'orders.promisedAt',
  'orders.delayedAt',
  'orders.createdAt',
] as const

const BALANCE_WHEN_COMPLETED = sql<number>`case when orders.stage = 'completed' then ${BALANCE} else 0::bigint end`

export interface ListFilter {
  status?: ShownStatus | undefined
  /** Only what this person works on. */
  staffId?: string | undefined
  /** Words of a number, a customer or an asset: all of them must be found. */
  words?: string | undefined
  /** Continues after this id. */
  after?: string | undefined
  limit: number
}

/** A shop's orders by their shown status, newest first. Each stage is read from its own end of an index: no size matters. */
export async function selectOrdersOfShop(
  ctx: Ctx,
  shopId: string,
  filter: ListFilter,
): Promise<ListedOrder[]> {
  if (!filter.status) {
    const rows = await pageOf(ctx.db, shopId, filter).execute()
    return rows as ListedOrder[]
  }
  const { stages, condition } = readStatus(filter.status, ctx.now)
  const rows = await ctx.db
    .selectFrom(sql<{ wanted: string }>`unnest(${stages}::text[])`.as<'asked'>(sql`asked(wanted)`))
    .innerJoinLateral(
      () =>
        pageOf(ctx.db, shopId, filter)
          .whereRef('orders.stage', '=', sql.ref('asked.wanted'))
          .where(isAmong(stages))
          .where(condition)
          .as('found'),
      (join) => join.onTrue(),
    )
    .selectAll('found')
    .orderBy('found.id', 'desc')
    .limit(filter.limit)
    .execute()
  return rows as ListedOrder[]
}

function pageOf(db: Db, shopId: string, { staffId, words, after, limit }: ListFilter) {
  let query = db
    .selectFrom('orders')
    .select(COLUMNS)
    .select(BALANCE_WHEN_COMPLETED.as('balance'))
    .where('orders.shopId', '=', shopId)
  if (staffId !== undefined) {
    query = query.where('orders.id', 'in', (eb) =>
      eb
        .selectFrom('assignments')
        .select('orderId')
        .where('assignments.shopId', '=', shopId)
        .where('staffId', '=', staffId)
        .where('endedAt', 'is', null),
    )
  }
  for (const word of wordsIn(words ?? '')) query = query.where(isFoundBy(shopId, word))
  if (after) query = query.where('orders.id', '<', after)
  return query.orderBy('orders.id', 'desc').limit(limit)
}

const wordsIn = (typed: string): string[] => searchKey(typed).split(' ').filter(Boolean).slice(0, 8)

/** The word is the order's number (1042, RO-1042), or stands in its customer's or asset's search text. */
function isFoundBy(shopId: string, word: string): Expression<SqlBool> {
  const number = /^(?:ro-?)?(\d{1,15})$/.exec(word)?.[1] ?? null
  const like = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  // A union, not "or": each part then has its index, and no other order is looked at.
  return sql<boolean>`orders.id in (
    select o.id from orders o where o.shop_id = ${shopId} and o.number = ${number}::bigint
    union
    select o.id from customers c join orders o on o.shop_id = c.shop_id and o.customer_id = c.id
      where c.shop_id = ${shopId} and c.search like ${like}
    union
    select o.id from assets a join orders o on o.shop_id = a.shop_id and o.asset_id = a.id
      where a.shop_id = ${shopId} and a.search like ${like})`
}

/** `shownStatus` of stages.ts, the other way round: the stages a status can stand for and what must hold besides. */
function readStatus(
  status: ShownStatus,
  now: Temporal.Instant,
): { stages: Stage[]; condition: Expression<SqlBool> } {
  const late = sql<boolean>`(orders.delayed_at is not null or coalesce(orders.promised_at < ${now}, false))`
  const always = sql<boolean>`true`
  if (status === 'delayed') return { stages: [...IN_WORK], condition: late }
  if (status === 'payment_pending') return { stages: ['completed'], condition: sql<boolean>`${BALANCE} > 0` }
  if (status === 'completed') return { stages: ['completed'], condition: sql<boolean>`${BALANCE} <= 0` }
  return { stages: [status], condition: isInWork(status) ? sql<boolean>`not ${late}` : always }
}

/** Everything an account has with any shop, newest first, by shown status. */
export async function selectOrdersOfAccount(
  ctx: Ctx,
  accountId: string,
  filter: ListFilter,
): Promise<ListedOrder[]> {
  let query = acrossShops(ctx.db, 'a customer sees their repairs at all shops')
    .selectFrom('customers')
    .innerJoin('orders', (join) =>
      join.onRef('orders.shopId', '=', 'customers.shopId').onRef('orders.customerId', '=', 'customers.id'),
    )
    .select(COLUMNS)
    .select(BALANCE_WHEN_COMPLETED.as('balance'))
    .where('customers.accountId', '=', accountId)
  if (filter.status) {
    const { stages, condition } = readStatus(filter.status, ctx.now)
    query = query.where('orders.stage', 'in', stages).where(condition)
  }
  if (filter.after) query = query.where('orders.id', '<', filter.after)
  const rows = await query.orderBy('orders.id', 'desc').limit(filter.limit).execute()
  return rows as ListedOrder[]
}

/** The other orders of an asset, newest first, each with its first job's title. */
export async function selectOrdersOfAsset(
  ctx: Ctx,
  shopId: string,
  assetId: string,
  except: string,
  limit: number,
): Promise<(ListedOrder & { what: string | null })[]> {
  const rows = await ctx.db
    .selectFrom('orders')
    .select(COLUMNS)
    .select([BALANCE_WHEN_COMPLETED.as('balance'), WHAT.as('what')])
    .where('orders.shopId', '=', shopId)
    .where('orders.assetId', '=', assetId)
    .where('orders.id', '<>', except)
    .orderBy('orders.id', 'desc')
    .limit(limit)
    .execute()
  return rows as (ListedOrder & { what: string | null })[]
}

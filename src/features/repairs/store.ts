import { sql } from 'kysely'
import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx, Db, Locale } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'
import type { Rounding, TaxMode } from '../../kit/money.ts'
import type { Goal, Stage } from './stages.ts'

/** A repair order as every capability sees it. Amounts in minor units of `currency`. */
export interface Order {
  shopId: string
  id: string
  number: number
  customerId: string
  /** The customer's account, if they have one. */
  accountId: string | null
  assetId: string
  stage: Stage
  stageSince: Temporal.Instant
  description: string
  preferredAt: Temporal.Instant | null
  promisedAt: Temporal.Instant | null
  delayedAt: Temporal.Instant | null
  delayedReason: string | null
  /** When work was finished the first time. */
  finishedAt: Temporal.Instant | null
  source: 'web' | 'walk_in' | 'phone'
  locale: Locale
  currency: string
  taxMode: TaxMode
  rounding: Rounding
  bayId: string | null
  /** Who works on it now (staff ids). */
  staffIds: string[]
  /** Total less payments of its invoices, draft or issued; zero before there is one. */
  balance: number
  invoiceIssued: boolean
  createdAt: Temporal.Instant
  updatedAt: Temporal.Instant
  version: number
}

// Read only: the invoices themselves belong to the features above.
export const BALANCE = sql<number>`(
  coalesce((select sum(i.total_amount) from invoices i where i.shop_id = orders.shop_id and i.order_id = orders.id), 0)
  - coalesce((select sum(p.amount) from payments p where p.shop_id = orders.shop_id and p.order_id = orders.id), 0))::bigint`
// Not `exists`: for a list the planner would answer that by reading all invoices of all shops at once.
export const ISSUED = sql<boolean>`coalesce((select true from invoices i
  where i.shop_id = orders.shop_id and i.order_id = orders.id and i.issued_at is not null limit 1), false)`
/** The first job's title: what the order is about, in a line. */
export const WHAT = sql<
  string | null
>`(select j.title from jobs j where j.shop_id = orders.shop_id and j.order_id = orders.id order by j.position, j.id limit 1)`
export const STAFF_IDS = sql<string[]>`array(select a.staff_id from assignments a
  where a.shop_id = orders.shop_id and a.order_id = orders.id and a.ended_at is null order by a.id)`

const COLUMNS = [
  'orders.shopId',
  'orders.id',
  'orders.number',
  'orders.customerId',
  'orders.assetId',
  'orders.stage',
  'orders.stageSince',
  'orders.description',
  'orders.preferredAt',
  'orders.promisedAt',
  'orders.delayedAt',
  'orders.delayedReason',
  'orders.finishedAt',
  'orders.source',
  'orders.locale',
  'orders.currency',
  'orders.taxMode',
  'orders.rounding',
  'orders.bayId',
  'orders.createdAt',
  'orders.updatedAt',
  'orders.version',
] as const

/** Orders with all that `Order` says, before any condition. */
export function orderRows(db: Db) {
  return db
    .selectFrom('orders')
    .innerJoin('customers', (join) =>
      join.onRef('customers.shopId', '=', 'orders.shopId').onRef('customers.id', '=', 'orders.customerId'),
    )
    .select(COLUMNS)
    .select([
      'customers.accountId',
      STAFF_IDS.as('staffIds'),
      BALANCE.as('balance'),
      ISSUED.as('invoiceIssued'),
    ])
}

/** One order of a shop. */
export async function selectOrder(ctx: Ctx, shopId: string, id: string): Promise<Order | undefined> {
  const row = await orderRows(ctx.db)
    .where('orders.shopId', '=', shopId)
    .where('orders.id', '=', id)
    .executeTakeFirst()
  return row as Order | undefined
}

/** The orders of a shop with these ids. */
export async function selectOrders(ctx: Ctx, shopId: string, ids: readonly string[]): Promise<Order[]> {
  if (ids.length === 0) return []
  const rows = await orderRows(ctx.db)
    .where('orders.shopId', '=', shopId)
    .where('orders.id', 'in', ids)
    .execute()
  return rows as Order[]
}

/** An order by its id alone or by the hash of its tracking code, wherever it is; who may see it is the caller's question. */
export async function selectOrderAnywhere(
  ctx: Ctx,
  by: { id: string } | { trackingHash: Buffer },
): Promise<Order | undefined> {
  const rows = orderRows(acrossShops(ctx.db, 'an order is named from outside by its id or code alone'))
  const row = await (
    'id' in by ? rows.where('orders.id', '=', by.id) : rows.where('orders.trackingHash', '=', by.trackingHash)
  ).executeTakeFirst()
  return row as Order | undefined
}

/** Holds the order until the transaction ends; its shop, or undefined. Read it after this: then nobody else changes it. */
export async function lockOrder(tx: Ctx, id: string): Promise<string | undefined> {
  const row = await acrossShops(tx.db, 'an order is named from outside by its id alone')
    .selectFrom('orders')
    .select('shopId')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row?.shopId
}

/** The sealed tracking code. */
export async function selectTrackingCipher(ctx: Ctx, shopId: string, id: string): Promise<Buffer> {
  const row = await ctx.db
    .selectFrom('orders')
    .select('trackingCipher')
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.trackingCipher
}

export type OrderChange = Partial<
  Pick<
    Order,
    | 'stage'
    | 'stageSince'
    | 'promisedAt'
    | 'delayedAt'
    | 'delayedReason'
    | 'finishedAt'
    | 'bayId'
    | 'description'
  >
>

/** Writes a change, with its time and the next version. */
export async function updateOrder(tx: Ctx, shopId: string, id: string, change: OrderChange): Promise<void> {
  await tx.db
    .updateTable('orders')
    .set({ ...change, updatedAt: tx.now, version: sql`version + 1` })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .execute()
}

/** Notes in the history that a stage was entered, or `delayed` set; `note` is the reason given. */
export async function insertStageEntry(
  tx: Ctx,
  shopId: string,
  orderId: string,
  stage: Goal,
  note: string | null,
): Promise<void> {
  await tx.db
    .insertInto('stageEntries')
    .values({ shopId, id: newId(tx.now), orderId, stage, at: tx.now, actorId: accountIdOf(tx.caller), note })
    .execute()
}

/** Moves an order that is in one of `from`, with its history, in one statement. Gives the stage it left, if it moved. */
export async function moveIfIn(
  tx: Ctx,
  shopId: string,
  id: string,
  from: readonly Stage[],
  to: Stage,
): Promise<Stage | undefined> {
  const row = await tx.db
    .with('before', (db) =>
      db
        .selectFrom('orders')
        .select(['shopId', 'id', 'stage'])
        .where('shopId', '=', shopId)
        .where('id', '=', id)
        .where('stage', 'in', from)
        .forUpdate(),
    )
    .with('moved', (db) =>
      db
        .updateTable('orders')
        .from('before')
        .set({ stage: to, stageSince: tx.now, updatedAt: tx.now, version: sql`orders.version + 1` })
        .where('orders.shopId', '=', shopId)
        .whereRef('orders.id', '=', 'before.id')
        .returning('before.stage'),
    )
    .with('entered', (db) =>
      db
        .insertInto('stageEntries')
        .columns(['shopId', 'id', 'orderId', 'stage', 'at', 'actorId'])
        .expression((eb) =>
          eb
            .selectFrom('moved')
            .select([
              sql<string>`${shopId}::uuid`.as('shopId'),
              sql<string>`${newId(tx.now)}::uuid`.as('id'),
              sql<string>`${id}::uuid`.as('orderId'),
              sql<string>`${to}::text`.as('stage'),
              sql<Temporal.Instant>`${tx.now}::timestamptz`.as('at'),
              sql<string | null>`${accountIdOf(tx.caller)}::uuid`.as('actorId'),
            ]),
        ),
    )
    .selectFrom('moved')
    .select('stage')
    .executeTakeFirst()
  return row?.stage as Stage | undefined
}

export interface StageEntry {
  id: string
  stage: Goal
  at: Temporal.Instant
  actorId: string | null
  note: string | null
}

/** The stages an order went through and the delays that were set, oldest first. */
export async function selectStageEntries(ctx: Ctx, shopId: string, orderId: string): Promise<StageEntry[]> {
  const rows = await ctx.db
    .selectFrom('stageEntries')
    .select(['id', 'stage', 'at', 'actorId', 'note'])
    .where('shopId', '=', shopId)
    .where('orderId', '=', orderId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows as StageEntry[]
}

import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import type { Stage } from './stages.ts'
import { BALANCE } from './store.ts'

/** An order as the page of its customer lists it. */
export interface OrderOfCustomer {
  id: string
  number: number
  assetId: string
  stage: Stage
  promisedAt: Temporal.Instant | null
  delayedAt: Temporal.Instant | null
  balance: number
  createdAt: Temporal.Instant
  /** The first job's title. */
  what: string | null
}

/** A customer's orders at the shop, newest first. */
export async function selectOrdersOfCustomer(
  ctx: Ctx,
  shopId: string,
  customerId: string,
  limit: number,
): Promise<OrderOfCustomer[]> {
  const rows = await ctx.db
    .selectFrom('orders')
    .select(['id', 'number', 'assetId', 'stage', 'promisedAt', 'delayedAt', 'createdAt'])
    .select([
      BALANCE.as('balance'),
      sql<string | null>`(select j.title from jobs j where j.shop_id = orders.shop_id
        and j.order_id = orders.id order by j.position, j.id limit 1)`.as('what'),
    ])
    .where('shopId', '=', shopId)
    .where('customerId', '=', customerId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows as OrderOfCustomer[]
}

/** The customers whose orders somebody works on. */
export async function selectCustomersOfStaff(ctx: Ctx, shopId: string, staffId: string): Promise<string[]> {
  const rows = await workNow(ctx, shopId)
    .select('orders.customerId')
    .where('assignments.staffId', '=', staffId)
    .distinct()
    .execute()
  return rows.map((row) => row.customerId)
}

/** Who works on a customer's orders. */
export async function selectStaffOfCustomer(ctx: Ctx, shopId: string, customerId: string): Promise<string[]> {
  const rows = await workNow(ctx, shopId)
    .select('assignments.staffId')
    .where('orders.customerId', '=', customerId)
    .distinct()
    .execute()
  return rows.map((row) => row.staffId)
}

function workNow(ctx: Ctx, shopId: string) {
  return ctx.db
    .selectFrom('assignments')
    .innerJoin('orders', (join) =>
      join.onRef('orders.shopId', '=', 'assignments.shopId').onRef('orders.id', '=', 'assignments.orderId'),
    )
    .where('assignments.shopId', '=', shopId)
    .where('assignments.endedAt', 'is', null)
}

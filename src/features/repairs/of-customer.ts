import { grantIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { shownStatus, type ShownStatus } from './stages.ts'
import {
  type OrderOfCustomer,
  selectCustomersOfStaff,
  selectOrdersOfCustomer,
  selectStaffOfCustomer,
} from './store-customer.ts'

export type OrderSummaryOfCustomer = OrderOfCustomer & { status: ShownStatus }

/** A customer's orders at the shop, newest first, for whoever may see the customer. */
export async function ordersOfCustomer(
  ctx: Ctx,
  shopId: string,
  customerId: string,
  limit: number,
): Promise<OrderSummaryOfCustomer[]> {
  const orders = await selectOrdersOfCustomer(ctx, shopId, customerId, limit)
  return orders.map((order) => ({ ...order, status: shownStatus(order, order.balance, ctx.now) }))
}

/** The customers of the jobs that the caller has in hand. */
export async function customersOfOwnJobs(ctx: Ctx, shopId: string): Promise<string[]> {
  const staffId = grantIn(ctx.caller, shopId)?.staffId
  return staffId ? selectCustomersOfStaff(ctx, shopId, staffId) : []
}

/** The staff (ids in that shop) who have jobs of this customer in hand. */
export async function workersFor(ctx: Ctx, shopId: string, customerId: string): Promise<string[]> {
  return isId(customerId) ? selectStaffOfCustomer(ctx, shopId, customerId) : []
}

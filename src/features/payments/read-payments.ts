import type { Ctx } from '../../kit/context.ts'
import { findOrder } from '../repairs/find-order.ts'
import { type Payment, selectPayments } from './store.ts'

export type { Payment } from './store.ts'

/** What was paid and given back on an order, oldest first, for whoever may read its invoice. */
export async function paymentsOf(ctx: Ctx, orderId: string): Promise<Payment[]> {
  const order = await findOrder(ctx, orderId, 'invoices.read')
  return selectPayments(ctx, order.shopId, order.id)
}

import { can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { findOrder, subjectOf } from '../repairs/find-order.ts'
import { type Payment, selectPayments } from './store.ts'

export type { Payment } from './store.ts'

/** What was paid and given back on an order, oldest first, for whoever may read its invoice. */
export async function paymentsOf(ctx: Ctx, orderId: string): Promise<Payment[]> {
  const order = await findOrder(ctx, orderId, 'invoices.read')
  return selectPayments(ctx, order.shopId, order.id)
}

/** Whether the caller may pay this order by card. */
export async function mayPay(ctx: Ctx, orderId: string): Promise<boolean> {
  const subject = subjectOf(await findOrder(ctx, orderId, 'invoices.read'))
  return can(ctx, 'payments.pay', subject) || can(ctx, 'payments.record', subject)
}

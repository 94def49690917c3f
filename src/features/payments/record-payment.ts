import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import { holdOrder } from '../repairs/find-order.ts'
import { amountField } from './amount.ts'
import { amountToPay, openInvoiceOf } from './open-invoice.ts'
import { insertPayment, type NewPayment, type Payment } from './store.ts'

export const RecordPayment = z.strictObject({
  method: z.enum(['cash', 'transfer']),
  /** The balance unless said. */
  amount: amountField().optional(),
  /** The bank's number of a transfer, a note on the cash. */
  reference: text({ min: 0, max: 200 }).optional(),
})

/** Notes cash or a transfer that the shop has taken, on the order's open invoice. */
export async function recordPayment(
  ctx: Ctx,
  orderId: string,
  input: z.output<typeof RecordPayment>,
): Promise<Payment> {
  return transaction(ctx, async (tx) => {
    const order = await holdOrder(tx, orderId, 'payments.record')
    const invoice = await openInvoiceOf(tx, order, input.amount)
    return receive(tx, {
      shopId: order.shopId,
      orderId: order.id,
      invoiceId: invoice.id,
      attemptId: null,
      refundOf: null,
      method: input.method,
      amount: amountToPay(invoice, input.amount),
      currency: invoice.currency,
      reference: input.reference ?? '',
      reason: '',
    })
  })
}

/** Writes money that came in and says so. The order or the try is held by the transaction. */
export async function receive(tx: Ctx, payment: NewPayment): Promise<Payment> {
  const received = await insertPayment(tx, payment)
  await record(tx, {
    type: 'payment.received',
    shopId: received.shopId,
    subject: { kind: 'payment', id: received.id },
    data: {
      orderId: received.orderId,
      invoiceId: received.invoiceId,
      amount: received.amount,
      currency: received.currency,
      method: received.method,
    },
  })
  return received
}

import { z } from 'zod'
import { allow, can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import { holdOrder, subjectOf } from '../repairs/find-order.ts'
import { amountField } from './amount.ts'
import { amountToPay, openInvoiceOf } from './open-invoice.ts'
import { type Attempt, insertAttempt } from './store.ts'

export const StartCardPayment = z.strictObject({
  method: z.literal('card'),
  amount: amountField().optional(),
})

export interface StartedCardPayment {
  attempt: Attempt
  /** Opens the payment page once; in clear this once, kept as a hash. */
  token: string
}

/**
 * Begins a card payment on the order's open invoice: by its customer, the holder of its link, or staff at the counter.
 * Nothing is said to the bank yet: that happens when the payer opens the link, outside of any transaction.
 */
export async function startCardPayment(
  ctx: Ctx,
  orderId: string,
  input: z.output<typeof StartCardPayment>,
): Promise<StartedCardPayment> {
  return transaction(ctx, async (tx) => {
    const order = await holdOrder(tx, orderId, 'orders.read')
    const subject = subjectOf(order)
    if (!can(tx, 'payments.record', subject)) allow(tx, 'payments.pay', subject)
    const invoice = await openInvoiceOf(tx, order, input.amount)
    const token = newToken()
    const attempt = await insertAttempt(
      tx,
      {
        shopId: order.shopId,
        orderId: order.id,
        invoiceId: invoice.id,
        amount: amountToPay(invoice, input.amount),
        currency: invoice.currency,
        gateway: tx.services.adapters.payments.name,
      },
      hashToken(token),
    )
    return { attempt, token }
  })
}

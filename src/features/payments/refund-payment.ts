import { z } from 'zod'
import { accountIdOf, doerOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { conflict, forbidden, illegalMove, invalid, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import { findOrder, holdOrder } from '../repairs/find-order.ts'
import { amountField, minorUnits } from './amount.ts'
import { leftOf } from './left.ts'
import { insertPayment, lockAttempt, type Payment, selectPaymentAnywhere, selectPayments } from './store.ts'

export const RefundPayment = z.strictObject({
  /** All that is left of the payment unless said. */
  amount: amountField().optional(),
  reason: text({ max: 300 }),
  /** What the caller saw as left to refund; 409 `conflict` when it is another amount by now. */
  left: z.int().optional(),
})

/** A refund that may be written into the books: allowed, and done at the bank where the payment was by card. */
export interface ReadyRefund {
  payment: Payment
  amount: number
  /** What had been given back of the payment before. */
  refundedBefore: number
}

/**
 * Gives money back: a negative entry on the same invoice. Card money goes back through the bank first, under a key
 * made of the payment and what was refunded before, so that a crash between bank and books never pays twice.
 * Nobody refunds a payment of their own order.
 */
export async function refundPayment(
  ctx: Ctx,
  paymentId: string,
  input: z.output<typeof RefundPayment>,
): Promise<Payment> {
  return bookRefund(ctx, await readyRefund(ctx, paymentId, input), input.reason)
}

/** The first half, outside of any transaction: asks whether it may be, and the bank. The same again asks the bank for the same. */
export async function readyRefund(
  ctx: Ctx,
  paymentId: string,
  input: z.output<typeof RefundPayment>,
): Promise<ReadyRefund> {
  const payment = isId(paymentId) ? await selectPaymentAnywhere(ctx, paymentId) : undefined
  if (!payment) throw notFound()
  const order = await findOrder(ctx, payment.orderId, 'payments.refund')
  // Neither their own, nor that of whom they act for.
  const own = [accountIdOf(ctx.caller), doerOf(ctx.caller).actorId]
  if (order.accountId !== null && own.includes(order.accountId)) throw forbidden()
  if (payment.amount < 0) throw illegalMove('is_a_refund')
  const left = await leftNow(ctx, payment)
  const amount = minorUnits(input.amount, payment.currency) ?? left
  if (left === 0) throw illegalMove('refunded_already')
  if (input.left !== undefined && input.left !== left) throw conflict()
  if (amount > left) throw invalid('/amount', 'overBalance')
  const refundedBefore = payment.amount - left
  if (payment.attemptId) await refundAtBank(ctx, payment, amount, refundedBefore)
  return { payment, amount, refundedBefore }
}

/** The second half: the entry in the books. */
export async function bookRefund(
  ctx: Ctx,
  { payment, amount, refundedBefore }: ReadyRefund,
  reason: string,
): Promise<Payment> {
  return transaction(ctx, async (tx) => {
    await holdOrder(tx, payment.orderId, 'payments.refund')
    const entries = await selectPayments(tx, payment.shopId, payment.orderId)
    if (isSameRefund(entries, payment, refundedBefore, amount)) throw conflict()
    if (leftOf(payment, entries) < amount) throw illegalMove('refunded_already')
    return giveBack(tx, payment, amount, reason)
  })
}

async function leftNow(ctx: Ctx, payment: Payment): Promise<number> {
  return leftOf(payment, await selectPayments(ctx, payment.shopId, payment.orderId))
}

/**
 * Whether somebody who saw the same left gave back the same meanwhile (a double click): to the bank both are one
 * refund, because the key is one, so the books must have it once.
 */
function isSameRefund(
  entries: readonly Payment[],
  payment: Payment,
  refundedBefore: number,
  amount: number,
): boolean {
  let before = 0
  for (const entry of entries.filter(({ refundOf }) => refundOf === payment.id)) {
    if (before === refundedBefore && entry.amount === -amount) return true
    before -= entry.amount
  }
  return false
}

async function refundAtBank(
  ctx: Ctx,
  payment: Payment,
  amount: number,
  refundedBefore: number,
): Promise<void> {
  const attempt = await transaction(ctx, (tx) => lockAttempt(tx, payment.shopId, payment.attemptId ?? ''))
  const refund = await ctx.services.adapters.payments.refund({
    providerRef: attempt.providerRef ?? '',
    amount,
    currency: payment.currency,
    paid: payment.amount,
    idempotencyKey: `refund:${payment.id}:${refundedBefore}:${amount}`,
  })
  if (refund.status === 'failed') throw illegalMove('bank_refused_refund')
}

async function giveBack(tx: Ctx, payment: Payment, amount: number, reason: string): Promise<Payment> {
  const { shopId, orderId, invoiceId, method, currency, reference } = payment
  const refund = await insertPayment(tx, {
    shopId,
    orderId,
    invoiceId,
    attemptId: null,
    refundOf: payment.id,
    method,
    amount: -amount,
    currency,
    reference,
    reason,
  })
  await record(tx, {
    type: 'payment.refunded',
    shopId,
    subject: { kind: 'payment', id: refund.id },
    data: { orderId, invoiceId, amount: -amount, currency, method },
  })
  return refund
}

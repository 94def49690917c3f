import type { Payment } from './store.ts'

/** What of a payment has not been given back, by all entries of its order; nothing of a refund. */
export function leftOf(payment: Payment, entries: readonly Payment[]): number {
  if (payment.amount < 0) return 0
  return entries
    .filter((entry) => entry.refundOf === payment.id)
    .reduce((left, entry) => left + entry.amount, payment.amount)
}

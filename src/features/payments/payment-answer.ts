import { z } from 'zod'
import { money } from '../../kit/money.ts'
import { type Ctx, wordsOf } from '../../kit/context.ts'
import { paperUrl } from '../../kit/papers/links.ts'
import { rfc3339 } from '../../kit/time.ts'
import { shopById } from '../shops/find.ts'
import type { Payment } from './store.ts'

export const PaymentAnswer = z.object({
  id: z.string(),
  status: z.enum(['paid', 'refunded']),
  method: z.enum(['cash', 'transfer', 'card']),
  amount: z.object({ amount: z.int(), currency: z.string() }),
  receiptNumber: z.string(),
  at: z.string(),
  reference: z.string(),
  /** A signed link to the receipt that works for some hours. */
  receiptUrl: z.string(),
})

/** A payment as answers and pages show it; a refund is negative. */
export async function presentPayment(ctx: Ctx, payment: Payment): Promise<z.output<typeof PaymentAnswer>> {
  const shop = await shopById(ctx, payment.shopId)
  return {
    id: payment.id,
    status: payment.amount < 0 ? 'refunded' : 'paid',
    method: payment.method,
    amount: money(payment.amount, payment.currency),
    receiptNumber: String(payment.receiptNumber),
    at: rfc3339(payment.at, shop.timezone),
    reference: payment.reference,
    receiptUrl: paperUrl(ctx, 'receipt', payment.id, wordsOf(ctx, shop)),
  }
}

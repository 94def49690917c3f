import type { Ctx } from '../../kit/context.ts'
import { invoiceById } from '../invoices/read-invoice.ts'
import type { Attempt } from './store.ts'

/** Whether a try may still bring its money. */
export function isOpen({ status }: Attempt): boolean {
  return status === 'started' || status === 'redirected'
}

/** Whether what a try would pay is still open on its invoice. */
export async function isOwed(ctx: Ctx, { invoiceId, amount }: Attempt): Promise<boolean> {
  const invoice = await invoiceById(ctx, invoiceId)
  return invoice !== undefined && invoice.totalAmount - invoice.paidAmount >= amount
}

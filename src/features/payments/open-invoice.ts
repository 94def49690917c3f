import type { Ctx } from '../../kit/context.ts'
import { illegalMove, invalid } from '../../kit/errors.ts'
import type { Order } from '../repairs/find-order.ts'
import { type Invoice, invoicesOf } from '../invoices/read-invoice.ts'
import { type AmountField, minorUnits } from './amount.ts'

/**
 * The order's oldest issued invoice with something to pay. Where all is paid any amount is too much (400 at `/amount`)
 * and the balance nothing to pay (409); 409 too before there is an invoice.
 */
export async function openInvoiceOf(
  ctx: Ctx,
  order: Order,
  given: AmountField | undefined,
): Promise<Invoice> {
  const issued = (await invoicesOf(ctx, order)).filter((invoice) => invoice.issuedAt !== null)
  const open = issued.find((invoice) => invoice.paidAmount < invoice.totalAmount)
  if (open) return open
  if (issued.length > 0 && given !== undefined) throw invalid('/amount', 'overBalance')
  throw illegalMove(issued.length > 0 ? 'paid_already' : 'invoice_not_issued')
}

/** What is paid now: all that is open unless said; 400 at `/amount` for more than that. */
export function amountToPay(invoice: Invoice, given: AmountField | undefined): number {
  const wanted = minorUnits(given, invoice.currency)
  const balance = invoice.totalAmount - invoice.paidAmount
  if (wanted !== undefined && wanted > balance) throw invalid('/amount', 'overBalance')
  return wanted ?? balance
}

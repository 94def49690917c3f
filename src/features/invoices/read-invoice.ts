import { can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { notFound } from '../../kit/errors.ts'
import { findOrder, type Order, subjectOf } from '../repairs/find-order.ts'
import {
  type Invoice,
  selectInvoiceAnywhere,
  selectInvoicesOfAccount,
  selectInvoicesOfOrder,
} from './store.ts'

export type { Invoice, InvoiceLine, InvoiceTax } from './store.ts'

/** The order's invoice as the caller may see it; 404 while there is none, or only a draft for its customer. */
export async function readInvoice(ctx: Ctx, orderId: string): Promise<{ order: Order; invoice: Invoice }> {
  const order = await findOrder(ctx, orderId, 'invoices.read')
  const invoice = (await invoicesOf(ctx, order)).at(-1)
  if (!invoice) throw notFound()
  return { order, invoice }
}

/** The invoices of an order, oldest first; its draft last, and only for people of the shop. */
export async function invoicesOf(ctx: Ctx, order: Order): Promise<Invoice[]> {
  const { shopId } = subjectOf(order)
  const forStaff = can(ctx, 'invoices.read', { shopId: shopId ?? null })
  const all = await selectInvoicesOfOrder(ctx, order.shopId, order.id)
  return forStaff ? all : all.filter((invoice) => invoice.issuedAt !== null)
}

/** What a signed-in customer was billed at all shops, newest first. */
export async function invoicesOfAccount(ctx: Ctx, accountId: string): Promise<Invoice[]> {
  return selectInvoicesOfAccount(ctx, accountId, 200)
}

export type InvoiceStatus = 'draft' | 'issued' | 'part_paid' | 'paid'

/** Where an invoice stands, by what was paid on it. */
export function statusOf({ issuedAt, totalAmount, paidAmount }: Invoice): InvoiceStatus {
  if (issuedAt === null) return 'draft'
  if (paidAmount >= totalAmount) return 'paid'
  return paidAmount > 0 ? 'part_paid' : 'issued'
}

/** An invoice by its id, for a paper whose link was signed. */
export async function invoiceById(ctx: Ctx, id: string): Promise<Invoice | undefined> {
  return selectInvoiceAnywhere(ctx, id)
}

import { can } from '../../../kit/access/index.ts'
import type { Ctx, Locale } from '../../../kit/context.ts'
import { notFound } from '../../../kit/errors.ts'
import { money } from '../../../kit/money.ts'
import { paperUrl } from '../../../kit/papers/links.ts'
import type { PaperKind } from '../../../kit/papers/types.ts'
import { customerById } from '../../customers/read.ts'
import { leftOf } from '../../payments/left.ts'
import { presentPayment } from '../../payments/payment-answer.ts'
import { type Payment, paymentsOf } from '../../payments/read-payments.ts'
import { findOrder, type Order } from '../../repairs/find-order.ts'
import { shopById } from '../../shops/find.ts'
import { billableOf } from '../draw-draft.ts'
import { presentInvoice } from '../invoice-answer.ts'
import { type Invoice, invoicesOf } from '../read-invoice.ts'

/** The money of an order for the shop's people: invoices, payments, what is open, what the reader may do. */
export async function readMoney(ctx: Ctx, shopSlug: string, orderId: string) {
  const order = await findOrder(ctx, orderId, 'invoices.read')
  const shop = await shopById(ctx, order.shopId)
  const forStaff = can(ctx, 'invoices.read', { shopId: shop.id })
  if (!forStaff || (shop.slug !== shopSlug && shop.id !== shopSlug)) throw notFound()
  const invoices = await invoicesOf(ctx, order)
  const payments = await paymentsOf(ctx, order.id)
  const customer = await customerById(ctx, shop.id, order.customerId)
  const issued = invoices.filter((invoice) => invoice.issuedAt !== null)
  return {
    shop: { slug: shop.slug },
    order: { id: order.id, number: order.number, customer: customer?.name ?? '' },
    currency: order.currency,
    invoices: await Promise.all(invoices.map((invoice) => present(ctx, invoice))),
    // A draft without its unpriced lines must not pass for the whole.
    unpriced: issued.length === invoices.length ? false : (await billableOf(ctx, order)).unpriced,
    payments: await Promise.all(payments.map((payment) => presentEntry(ctx, payment, payments))),
    isIssued: issued.length > 0,
    balance: money(
      issued.reduce((sum, { totalAmount, paidAmount }) => sum + totalAmount - paidAmount, 0),
      order.currency,
    ),
    may: rightsIn(ctx, order),
  }
}

export type OrderMoney = Awaited<ReturnType<typeof readMoney>>

function rightsIn(ctx: Ctx, { shopId }: Order) {
  return {
    issue: can(ctx, 'invoices.issue', { shopId }),
    record: can(ctx, 'payments.record', { shopId }),
    refund: can(ctx, 'payments.refund', { shopId }),
  }
}

async function present(ctx: Ctx, invoice: Invoice) {
  return { ...(await presentInvoice(ctx, invoice)), pdf: papersOf(ctx, 'invoice', invoice.id) }
}

async function presentEntry(ctx: Ctx, payment: Payment, all: readonly Payment[]) {
  return {
    ...(await presentPayment(ctx, payment)),
    reason: payment.reason,
    left: leftOf(payment, all),
    receipt: papersOf(ctx, 'receipt', payment.id),
  }
}

/** A paper in both languages. */
function papersOf(ctx: Ctx, kind: PaperKind, id: string): Record<Locale, string> {
  return { en: paperUrl(ctx, kind, id, 'en'), fa: paperUrl(ctx, kind, id, 'fa') }
}

import type { Ctx, Locale } from '../../kit/context.ts'
import { notFound } from '../../kit/errors.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { formatMoney, money } from '../../kit/money.ts'
import type { ReceiptPaper } from '../../kit/papers/types.ts'
import { formatDateTime, localDigits } from '../../kit/time/format.ts'
import type { PaidLine } from '../invoices/invoice-paper.ts'
import { assetOnPaper, customerOnPaper, shopOnPaper } from '../invoices/paper-parts.ts'
import { type Invoice, invoiceById } from '../invoices/read-invoice.ts'
import { shopById } from '../shops/find.ts'
import { type Payment, selectPaymentAnywhere, selectPayments } from './store.ts'

/** A receipt (or refund receipt) ready to print, in the reader's language. */
export async function receiptPaper(ctx: Ctx, id: string, locale: Locale): Promise<ReceiptPaper> {
  const payment = await selectPaymentAnywhere(ctx, id)
  const invoice = payment && (await invoiceById(ctx, payment.invoiceId))
  if (!payment || !invoice?.parties) throw notFound()
  const shop = await shopById(ctx, payment.shopId)
  const paidSoFar = await paidUpTo(ctx, payment)
  const full = (amount: number) => formatMoney(money(amount, payment.currency), locale)
  const t = translator(locale, 'payments')
  return {
    madeAt: payment.at,
    number: localDigits(String(payment.receiptNumber), locale),
    kind: payment.amount < 0 ? 'refund' : 'payment',
    paidOn: formatDateTime(
      payment.at,
      { locale, calendar: locale === 'fa' ? 'persian' : 'gregory', zone: shop.timezone },
      'long',
    ),
    amount: full(Math.abs(payment.amount)),
    method: t(`methods.${payment.method}`),
    ...(payment.reference ? { reference: payment.reference } : {}),
    shop: shopOnPaper(invoice.parties, { locale, region: shop.region }),
    customer: customerOnPaper(invoice.parties, { locale, region: shop.region }),
    asset: assetOnPaper(invoice.parties.asset, locale),
    orderNumber: localDigits(`RO-${invoice.parties.order.number}`, locale),
    ...(invoice.numberText ? { invoiceNumber: localDigits(invoice.numberText, locale) } : {}),
    invoiceTotal: full(invoice.totalAmount),
    paidSoFar: full(paidSoFar),
    balance: full(invoice.totalAmount - paidSoFar),
    notes: payment.reason ? [payment.reason] : [],
  }
}

/** What was paid on the invoice with this payment and before it: a receipt printed again says the same. */
async function paidUpTo(ctx: Ctx, payment: Payment): Promise<number> {
  const entries = await selectPayments(ctx, payment.shopId, payment.orderId)
  const upTo = entries.findIndex((entry) => entry.id === payment.id)
  return entries
    .slice(0, upTo + 1)
    .filter((entry) => entry.invoiceId === payment.invoiceId)
    .reduce((sum, entry) => sum + entry.amount, 0)
}

/** The payments that an invoice lists. */
export async function paidLinesOf(ctx: Ctx, invoice: Invoice, locale: Locale): Promise<PaidLine[]> {
  const t = translator(locale, 'payments')
  const entries = await selectPayments(ctx, invoice.shopId, invoice.orderId)
  return entries
    .filter((entry) => entry.invoiceId === invoice.id)
    .map(({ method, at, amount, reference }) => ({ method: t(`methods.${method}`), at, amount, reference }))
}

import type { Ctx, Locale } from '../../kit/context.ts'
import { notFound } from '../../kit/errors.ts'
import {
  currencySign,
  formatAmount,
  formatMoney,
  formatQuantity,
  formatRate,
  money,
} from '../../kit/money.ts'
import type { InvoiceGroup, InvoicePaper } from '../../kit/papers/types.ts'
import { formatDate, formatPlainDate, localDigits, type TimeStyle } from '../../kit/time/format.ts'
import { findOrder } from '../repairs/find-order.ts'
import { reading } from '../repairs/timeline-words.ts'
import { shopById } from '../shops/find.ts'
import { assetOnPaper, customerOnPaper, shopOnPaper } from './paper-parts.ts'
import { partiesOf } from './parties.ts'
import { statusOf } from './read-invoice.ts'
import {
  type Invoice,
  type InvoiceLine,
  type InvoiceTax,
  selectInvoiceAnywhere,
  selectInvoiceLines,
  selectInvoiceTaxes,
} from './store.ts'

/** A payment as an invoice lists it: made by the feature that owns payments. */
export interface PaidLine {
  method: string
  at: Temporal.Instant
  amount: number
  reference: string
}

/** An invoice ready to print, in the reader's language; `paidLines` says what was paid on it. */
export async function invoicePaper(
  ctx: Ctx,
  id: string,
  locale: Locale,
  paidLines: (invoice: Invoice) => Promise<PaidLine[]>,
): Promise<InvoicePaper> {
  const invoice = await selectInvoiceAnywhere(ctx, id)
  if (!invoice) throw notFound()
  const shop = await shopById(ctx, invoice.shopId)
  const order = await findOrder(ctx, invoice.orderId, 'orders.read')
  const parties = invoice.parties ?? (await partiesOf(ctx, shop, order))
  const style: TimeStyle = { locale, calendar: locale === 'fa' ? 'persian' : 'gregory', zone: shop.timezone }
  const write = writer(invoice.currency, locale)
  const status = statusOf(invoice)
  const { finishedAt } = parties.order
  return {
    madeAt: invoice.issuedAt ?? invoice.drawnAt,
    state: status === 'draft' ? 'draft' : status === 'paid' ? 'paid' : 'issued',
    number: invoice.numberText === null ? null : localDigits(invoice.numberText, locale),
    orderNumber: localDigits(`RO-${parties.order.number}`, locale),
    ...(invoice.issuedAt ? { issuedOn: formatDate(invoice.issuedAt, style, 'medium') } : {}),
    ...(finishedAt ? { suppliedOn: formatDate(Temporal.Instant.from(finishedAt), style, 'medium') } : {}),
    ...(invoice.dueOn ? { dueOn: formatPlainDate(invoice.dueOn, style, 'medium') } : {}),
    shop: shopOnPaper(parties, { locale, region: shop.region }),
    customer: customerOnPaper(parties, { locale, region: shop.region }),
    asset: assetOnPaper(parties.asset, locale),
    currency: currencySign(invoice.currency, locale),
    taxIncluded: invoice.taxMode === 'included',
    groups: groupsOf(await selectInvoiceLines(ctx, shop.id, id), write, locale),
    net: write.bare(invoice.netAmount),
    taxes: (await selectInvoiceTaxes(ctx, shop.id, id)).map((tax) => taxOnPaper(tax, write, locale)),
    total: write.full(invoice.totalAmount),
    payments: (await paidLines(invoice)).map((paid) => ({
      method: paid.method,
      date: formatDate(paid.at, style, 'medium'),
      amount: write.bare(paid.amount),
      ...(paid.reference ? { reference: paid.reference } : {}),
    })),
    balance: write.full(invoice.totalAmount - invoice.paidAmount),
    notes: [],
  }
}

interface Writer {
  /** The number alone: the currency stands in the table's head. */
  bare(amount: number): string
  full(amount: number): string
}

function writer(currency: string, locale: Locale): Writer {
  return {
    bare: (amount) => formatAmount(money(amount, currency), locale),
    full: (amount) => formatMoney(money(amount, currency), locale),
  }
}

/** The lines under the job that they belong to, in the order of the sheet. */
function groupsOf(lines: readonly InvoiceLine[], write: Writer, locale: Locale): InvoiceGroup[] {
  return [...Map.groupBy(lines, (line) => line.jobTitle)].map(([title, mine]) => ({
    // A job of one line that says the same needs no title of its own.
    ...(title !== '' && (mine.length > 1 || mine[0]?.text !== title)
      ? { title: reading(title, locale) }
      : {}),
    lines: mine.map((line) => ({
      text: reading(line.text, locale),
      quantity: formatQuantity(line.quantityMilli, locale),
      unitPrice: write.bare(line.unitAmount),
      ...(line.taxRatePpm > 0 ? { tax: formatRate(line.taxRatePpm, locale) } : {}),
      total: write.bare(line.totalAmount),
    })),
  }))
}

function taxOnPaper(tax: InvoiceTax, write: Writer, locale: Locale) {
  return {
    name: tax.name,
    rate: formatRate(tax.ratePpm, locale),
    base: write.bare(tax.netAmount),
    amount: write.bare(tax.taxAmount),
  }
}

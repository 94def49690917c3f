import { z } from 'zod'
import { type Ctx, wordsOf } from '../../kit/context.ts'
import { money } from '../../kit/money.ts'
import { paperUrl } from '../../kit/papers/links.ts'
import { rfc3339 } from '../../kit/time.ts'
import { shopById } from '../shops/find.ts'
import { statusOf } from './read-invoice.ts'
import { type Invoice, selectInvoiceLines, selectInvoiceTaxes } from './store.ts'

const Money = z.object({ amount: z.int(), currency: z.string() })

export const InvoiceAnswer = z.object({
  id: z.string(),
  requestId: z.string(),
  number: z.string().nullable(),
  status: z.enum(['draft', 'issued', 'part_paid', 'paid']),
  lines: z.array(
    z.object({
      kind: z.string(),
      job: z.string(),
      text: z.string(),
      quantity: z.number(),
      unitPrice: Money,
      total: Money,
      taxPercent: z.number(),
    }),
  ),
  taxes: z.array(z.object({ name: z.string(), percent: z.number(), net: Money, tax: Money })),
  taxIncluded: z.boolean(),
  net: Money,
  tax: Money,
  total: Money,
  paid: Money,
  balance: Money,
  issuedAt: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** A signed link that works for some hours. */
  pdfUrl: z.string(),
})
export type InvoiceAnswer = z.output<typeof InvoiceAnswer>

/** An invoice as answers and pages show it. */
export async function presentInvoice(ctx: Ctx, invoice: Invoice): Promise<InvoiceAnswer> {
  const { shopId, id, currency } = invoice
  const shop = await shopById(ctx, shopId)
  const { timezone } = shop
  const lines = await selectInvoiceLines(ctx, shopId, id)
  const taxes = await selectInvoiceTaxes(ctx, shopId, id)
  const amount = (value: number) => money(value, currency)
  return {
    id,
    requestId: invoice.orderId,
    number: invoice.numberText,
    status: statusOf(invoice),
    lines: lines.map((line) => ({
      kind: line.kind,
      job: line.jobTitle,
      text: line.text,
      quantity: line.quantityMilli / 1000,
      unitPrice: amount(line.unitAmount),
      total: amount(line.totalAmount),
      taxPercent: line.taxRatePpm / 10_000,
    })),
    taxes: taxes.map((tax) => ({
      name: tax.name,
      percent: tax.ratePpm / 10_000,
      net: amount(tax.netAmount),
      tax: amount(tax.taxAmount),
    })),
    taxIncluded: invoice.taxMode === 'included',
    net: amount(invoice.netAmount),
    tax: amount(invoice.taxAmount),
    total: amount(invoice.totalAmount),
    paid: amount(invoice.paidAmount),
    balance: amount(invoice.totalAmount - invoice.paidAmount),
    issuedAt: invoice.issuedAt ? rfc3339(invoice.issuedAt, timezone) : null,
    dueOn: invoice.dueOn?.toString() ?? null,
    pdfUrl: paperUrl(ctx, 'invoice', id, wordsOf(ctx, shop)),
  }
}

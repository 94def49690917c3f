import type { Ctx } from '../../kit/context.ts'
import { record } from '../../kit/events/events.ts'
import { documentTotals } from '../../kit/money.ts'
import type { Order } from '../repairs/find-order.ts'
import { priced } from '../repairs/jobs.ts'
import { type JobWithLines, jobsOf, type Line } from '../repairs/read-jobs.ts'
import { deleteDraft, insertDraft, type InvoiceLine, selectInvoicedLineIds } from './store.ts'

/** What the next invoice would hold: the lines that are wanted and not billed yet. */
export interface Billable {
  lines: { job: JobWithLines; line: Line }[]
  /** True while one of them still has to be priced. */
  unpriced: boolean
}

/** The lines of an order that no issued invoice bills yet; those of declined jobs are left out. */
export async function billableOf(ctx: Ctx, order: Order): Promise<Billable> {
  const billed = await selectInvoicedLineIds(ctx, order.shopId, order.id)
  const lines = (await jobsOf(ctx, order))
    .filter((job) => job.authorisation !== 'declined')
    .flatMap((job) => job.lines.map((line) => ({ job, line })))
    .filter(({ line }) => !billed.has(line.id))
  return { lines, unpriced: lines.some(({ line }) => line.unitAmount === null) }
}

/**
 * Draws the order's invoice draft anew from its lines; the one before is thrown away. Unpriced lines wait: the draft
 * shows what is known, and issuing refuses until they have a price. Gives the draft's id, or null with nothing to bill.
 */
export async function drawDraft(tx: Ctx, order: Order): Promise<string | null> {
  await deleteDraft(tx, order.shopId, order.id)
  const { lines } = await billableOf(tx, order)
  const billed = lines.filter(({ line }) => line.unitAmount !== null)
  if (billed.length === 0) return null
  const totals = documentTotals(
    billed.map(({ line }) => priced(line)),
    order,
  )
  const { shopId, id: orderId, currency, taxMode, rounding, locale } = order
  const draftId = await insertDraft(tx, {
    shopId,
    orderId,
    currency,
    taxMode,
    rounding,
    locale,
    netAmount: totals.net,
    taxAmount: totals.tax,
    totalAmount: totals.total,
    lines: billed.map(({ job, line }, index) => snapshot(job, line, totals.lines[index]?.total ?? 0)),
    taxes: totals.taxes.map((tax) => ({
      name: tax.taxCode,
      ratePpm: tax.taxRate,
      netAmount: tax.net,
      taxAmount: tax.tax,
    })),
  })
  await record(tx, {
    type: 'invoice.drawn',
    shopId,
    subject: { kind: 'invoice', id: draftId },
    data: { orderId, total: totals.total, currency },
  })
  return draftId
}

function snapshot(job: JobWithLines, line: Line, totalAmount: number): InvoiceLine {
  const { kind, text, quantityMilli, unitAmount, taxName, taxRatePpm } = line
  return {
    lineId: line.id,
    jobTitle: job.title,
    kind,
    text,
    quantityMilli,
    unitAmount: unitAmount ?? 0,
    totalAmount,
    taxName,
    taxRatePpm,
  }
}

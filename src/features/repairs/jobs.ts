import { documentTotals, type DocumentTotals, multiplyMoney, type PricedLine } from '../../kit/money.ts'
import type { Job, Line } from './store-jobs.ts'
import type { Order } from './store.ts'

/** Where the customer's yes to a job stands: never asked, asked, given, refused (and perhaps revived later). */
export const AUTHORISATIONS = ['not_asked', 'pending', 'authorised', 'declined'] as const
export type Authorisation = (typeof AUTHORISATIONS)[number]

export type { LineKind } from './line-kinds.ts'

export interface JobWithLines extends Job {
  lines: Line[]
  /** Without the order's rounding of tax: what its lines add up to, as listed; null while one has no price. */
  total: number | null
}

/** The jobs of an order, each with its lines and their sum. */
export function groupLines(
  order: Pick<Order, 'taxMode' | 'rounding'>,
  jobs: readonly Job[],
  lines: readonly Line[],
): JobWithLines[] {
  const byJob = Map.groupBy(lines, (line) => line.jobId)
  return jobs.map((job) => {
    const mine = byJob.get(job.id) ?? []
    const totals = documentTotals(mine.map(priced), order)
    return { ...job, lines: mine, total: totals.complete ? totals.subtotal : null }
  })
}

/** What the order comes to: every job but the declined ones. */
export function orderTotals(
  order: Pick<Order, 'taxMode' | 'rounding'>,
  jobs: readonly JobWithLines[],
): DocumentTotals {
  return documentTotals(wantedLines(jobs).map(priced), order)
}

/** The lines that will be done and billed, in the order of the sheet: those of declined jobs are not. */
export function wantedLines(jobs: readonly JobWithLines[]): Line[] {
  return jobs.filter((job) => job.authorisation !== 'declined').flatMap((job) => job.lines)
}

/** A line as `documentTotals` reads it. */
export function priced(
  line: Pick<Line, 'quantityMilli' | 'unitAmount' | 'taxName' | 'taxRatePpm'>,
): PricedLine {
  return {
    quantity: line.quantityMilli,
    unitPrice: line.unitAmount,
    taxRate: line.taxRatePpm,
    taxCode: line.taxName,
  }
}

/** Quantity times unit price, rounded as documents do; null without a price. */
export function lineTotal({
  unitAmount,
  quantityMilli,
}: Pick<Line, 'unitAmount' | 'quantityMilli'>): number | null {
  return unitAmount === null
    ? null
    : multiplyMoney({ amount: unitAmount, currency: '' }, quantityMilli).amount
}

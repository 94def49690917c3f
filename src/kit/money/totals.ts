import { QUANTITY_UNIT, RATE_UNIT } from './arithmetic.ts'
import { allocate, mulDiv, safeInteger } from './integer.ts'

/** Less on a line or a document, always as a positive number: minor units, or millionths of what it is taken from. */
export type Discount = { kind: 'amount'; amount: number } | { kind: 'percent'; rate: number }

/** One line as it is priced. Amounts in minor units of the document's currency. */
export interface PricedLine {
  /** Thousandths; negative for what is given back (credit note, returned core). */
  quantity: number
  /** Null while nobody has named a price (a quote line): its total is null and counts for nothing. */
  unitPrice: number | null
  discount?: Discount | null
  /** Tax in millionths: 8.875 % is 88 750. */
  taxRate: number
  /** Which tax, where two of one rate are told apart (zero-rated, exempt); '' unless said. */
  taxCode?: string
}

/**
 * How tax is rounded, stored on the document. Both round half away from zero.
 * half_away_per_rate: once for each rate on its summed net (EN 16931) · half_away_per_line: on each line.
 */
export type Rounding = 'half_away_per_rate' | 'half_away_per_line'

export const roundings: readonly Rounding[] = ['half_away_per_rate', 'half_away_per_line']

/** Tax on top of the prices, or inside them. */
export type TaxMode = 'added' | 'included'

export interface TotalOptions {
  taxMode: TaxMode
  rounding: Rounding
  /** Taken from the sum of the lines, shared out over them by their size. */
  discount?: Discount | null
}

/** What one line comes to. */
export interface LineTotals {
  /** Quantity times unit price, before any discount; null without a price. */
  gross: number | null
  /** The line's own discount, with the sign of the line. */
  discount: number
  /** What the line says: gross less its own discount; tax inside it where prices include tax. */
  total: number | null
  /** Its share of the document's discount. */
  share: number
}

/** One rate of tax: `net + tax = gross`. */
export interface TaxTotals {
  taxCode: string
  taxRate: number
  net: number
  tax: number
  gross: number
}

export interface DocumentTotals {
  lines: LineTotals[]
  /** The line totals added up. */
  subtotal: number
  /** The document's discount, with the sign of the subtotal. */
  discount: number
  /** Without tax. */
  net: number
  tax: number
  /** What is paid: net + tax. */
  total: number
  /** By rate, highest first. */
  taxes: TaxTotals[]
  /** False while a line has no price. */
  complete: boolean
}

/**
 * The totals of a document: the one function behind the screen, the paper, the API and the refund.
 * Pure, integers in minor units; the order of lines changes nothing but the order of `lines`, and negating
 * every quantity negates every amount.
 */
export function documentTotals(lines: readonly PricedLine[], options: TotalOptions): DocumentTotals {
  const own = lines.map(lineTotals)
  const subtotal = sum(own.map((line) => line.total ?? 0))
  const discount = lessOf(subtotal, options.discount)
  const shares = shareOut(discount, lines, own)
  const taxes = taxTotals(
    lines.map((line, index) => ({ line, amount: (own[index]?.total ?? 0) - (shares[index] ?? 0) })),
    options,
  )
  const tax = sum(taxes.map((rate) => rate.tax))
  const net = sum(taxes.map((rate) => rate.net))
  return {
    lines: own.map((line, index) => ({ ...line, share: shares[index] ?? 0 })),
    subtotal,
    discount,
    net,
    tax,
    total: safeInteger(net + tax),
    taxes,
    complete: own.every((line) => line.total !== null),
  }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => safeInteger(total + amount), 0)
}

function lineTotals(line: PricedLine): Omit<LineTotals, 'share'> {
  if (line.unitPrice === null) return { gross: null, discount: 0, total: null }
  const gross = mulDiv(line.unitPrice, line.quantity, QUANTITY_UNIT)
  const discount = lessOf(gross, line.discount)
  return { gross, discount, total: safeInteger(gross - discount) }
}

/** A discount with the sign of what it is taken from, and never more than all of it. */
function lessOf(amount: number, discount: Discount | null | undefined): number {
  if (!discount) return 0
  const size = Math.abs(amount)
  const less = discount.kind === 'amount' ? discount.amount : mulDiv(size, discount.rate, RATE_UNIT)
  if (less < 0) throw new RangeError('a discount is not negative')
  return safeInteger(Math.sign(amount) * Math.min(less, size))
}

/** The document's discount over the lines that point the same way as it, larger lines first on a tie. */
function shareOut(
  discount: number,
  lines: readonly PricedLine[],
  own: readonly Omit<LineTotals, 'share'>[],
): number[] {
  const shares = lines.map(() => 0)
  if (discount === 0) return shares
  const weighed = lines
    .map((line, index) => ({
      line,
      index,
      weight: Math.max(0, Math.sign(discount) * (own[index]?.total ?? 0)),
    }))
    .toSorted(
      (a, b) => b.weight - a.weight || b.line.taxRate - a.line.taxRate || compareCodes(a.line, b.line),
    )
  const parts = allocate(
    discount,
    weighed.map(({ weight }) => weight),
  )
  for (const [place, { index }] of weighed.entries()) shares[index] = parts[place] ?? 0
  return shares
}

const codeOf = (line: PricedLine): string => line.taxCode ?? ''

function compareCodes(a: PricedLine, b: PricedLine): number {
  return codeOf(a) === codeOf(b) ? 0 : codeOf(a) < codeOf(b) ? -1 : 1
}

function taxTotals(
  taxed: readonly { line: PricedLine; amount: number }[],
  options: TotalOptions,
): TaxTotals[] {
  const rates = Map.groupBy(taxed, ({ line }) => `${line.taxRate} ${codeOf(line)}`)
  const totals: TaxTotals[] = []
  for (const group of rates.values()) {
    const first = group[0]
    if (!first) continue
    const { taxRate } = first.line
    if (taxRate < 0) throw new RangeError('a tax rate is not negative')
    const amounts = group.map(({ amount }) => amount)
    const base = sum(amounts)
    const tax =
      options.rounding === 'half_away_per_line'
        ? sum(amounts.map((amount) => taxOf(amount, taxRate, options.taxMode)))
        : taxOf(base, taxRate, options.taxMode)
    const net = options.taxMode === 'included' ? safeInteger(base - tax) : base
    totals.push({ taxCode: codeOf(first.line), taxRate, net, tax, gross: safeInteger(net + tax) })
  }
  return totals.sort((a, b) => b.taxRate - a.taxRate || (a.taxCode < b.taxCode ? -1 : 1))
}

/** Tax on a net amount, or the tax inside a gross one. */
function taxOf(amount: number, rate: number, mode: TaxMode): number {
  return mode === 'added' ? mulDiv(amount, rate, RATE_UNIT) : mulDiv(amount, rate, RATE_UNIT + rate)
}

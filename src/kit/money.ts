/**
 * Money for the whole program: integers in minor units with their currency, quantities in thousandths,
 * tax rates in millionths. `documentTotals` is the only place where a document's totals and taxes are made.
 */
export * from './money/integer.ts'
export * from './money/currency.ts'
export * from './money/arithmetic.ts'
export * from './money/totals.ts'
export * from './money/format.ts'
export * from './money/parse.ts'

import { z } from 'zod'
import { invalid } from '../../kit/errors.ts'

const minor = () => z.int().min(1).max(1_000_000_000_000)

/** An amount in minor units of the invoice's currency: bare, or as money that names it. */
export const amountField = () =>
  z.union([minor(), z.strictObject({ amount: minor(), currency: z.string().length(3) })])
export type AmountField = z.output<ReturnType<typeof amountField>>

/** The bare amount; 400 at `/amount/currency` for another currency than the invoice's. */
export function minorUnits(given: AmountField | undefined, currency: string): number | undefined {
  if (given === undefined || typeof given === 'number') return given
  if (given.currency !== currency) throw invalid('/amount/currency', 'otherCurrency', { currency })
  return given.amount
}

import { z } from 'zod'
import { foldDigits } from '../../../../kit/input.ts'
import { parseDate } from '../../../../kit/time.ts'

// Jalali years of living people are far below, Gregorian ones far above.
const BETWEEN = 1700

/** A date as a person types it, in either calendar (2026-12-01, 1405/9/10): the year tells which. */
export function typedDate() {
  return z.string().transform((typed, context): Temporal.PlainDate => {
    const year = Number(/^\s*(\d{4})/.exec(foldDigits(typed))?.[1])
    const date = parseDate(typed, year < BETWEEN ? 'persian' : 'gregory')
    if (date) return date
    context.addIssue({ code: 'invalid_format', format: 'date', input: typed })
    return z.NEVER
  })
}

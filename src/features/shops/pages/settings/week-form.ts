import { z } from 'zod'
import { invalid } from '../../../../kit/errors.ts'
import { checkWeek, type OpeningHours } from '../../opening.ts'
import { typedClock } from './typed-clock.ts'

/** The rows of `WeekFields`: those without times are days or halves of days without a stretch. */
export const weekRows = () =>
  z
    .array(
      z.strictObject({
        weekday: z.int().min(1).max(7),
        opens: typedClock().optional(),
        closes: typedClock().optional(),
      }),
    )
    .max(70)

/** The stretches of the rows. 400 at its row for a time without its other and for two that overlap. */
export function stretchesOf(
  rows: readonly { weekday: number; opens?: Temporal.PlainTime; closes?: Temporal.PlainTime }[],
  name: string,
): OpeningHours[] {
  const filled: (OpeningHours & { row: number })[] = []
  for (const [row, { weekday, opens, closes }] of rows.entries()) {
    if (opens && closes) filled.push({ weekday, opens, closes, row })
    else if (opens) throw invalid(`/${name}/${row}/closes`, 'missing')
    else if (closes) throw invalid(`/${name}/${row}/opens`, 'missing')
  }
  checkWeek(filled, (index) => `/${name}/${filled[index]?.row ?? index}`)
  return filled.map(({ weekday, opens, closes }) => ({ weekday, opens, closes }))
}

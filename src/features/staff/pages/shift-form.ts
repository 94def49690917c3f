import { z } from 'zod'
import { invalid } from '../../../kit/errors.ts'
import { typedClock } from '../../shops/pages/settings/typed-clock.ts'
import { breakName, checkShifts } from '../input.ts'
import type { Break, Stretch } from '../resources.ts'

const breakRows = () =>
  z
    .array(
      z.strictObject({ starts: typedClock().optional(), ends: typedClock().optional(), name: breakName() }),
    )
    .max(6)
    .default([])

/** The rows of `ShiftFields`: those without times are days without work. */
export const shiftRows = () =>
  z
    .array(
      z.strictObject({
        weekday: z.int().min(1).max(7),
        opens: typedClock().optional(),
        closes: typedClock().optional(),
        breaks: breakRows(),
      }),
    )
    .max(70)

type Row = z.output<ReturnType<typeof shiftRows>>[number]

/** The stretches of the rows. 400 at its row for half a stretch or break, and for what `checkShifts` refuses. */
export function shiftsIn(rows: readonly Row[], name: string): Stretch[] {
  const filled = rows.flatMap(({ weekday, opens, closes, breaks }, row) => {
    const at = `/${name}/${row}`
    const pauses = breaks.flatMap((pause, index) => breakIn(pause, `${at}/breaks/${index}`))
    if (opens && closes) return { weekday, opens, closes, breaks: pauses, at }
    if (opens) throw invalid(`${at}/closes`, 'missing')
    if (closes || pauses.length > 0) throw invalid(`${at}/opens`, 'missing')
    return []
  })
  checkShifts(filled, (index) => filled[index]?.at ?? `/${name}`)
  return filled.map(({ at: _at, ...stretch }) => stretch)
}

function breakIn({ starts, ends, name }: Row['breaks'][number], at: string): Break[] {
  if (starts && ends) return [{ starts, ends, ...(name ? { name } : {}) }]
  if (starts) throw invalid(`${at}/ends`, 'missing')
  if (ends) throw invalid(`${at}/starts`, 'missing')
  return []
}

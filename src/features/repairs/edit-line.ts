import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { version } from '../../kit/input.ts'
import { conflict } from '../../kit/errors.ts'
import { holdLine, refuseStale, sheetChanged } from './hold-job.ts'
import { lineFields, readLine, refuseHuge } from './job-fields.ts'
import { type Line, updateLine } from './store-jobs.ts'

export const EditLine = z.strictObject({
  text: lineFields.text.optional(),
  quantity: lineFields.quantity.optional(),
  unitPrice: lineFields.unitPrice.optional(),
  cost: lineFields.cost.optional(),
  taxRateId: lineFields.taxRateId.optional(),
  availableFrom: lineFields.availableFrom.optional(),
  /** The version that was seen; another one by now → 409 `conflict`. */
  version: version().optional(),
})
export type EditLine = z.output<typeof EditLine>

/** Changes a line that is not on an issued invoice. */
export async function editLine(ctx: Ctx, orderId: string, lineId: string, input: EditLine): Promise<Line> {
  return transaction(ctx, async (tx) => {
    const { order, line } = await holdLine(tx, orderId, lineId)
    const { version: seen, ...typed } = input
    refuseStale(seen, line)
    const change = await readLine(tx, order, typed, line.kind)
    refuseHuge({ ...line, ...change })
    const written = await updateLine(tx, line, change)
    if (!written) throw conflict()
    await sheetChanged(tx, order)
    return written
  })
}

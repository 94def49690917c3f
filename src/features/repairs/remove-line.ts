import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { holdLine, refuseStale, sheetChanged } from './hold-job.ts'
import { deleteLine } from './store-jobs.ts'

/** Takes a line off the sheet, as long as it is on no issued invoice. */
export async function removeLine(ctx: Ctx, orderId: string, lineId: string, version?: number): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { order, line } = await holdLine(tx, orderId, lineId)
    refuseStale(version, line)
    await deleteLine(tx, line)
    await sheetChanged(tx, order)
  })
}

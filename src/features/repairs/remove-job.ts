import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove } from '../../kit/errors.ts'
import { holdJob, sheetChanged } from './hold-job.ts'
import { deleteJob, hasAuthorisation } from './store-jobs.ts'

/**
 * Takes a job off the sheet with its lines, as long as nobody was asked about it and none of it was invoiced:
 * what was answered is kept (decline it instead).
 */
export async function removeJob(ctx: Ctx, orderId: string, jobId: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { order, job } = await holdJob(tx, orderId, jobId, 'orders.edit')
    if (job.lines.some((line) => line.invoiced)) throw illegalMove('line_invoiced')
    if (await hasAuthorisation(tx, job)) throw illegalMove('job_answered')
    await deleteJob(tx, job)
    await sheetChanged(tx, order)
  })
}

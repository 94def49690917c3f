import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { version } from '../../kit/input.ts'
import { conflict } from '../../kit/errors.ts'
import { holdJob, refuseStale, sheetChanged } from './hold-job.ts'
import { jobFields } from './job-fields.ts'
import type { JobWithLines } from './jobs.ts'
import { updateJob } from './store-jobs.ts'

/** Complaint, cause, correction: what the customer said, what was found, what was done. */
export const EditJob = z.strictObject({
  title: jobFields.title.optional(),
  complaint: jobFields.complaint.optional(),
  cause: jobFields.cause.optional(),
  correction: jobFields.correction.optional(),
  /** The version that was seen; another one by now → 409 `conflict`. */
  version: version().optional(),
})
export type EditJob = z.output<typeof EditJob>

/** Writes what was found out and done about a job. */
export async function editJob(
  ctx: Ctx,
  orderId: string,
  jobId: string,
  input: EditJob,
): Promise<JobWithLines> {
  return transaction(ctx, async (tx) => {
    const { order, job } = await holdJob(tx, orderId, jobId, 'orders.edit')
    const { version: seen, ...change } = input
    refuseStale(seen, job)
    const written = await updateJob(tx, job, change)
    if (!written) throw conflict()
    await sheetChanged(tx, order)
    return { ...job, ...written }
  })
}

import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { AnswerJob, answerJob } from './answer-job.ts'
import type { JobWithLines } from './jobs.ts'

export const AuthoriseJob = AnswerJob.extend({
  /** Up to what, minor units of the order's currency; what the job comes to unless said. */
  amount: z.int().min(0).max(1_000_000_000_000).optional(),
})
export type AuthoriseJob = z.output<typeof AuthoriseJob>

/** Records a yes to a job: who, how, up to what amount. Revives a declined one. */
export async function authoriseJob(
  ctx: Ctx,
  orderId: string,
  jobId: string,
  input: AuthoriseJob,
): Promise<JobWithLines> {
  return answerJob(ctx, orderId, jobId, 'authorised', input)
}

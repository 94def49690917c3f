import type { Ctx } from '../../kit/context.ts'
import { type AnswerJob, answerJob } from './answer-job.ts'
import type { JobWithLines } from './jobs.ts'

/** Records a no to a job: its lines stay on the sheet, but are neither done nor billed. */
export async function declineJob(
  ctx: Ctx,
  orderId: string,
  jobId: string,
  input: AnswerJob,
): Promise<JobWithLines> {
  return answerJob(ctx, orderId, jobId, 'declined', { amount: 0, ...input })
}

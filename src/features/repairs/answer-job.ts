import { z } from 'zod'
import { can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { longText } from '../../kit/input.ts'
import { subjectOf } from './find-order.ts'
import { holdJob } from './hold-job.ts'
import type { Authorisation, JobWithLines } from './jobs.ts'
import { keepWithinLimit } from './spending-limit.ts'
import { type Order, updateOrder } from './store.ts'
import { type AuthorisationRecord, insertAuthorisation, updateJob } from './store-jobs.ts'

export const AnswerJob = z.strictObject({
  /** How the customer told staff; a customer who answers here answers online. */
  how: z.enum(['phone', 'in_person']).optional(),
  note: longText({ max: 2000 }).optional(),
})
export type AnswerJob = z.output<typeof AnswerJob>

/** Records an answer to a job: the customer's own, or what they told staff. One file a verb stands in front of this. */
export async function answerJob(
  ctx: Ctx,
  orderId: string,
  jobId: string,
  answer: 'authorised' | 'declined',
  input: AnswerJob & { amount?: number | undefined },
): Promise<JobWithLines> {
  return transaction(ctx, async (tx) => {
    const { order, job } = await holdJob(tx, orderId, jobId, 'estimates.approve')
    if (job.lines.some((line) => line.invoiced)) throw illegalMove('line_invoiced')
    if (job.authorisation === answer) return job
    const said = whoSaidHow(tx, order, job, input)
    const amount = input.amount ?? job.total
    if (amount === null) throw invalid('/amount', 'missing')
    await insertAuthorisation(tx, job, {
      ...said,
      answer,
      amount,
      currency: order.currency,
      note: input.note ?? '',
    })
    const written = await updateJob(tx, job, { authorisation: answer satisfies Authorisation })
    // What staff were told is the counter's to record.
    if (answer === 'authorised' && said.givenBy === 'customer') await keepWithinLimit(tx, order)
    await updateOrder(tx, order.shopId, order.id, {})
    await record(tx, {
      type: `job.${answer}`,
      shopId: order.shopId,
      subject: { kind: 'job', id: job.id },
      data: { orderId: order.id, amount, how: said.how },
    })
    return { ...job, ...written }
  })
}

function whoSaidHow(
  tx: Ctx,
  order: Order,
  job: JobWithLines,
  { how }: AnswerJob,
): Pick<AuthorisationRecord, 'givenBy' | 'how'> {
  if (can(tx, 'orders.move', subjectOf(order))) {
    if (!how) throw invalid('/how', 'missing')
    return { givenBy: 'staff', how }
  }
  if (how) throw invalid('/how', 'staffOnly')
  if (!isShownToCustomer(job, order)) throw notFound()
  return { givenBy: 'customer', how: 'online' }
}

/** Whether the customer sees the job: asked about, answered, or there since the order was opened. A draft is not shown. */
export function isShownToCustomer(
  job: Pick<JobWithLines, 'authorisation' | 'createdAt'>,
  order: Pick<Order, 'createdAt'>,
): boolean {
  return job.authorisation !== 'not_asked' || Temporal.Instant.compare(job.createdAt, order.createdAt) === 0
}

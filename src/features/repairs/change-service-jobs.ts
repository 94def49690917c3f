import type { Ctx } from '../../kit/context.ts'
import type { Service } from '../catalog/services.ts'
import { addServiceJobs } from './add-service-jobs.ts'
import type { AnswerJob } from './answer-job.ts'
import { declineJob } from './decline-job.ts'
import { holdSheet } from './hold-job.ts'
import { selectJobs } from './store-jobs.ts'

/** Which services a visit is for besides those it was, and which no longer. */
interface Changed {
  added: readonly Service[]
  removed: readonly string[]
  /** How the customer told staff so. */
  how: NonNullable<AnswerJob['how']>
}

/**
 * The sheet follows what a visit is for. New work comes at today's price; what was written before keeps its own. Work that is
 * no longer wanted is declined, not deleted: what was agreed and typed stays readable.
 */
export async function changeServiceJobs(
  tx: Ctx,
  shop: { id: string },
  orderId: string,
  { added, removed, how }: Changed,
): Promise<void> {
  await holdSheet(tx, orderId, 'orders.edit')
  for (const { id, serviceId } of await selectJobs(tx, shop.id, orderId)) {
    if (serviceId && removed.includes(serviceId)) await declineJob(tx, orderId, id, { how })
  }
  await addServiceJobs(tx, shop, orderId, added, how)
}

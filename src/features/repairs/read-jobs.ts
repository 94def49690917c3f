import type { Ctx } from '../../kit/context.ts'
import { groupLines, type JobWithLines } from './jobs.ts'
import type { Order } from './store.ts'
import { selectJobs, selectLines } from './store-jobs.ts'

export type { JobWithLines } from './jobs.ts'
export type { Job, Line } from './store-jobs.ts'
export { orderTotals, wantedLines } from './jobs.ts'

/** The jobs of an order with their lines, as the sheet shows them. For whoever has the order already. */
export async function jobsOf(
  ctx: Ctx,
  order: Pick<Order, 'shopId' | 'id' | 'taxMode' | 'rounding'>,
): Promise<JobWithLines[]> {
  const jobs = await selectJobs(ctx, order.shopId, order.id)
  const lines = await selectLines(ctx, order.shopId, order.id)
  return groupLines(order, jobs, lines)
}

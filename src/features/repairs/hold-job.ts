import type { Permission } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { conflict, illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { holdOrder } from './find-order.ts'
import type { JobWithLines } from './jobs.ts'
import { jobsOf } from './read-jobs.ts'
import { isFinal } from './stages.ts'
import { type Order, updateOrder } from './store.ts'
import type { Line } from './store-jobs.ts'

/** An order whose sheet may be written, held until the transaction ends; 409 once it is closed or canceled. */
export async function holdSheet(tx: Ctx, orderId: string, permission: Permission): Promise<Order> {
  const order = await holdOrder(tx, orderId, permission)
  if (isFinal(order.stage)) throw illegalMove('final_stage')
  return order
}

/** A job of such an order; 404 where the order has none of that id. */
export async function holdJob(
  tx: Ctx,
  orderId: string,
  jobId: string,
  permission: Permission,
): Promise<{ order: Order; job: JobWithLines }> {
  const order = await holdSheet(tx, orderId, permission)
  const job = (await jobsOf(tx, order)).find((one) => one.id === jobId)
  if (!job) throw notFound()
  return { order, job }
}

/** A line of such an order; 409 `line_invoiced` once it stands on an issued invoice. */
export async function holdLine(
  tx: Ctx,
  orderId: string,
  lineId: string,
): Promise<{ order: Order; line: Line }> {
  const order = await holdSheet(tx, orderId, 'orders.edit')
  const line = (await jobsOf(tx, order)).flatMap((job) => job.lines).find((one) => one.id === lineId)
  if (!line) throw notFound()
  if (line.invoiced) throw illegalMove('line_invoiced')
  return { order, line }
}

/** 409 `conflict` where the caller saw another version than the present one. */
export function refuseStale(seen: number | undefined, present: { version: number }): void {
  if (seen !== undefined && seen !== present.version) throw conflict()
}

/** Marks the order as touched and says that its jobs or lines changed: drafts and screens follow. */
export async function sheetChanged(tx: Ctx, order: Pick<Order, 'shopId' | 'id'>): Promise<void> {
  await updateOrder(tx, order.shopId, order.id, {})
  await record(tx, { type: 'order.edited', shopId: order.shopId, subject: { kind: 'order', id: order.id } })
}

import type { Ctx } from '../../kit/context.ts'
import { servicesById } from '../catalog/services.ts'
import { jobsOf } from './read-jobs.ts'
import type { Order } from './store.ts'

/** The services that an order is for and that the shop still does: what a time for it is looked for by. */
export async function servicesOfOrder(ctx: Ctx, order: Order): Promise<string[]> {
  const ids = [...new Set((await jobsOf(ctx, order)).flatMap(({ serviceId }) => serviceId ?? []))]
  const services = await servicesById(ctx, order.shopId, ids, { archived: true })
  return services.flatMap(({ id, archivedAt }) => (archivedAt ? [] : id))
}

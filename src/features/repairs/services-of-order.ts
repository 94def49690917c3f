import type { Ctx } from '../../kit/context.ts'
import { servicesById } from '../catalog/services.ts'
import { jobsOf } from './read-jobs.ts'
import type { Order } from './store.ts'

/** The services that an order is for, less what was declined, and that the shop still does: what a time for it is looked for by. */
export async function servicesOfOrder(ctx: Ctx, order: Order): Promise<string[]> {
  const wanted = (await jobsOf(ctx, order)).filter(({ authorisation }) => authorisation !== 'declined')
  const ids = [...new Set(wanted.flatMap(({ serviceId }) => serviceId ?? []))]
  const services = await servicesById(ctx, order.shopId, ids, { archived: true })
  return services.flatMap(({ id, archivedAt }) => (archivedAt ? [] : id))
}

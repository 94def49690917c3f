import { AddCustomer, addCustomer } from '../../features/customers/add-customer.ts'
import { MergeCustomers, mergeCustomers } from '../../features/customers/merge-customers.ts'
import { SendLink, sendRecordLink } from '../../features/customers/send-link.ts'
import { requestService, ServiceRequest } from '../../features/intake/request-service.ts'
import type { Ctx } from '../../kit/context.ts'
import type { Cast } from '../cast.ts'
import type { DemoShop } from '../types.ts'
import { before } from './before.ts'

/**
 * People who stand twice in the list of customers: the first pair is one again since yesterday. The others are to be
 * seen; they have the link by which they could take their record into an account.
 */
export async function standTwice(ctx: Ctx, cast: Cast): Promise<void> {
  for (const [index, pair] of (cast.data.doubles ?? []).entries()) {
    const [keptId, customerId] = await comeTwice(ctx, cast, pair)
    const yesterday: Ctx = { ...before(ctx, { days: 1 }), caller: cast.advisor }
    if (index === 0) await mergeCustomers(yesterday, cast.shop, keptId, MergeCustomers.parse({ customerId }))
    else await sendRecordLink(yesterday, cast.shop, keptId, SendLink.parse({}))
  }
}

/** Written down at the counter once, and some weeks later by another name with a request by phone. */
async function comeTwice(
  ctx: Ctx,
  { shop, data, advisor, services, random }: Cast,
  { first, again }: NonNullable<DemoShop['doubles']>[number],
): Promise<[string, string]> {
  const counter = (days: number): Ctx => ({ ...before(ctx, { days }), caller: advisor })
  const kept = await addCustomer(counter(30), shop, AddCustomer.parse(first))
  const [service] = services
  const request = ServiceRequest.parse({
    shop: shop.slug,
    source: 'phone',
    customer: again,
    asset: data.asset(random),
    description: random.one(service?.told.concerns ?? []),
    ...(service ? { serviceIds: [service.live.id] } : {}),
  })
  const { customerId } = await requestService(counter(2), request)
  return [kept.id, customerId]
}

import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { etag } from '../../kit/http/if-match.ts'
import { ok, type Route, route } from '../../kit/http/route.ts'
import { rfc3339 } from '../../kit/time.ts'
import { AssetAnswer, presentAsset } from '../assets/asset-input.ts'
import { type Asset, assetsById, assetsOfCustomer, assetsOfCustomers } from '../assets/read.ts'
import { presentStaffAsset, StaffAssetAnswer } from '../assets/shapes.ts'
import { missedVisits } from '../booking/missed-visits.ts'
import { appointmentsOfCustomer } from '../booking/read.ts'
import { customersOfOwnJobs, ordersOfCustomer, workersFor } from '../repairs/of-customer.ts'
import { STATUSES } from '../repairs/stages.ts'
import { findShop } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { listCustomers, ListCustomers } from './list-customers.ts'
import { readCustomer } from './read-customer.ts'
import { ConsentAnswer, CustomerAnswer, presentConsent, presentRecord } from './shapes.ts'

const id = () => z.string().max(64)
const instant = () => z.string().meta({ format: 'date-time' })
const tag = 'customers'

// More than a counter reads; the list of orders goes on from there.
const SHOWN = 50

const ListedCustomer = CustomerAnswer.extend({ assets: z.array(AssetAnswer) })

/** A customer with everything that the counter asks about them. */
export const WholeCustomer = CustomerAnswer.extend({
  assets: z.array(StaffAssetAnswer),
  appointments: z.array(
    z.object({
      id: z.string(),
      status: z.enum(['requested', 'confirmed', 'declined', 'arrived', 'no_show', 'canceled']),
      startsAt: instant(),
      endsAt: instant(),
      requestId: z.string(),
    }),
  ),
  requests: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      status: z.enum(STATUSES),
      /** Also one that has left their list. */
      asset: AssetAnswer.nullable(),
      what: z.string().nullable(),
      createdAt: instant(),
    }),
  ),
  consents: z.array(ConsentAnswer),
  /** Visits that came to nothing by their doing, by their start, newest first. */
  missed: z.object({ noShows: z.array(instant()), late: z.array(instant()) }),
})
export type WholeCustomer = z.output<typeof WholeCustomer>

/** A page of a shop's customers with what they have. */
export async function customerList(ctx: Ctx, shop: Shop, input: ListCustomers) {
  const { customers, next } = await listCustomers(ctx, shop, input, () => customersOfOwnJobs(ctx, shop.id))
  const assets = await assetsOfCustomers(
    ctx,
    shop.id,
    customers.map((one) => one.id),
  )
  return {
    customers: customers.map((one) => ({
      ...presentRecord(one, shop.timezone),
      assets: (assets.get(one.id) ?? []).map(presentAsset),
    })),
    next,
  }
}

/** A customer whole: contact, things, appointments, orders, consents. */
export async function wholeCustomer(ctx: Ctx, shop: Shop, customerId: string): Promise<WholeCustomer> {
  const { customer, consents } = await readCustomer(ctx, shop, customerId, (one) =>
    workersFor(ctx, shop.id, one),
  )
  const write = (at: Temporal.Instant) => rfc3339(at, shop.timezone)
  const assets = await assetsOfCustomer(ctx, shop.id, customer.id)
  const appointments = await appointmentsOfCustomer(ctx, shop.id, customer.id, SHOWN)
  const missed = await missedVisits(ctx, shop.id, customer.id)
  const orders = await ordersOfCustomer(ctx, shop.id, customer.id, SHOWN)
  const worked = await assetsById(ctx, shop.id, [...new Set(orders.map((order) => order.assetId))])
  return {
    ...presentRecord(customer, shop.timezone),
    assets: assets.map(presentStaffAsset),
    appointments: appointments.map((one) => ({
      id: one.id,
      status: one.status,
      startsAt: write(one.startsAt),
      endsAt: write(one.endsAt),
      requestId: one.orderId,
    })),
    requests: orders.map((order) => ({
      id: order.id,
      number: String(order.number),
      status: order.status,
      asset: presented(worked.get(order.assetId)),
      what: order.what,
      createdAt: write(order.createdAt),
    })),
    consents: consents.map((consent) => presentConsent(consent, shop.timezone)),
    missed: { noShows: missed.noShows.map(write), late: missed.late.map(write) },
  }
}

const presented = (asset: Asset | undefined) => (asset ? presentAsset(asset) : null)

export const readRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/customers',
    summary: "A shop's customers, by name, phone, e-mail or plate",
    tag,
    access: 'customers.read',
    params: z.strictObject({ shop: id() }),
    query: ListCustomers,
    answers: { 200: z.object({ customers: z.array(ListedCustomer), next: z.string().nullable() }) },
    handler: async (ctx, { params, query }) =>
      ok(await customerList(ctx, await findShop(ctx, params.shop), query)),
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/customers/{customer_id}',
    summary: 'A customer with vehicles and devices, appointments, repairs and consents',
    tag,
    access: 'customers.read',
    params: z.strictObject({ shop: id(), customer_id: id() }),
    answers: { 200: WholeCustomer },
    handler: async (ctx, { params }) => {
      const customer = await wholeCustomer(ctx, await findShop(ctx, params.shop), params.customer_id)
      return { ...ok(customer), headers: etag(customer.version) }
    },
  }),
]

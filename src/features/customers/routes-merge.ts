import { z } from 'zod'
import { etag, versionOf } from '../../kit/http/if-match.ts'
import { noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { doublesOf, listDoubles, SayApart, sayApart } from './doubles.ts'
import { MergeCustomers, mergeCustomers } from './merge-customers.ts'
import { CustomerAnswer, presentRecord } from './shapes.ts'
import { undoMerge } from './undo-merge.ts'

const id = () => z.string().max(64)
const one = z.strictObject({ shop: id(), customer_id: id() })
const tag = 'customers'

const Known = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
})
const why = z.array(z.enum(['phone', 'email', 'plate', 'name']))

/** Two records of one person. */
export const mergeRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/customer-doubles',
    summary: 'Pairs of records that may be one person, by phone, e-mail, plate or name',
    tag,
    access: 'customers.merge',
    params: z.strictObject({ shop: id() }),
    answers: { 200: z.object({ pairs: z.array(z.object({ one: Known, other: Known, why })) }) },
    handler: async (ctx, { params }) =>
      ok({ pairs: await listDoubles(ctx, await findShop(ctx, params.shop)) }),
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/customers/{customer_id}/doubles',
    summary: 'Records that may be the same person',
    tag,
    access: 'customers.merge',
    params: one,
    answers: { 200: z.object({ customers: z.array(Known.extend({ why })) }) },
    handler: async (ctx, { params }) =>
      ok({ customers: await doublesOf(ctx, await findShop(ctx, params.shop), params.customer_id) }),
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customers/{customer_id}/apart',
    summary: 'Say that two who look alike are two people',
    tag,
    access: 'customers.merge',
    params: one,
    body: SayApart,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params, body }) => {
      await sayApart(ctx, await findShop(ctx, params.shop), params.customer_id, body)
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customers/{customer_id}/merge',
    summary: 'Make another record of the same person one with this',
    tag,
    access: 'customers.merge',
    params: one,
    body: MergeCustomers,
    answers: { 200: z.object({ mergeId: z.string(), customer: CustomerAnswer }) },
    handler: async (ctx, { params, body, request }) => {
      const shop = await findShop(ctx, params.shop)
      const version = versionOf(request, body.version)
      const { customer, mergeId } = await mergeCustomers(ctx, shop, params.customer_id, { ...body, version })
      return {
        ...ok({ mergeId, customer: presentRecord(customer, shop.timezone) }),
        headers: etag(customer.version),
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customer-merges/{merge_id}/undo',
    summary: 'Part two records again, as they were; for 30 days',
    tag,
    access: 'customers.merge',
    params: z.strictObject({ shop: id(), merge_id: id() }),
    answers: { 200: z.object({ keptId: z.string(), mergedId: z.string() }) },
    handler: async (ctx, { params }) =>
      ok(await undoMerge(ctx, await findShop(ctx, params.shop), params.merge_id)),
  }),
]

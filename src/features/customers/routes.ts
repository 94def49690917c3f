import { z } from 'zod'
import { etag, versionOf } from '../../kit/http/if-match.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { addCustomer, AddCustomer } from './add-customer.ts'
import { ChangeState, deactivateCustomer, reactivateCustomer } from './deactivate-customer.ts'
import { editCustomer, EditCustomer } from './edit-customer.ts'
import { setConsent, SetConsent } from './record-consent.ts'
import { accountRoutes } from './routes-account.ts'
import { mergeRoutes } from './routes-merge.ts'
import { readRoutes } from './routes-read.ts'
import { CustomerAnswer, presentRecord } from './shapes.ts'
import type { Customer } from './store.ts'

const id = () => z.string().max(64)
const one = z.strictObject({ shop: id(), customer_id: id() })
const tag = 'customers'

function answer(customer: Customer, { timezone }: Shop) {
  return { ...ok(presentRecord(customer, timezone)), headers: etag(customer.version) }
}

const stateBody = ChangeState.nullable().transform((body) => body ?? {})

export const routes: Route[] = [
  ...readRoutes,
  ...accountRoutes,
  ...mergeRoutes,
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customers',
    summary: 'Add a customer',
    tag,
    access: 'customers.create',
    params: z.strictObject({ shop: id() }),
    body: AddCustomer,
    answers: { 201: CustomerAnswer },
    handler: async (ctx, { params, body }) => {
      const shop = await findShop(ctx, params.shop)
      return created(presentRecord(await addCustomer(ctx, shop, body), shop.timezone))
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/shops/{shop}/customers/{customer_id}',
    summary: "Change the shop's record of a customer",
    tag,
    access: 'customers.edit',
    params: one,
    body: EditCustomer,
    answers: { 200: CustomerAnswer },
    handler: async (ctx, { params, body, request }) => {
      const shop = await findShop(ctx, params.shop)
      const version = versionOf(request, body.version)
      return answer(await editCustomer(ctx, shop, params.customer_id, { ...body, version }), shop)
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customers/{customer_id}/deactivate',
    summary: 'Take a customer off the list; their papers stay',
    tag,
    access: 'customers.deactivate',
    params: one,
    body: stateBody,
    answers: { 200: CustomerAnswer },
    handler: async (ctx, { params, body, request }) => {
      const shop = await findShop(ctx, params.shop)
      const version = versionOf(request, body.version)
      return answer(await deactivateCustomer(ctx, shop, params.customer_id, { version }), shop)
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customers/{customer_id}/reactivate',
    summary: 'Put a customer on the list again',
    tag,
    access: 'customers.deactivate',
    params: one,
    body: stateBody,
    answers: { 200: CustomerAnswer },
    handler: async (ctx, { params, body, request }) => {
      const shop = await findShop(ctx, params.shop)
      const version = versionOf(request, body.version)
      return answer(await reactivateCustomer(ctx, shop, params.customer_id, { version }), shop)
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customers/{customer_id}/consents',
    summary: 'Write down a yes or no to reminders, offers or reviews',
    tag,
    access: 'customers.edit',
    params: one,
    body: SetConsent,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params, body }) => {
      await setConsent(ctx, await findShop(ctx, params.shop), params.customer_id, body)
      return noContent()
    },
  }),
]

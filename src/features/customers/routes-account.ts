import { z } from 'zod'
import { noContent, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { claimRecord } from './claim-record.ts'
import { resetCustomersPassword } from './reset-password.ts'
import { sendRecordLink, SendLink } from './send-link.ts'

const id = () => z.string().max(64)
const one = z.strictObject({ shop: id(), customer_id: id() })
const tag = 'customers'

/** What concerns a customer's account. */
export const accountRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customers/{customer_id}/reset-password',
    summary: 'Mail a customer who has an account a link to a new password',
    tag,
    access: 'customers.resetPassword',
    params: one,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params }) => {
      await resetCustomersPassword(ctx, await findShop(ctx, params.shop), params.customer_id)
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/customers/{customer_id}/link',
    summary: 'Send a customer without an account a link to take their record into one',
    tag,
    access: 'customers.edit',
    params: one,
    body: SendLink.nullable().transform((body) => body ?? {}),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params, body }) => {
      await sendRecordLink(ctx, await findShop(ctx, params.shop), params.customer_id, body)
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/claim',
    summary: "Take the shop's record of oneself into one's account, by the link that was sent",
    tag,
    access: 'account',
    params: z.strictObject({ shop: id() }),
    body: z.strictObject({ token: z.string().min(1).max(200) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params, body }) => {
      await claimRecord(ctx, await findShop(ctx, params.shop), body.token)
      return noContent()
    },
  }),
]

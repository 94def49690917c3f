import { z } from 'zod'
import { ok, type Route, route } from '../../kit/http/route.ts'
import { ChangeStatus, changeStatus } from './change-status.ts'
import { findOrder, withCode } from './find-order.ts'
import { ListOrders, listOrders } from './list-orders.ts'
import { ListedAnswer, presentListed, presentStatus, StatusAnswer } from './status-answer.ts'

export const orderParams = z.strictObject({ request_id: z.string().max(64) })
export const codeQuery = z.strictObject({ code: z.string().max(40).optional() })
export const tag = 'orders'

export const statusRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/service-request',
    summary: "A shop's repair orders by shown status, or one's own, newest first",
    tag,
    access: 'orders.read',
    query: ListOrders,
    answers: { 200: z.object({ requests: z.array(ListedAnswer), next: z.string().nullable() }) },
    handler: async (ctx, { query }) => {
      const { orders, next } = await listOrders(ctx, query)
      return ok({ requests: await presentListed(ctx, orders), next })
    },
  }),
  route({
    method: 'GET',
    path: '/api/service-request/{request_id}/status',
    summary: 'Where a repair stands',
    tag,
    access: { link: 'orders.read' },
    params: orderParams,
    query: codeQuery,
    answers: { 200: StatusAnswer },
    handler: async (ctx, { params, query }) => {
      const caller = await withCode(ctx, params.request_id, query.code)
      return ok(await presentStatus(caller, await findOrder(caller, params.request_id, 'orders.read')))
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/service-request/{request_id}/status',
    summary: 'Move a repair, promise a time, note something; a customer cancels before work',
    tag,
    access: { link: 'orders.read' },
    params: orderParams,
    query: codeQuery,
    body: ChangeStatus,
    answers: { 200: StatusAnswer },
    handler: async (ctx, { params, query, body }) => {
      const caller = await withCode(ctx, params.request_id, query.code)
      return ok(await presentStatus(caller, await changeStatus(caller, params.request_id, body)))
    },
  }),
]

import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { ok, type Route, route } from '../../kit/http/route.ts'
import { withCode } from '../repairs/find-order.ts'
import { InvoiceAnswer, presentInvoice } from './invoice-answer.ts'
import { issueInvoice } from './issue-invoice.ts'
import { readInvoice } from './read-invoice.ts'

const params = z.strictObject({ request_id: z.string().max(64) })
const query = z.strictObject({ code: z.string().max(40).optional() })
const tag = 'invoices'

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/service-request/{request_id}/invoice',
    summary: "The order's invoice; a draft is for the shop's people only",
    tag,
    access: { link: 'invoices.read' },
    params,
    query,
    answers: { 200: InvoiceAnswer },
    handler: async (ctx, input) => {
      const caller = await withCode(ctx, input.params.request_id, input.query.code)
      return answer(caller, await readInvoice(caller, input.params.request_id))
    },
  }),
  route({
    method: 'POST',
    path: '/api/service-request/{request_id}/invoice/issue',
    summary: 'Issue the invoice: it gets its number and is locked',
    tag,
    access: 'invoices.issue',
    params,
    answers: { 200: InvoiceAnswer },
    handler: async (ctx, input) => answer(ctx, { invoice: await issueInvoice(ctx, input.params.request_id) }),
  }),
]

async function answer(ctx: Ctx, { invoice }: Pick<Awaited<ReturnType<typeof readInvoice>>, 'invoice'>) {
  return ok(await presentInvoice(ctx, invoice))
}

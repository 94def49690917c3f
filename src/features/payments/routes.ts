import { z } from 'zod'
import { type Ctx, wordsOf } from '../../kit/context.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { bodyText, webHeaders } from '../../kit/http/raw-request.ts'
import { pageUrl } from '../../kit/links.ts'
import { withCode } from '../repairs/find-order.ts'
import { shopById } from '../shops/find.ts'
import { PaymentAnswer, presentPayment } from './payment-answer.ts'
import { paymentsOf } from './read-payments.ts'
import { RecordPayment, recordPayment } from './record-payment.ts'
import { bookRefund, type ReadyRefund, readyRefund, RefundPayment } from './refund-payment.ts'
import { StartCardPayment, startCardPayment } from './start-card-payment.ts'
import { takeGatewayEvent } from './take-gateway-event.ts'

const params = z.strictObject({ request_id: z.string().max(64) })
const query = z.strictObject({ code: z.string().max(40).optional() })
const tag = 'payments'

const StartedAnswer = z.object({ id: z.string(), status: z.string(), redirectUrl: z.string().optional() })

async function pay(
  ctx: Ctx,
  orderId: string,
  body: z.output<typeof RecordPayment> | z.output<typeof StartCardPayment>,
) {
  if (body.method !== 'card') {
    const { id } = await recordPayment(ctx, orderId, body)
    return created({ id, status: 'paid' })
  }
  const { attempt, token } = await startCardPayment(ctx, orderId, body)
  return created({
    id: attempt.id,
    status: attempt.status,
    redirectUrl: pageUrl(ctx, `/pay/${token}`, wordsOf(ctx, await shopById(ctx, attempt.shopId))),
  })
}

export const routes: Route[] = [
  route({
    method: 'POST',
    path: '/api/service-request/{request_id}/invoice/payments',
    summary: 'Record cash or a transfer (staff), or begin a card payment',
    tag,
    access: { link: 'invoices.read' },
    params,
    query,
    body: z.discriminatedUnion('method', [RecordPayment, StartCardPayment]),
    answers: { 201: StartedAnswer },
    handler: async (ctx, input) =>
      pay(
        await withCode(ctx, input.params.request_id, input.query.code),
        input.params.request_id,
        input.body,
      ),
  }),
  route({
    method: 'GET',
    path: '/api/service-request/{request_id}/invoice/payments',
    summary: 'What was paid and given back, oldest first',
    tag,
    access: { link: 'invoices.read' },
    params,
    query,
    answers: { 200: z.object({ payments: z.array(PaymentAnswer) }) },
    handler: async (ctx, input) => {
      const caller = await withCode(ctx, input.params.request_id, input.query.code)
      const payments = await paymentsOf(caller, input.params.request_id)
      return ok({ payments: await Promise.all(payments.map((payment) => presentPayment(caller, payment))) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/payments/{payment_id}/refund',
    summary: 'Give a payment back, in whole or in part',
    tag,
    access: 'payments.refund',
    params: z.strictObject({ payment_id: z.string().max(64) }),
    body: RefundPayment,
    answers: { 201: PaymentAnswer },
    before: (ctx, { params: { payment_id: id }, body }) => readyRefund(ctx, id, body),
    handler: async (ctx, { before, body }) =>
      created(await presentPayment(ctx, await bookRefund(ctx, before as ReadyRefund, body.reason))),
  }),
  route({
    method: 'POST',
    path: '/api/payments/events/{gateway}',
    summary: "A payment gateway's signed message",
    tag,
    access: 'public',
    raw: 'text',
    params: z.strictObject({ gateway: z.string().max(40) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { gateway }, request }) => {
      await takeGatewayEvent(ctx, gateway, bodyText(request), webHeaders(request))
      return noContent()
    },
  }),
]

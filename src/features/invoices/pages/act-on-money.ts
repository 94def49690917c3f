import { z } from 'zod'
import type { Ctx } from '../../../kit/context.ts'
import { invalid, notFound } from '../../../kit/errors.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { text } from '../../../kit/input.ts'
import { parseMoney } from '../../../kit/money.ts'
import { paths } from '../../../web/paths.ts'
import { recordPayment } from '../../payments/record-payment.ts'
import { refundPayment } from '../../payments/refund-payment.ts'
import { findOrder } from '../../repairs/find-order.ts'
import { issueInvoice } from '../issue-invoice.ts'
import type { Route } from './+types/order-invoice.ts'

const typed = () => text({ max: 40 }).optional()

const IssueForm = z.strictObject({})
const RecordForm = z.strictObject({
  method: z.enum(['cash', 'transfer']),
  amount: typed(),
  reference: text({ max: 200 }).optional(),
})
const RefundForm = z.strictObject({
  amount: typed(),
  reason: text({ max: 300 }),
  left: z.int(),
})

/** The forms of an order's money, by `?do=`; each leads back to the page and says what it did. */
export function actOnMoney(args: Route.ActionArgs) {
  const { shop, id } = args.params
  const back = (ctx: Ctx, done: string) => paths(ctx.locale).orderMoney(shop, id, { done })
  switch (args.url.searchParams.get('do')) {
    case 'issue':
      return formAction(args, IssueForm, async (ctx) => {
        await issueInvoice(ctx, id)
        return back(ctx, 'issued')
      })
    case 'record':
      return formAction(args, RecordForm, async (ctx, { method, amount, reference }) => {
        await recordPayment(ctx, id, { method, reference, ...(await readAmount(ctx, id, amount)) })
        return back(ctx, 'recorded')
      })
    case 'refund':
      return formAction(args, RefundForm, async (ctx, { reason, left, amount }) => {
        const payment = args.url.searchParams.get('payment') ?? ''
        await refundPayment(ctx, payment, { reason, left, ...(await readAmount(ctx, id, amount)) })
        return back(ctx, 'refunded')
      })
    default:
      throw notFound()
  }
}

/** A typed amount in the order's currency; none means all that is open. */
async function readAmount(ctx: Ctx, orderId: string, amount: string | undefined) {
  if (amount === undefined) return {}
  const { currency } = await findOrder(ctx, orderId, 'invoices.read')
  const read = parseMoney(amount, currency)
  if (!read || read.amount <= 0) throw invalid('/amount', 'amount')
  return { amount: read }
}

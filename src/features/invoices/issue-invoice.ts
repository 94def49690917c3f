import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { localDate, toJalali } from '../../kit/time.ts'
import { holdOrder, type Order } from '../repairs/find-order.ts'
import { shopById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { billableOf, drawDraft } from './draw-draft.ts'
import { partiesOf } from './parties.ts'
import { type Invoice, numberInvoice, selectInvoicesOfOrder } from './store.ts'

// Work may be billed from its end on; before, there is an estimate.
const FINISHED = new Set(['ready_for_pickup', 'dispatched', 'completed'])

/** Issues the order's invoice: it gets the shop's next number and is locked. Issued already: the same again. */
export async function issueInvoice(ctx: Ctx, orderId: string): Promise<Invoice> {
  return transaction(ctx, async (tx) => {
    const order = await holdOrder(tx, orderId, 'invoices.issue')
    const { lines } = await billableOf(tx, order)
    const issued = (await selectInvoicesOfOrder(tx, order.shopId, order.id)).findLast(
      (invoice) => invoice.issuedAt !== null,
    )
    if (lines.length === 0 && issued) return issued
    if (!FINISHED.has(order.stage)) throw illegalMove('work_not_finished')
    const invoice = await issueNow(tx, order)
    if (!invoice) throw illegalMove('nothing_to_invoice')
    return invoice
  })
}

/**
 * Draws and issues what is billable of a held order; undefined where there is nothing. Refuses with `unpriced_lines`
 * while a line has no price (a bill that leaves work out would be wrong), with `total_below_zero` where discounts
 * outweigh the work. `besides` gives what else the refusal says.
 */
export async function issueNow(
  tx: Ctx,
  order: Order,
  besides: () => Promise<Record<string, unknown>> = () => Promise.resolve({}),
): Promise<Invoice | undefined> {
  if ((await billableOf(tx, order)).unpriced) throw illegalMove('unpriced_lines', await besides())
  const draftId = await drawDraft(tx, order)
  if (!draftId) return undefined
  const shop = await shopById(tx, order.shopId)
  const parties = await partiesOf(tx, shop, order)
  await numberInvoice(tx, shop.id, draftId, {
    fiscalYear: fiscalYearOf(tx.now, shop),
    prefix: shop.invoicePrefix,
    parties,
    dueOn: localDate(tx.now, shop.timezone),
  })
  const invoice = (await selectInvoicesOfOrder(tx, shop.id, order.id)).find(({ id }) => id === draftId)
  if (!invoice) throw notFound()
  if (invoice.totalAmount < 0) throw illegalMove('total_below_zero', await besides())
  await record(tx, {
    type: 'invoice.issued',
    shopId: shop.id,
    subject: { kind: 'invoice', id: invoice.id },
    data: { orderId: order.id, total: invoice.totalAmount, currency: invoice.currency },
  })
  return invoice
}

/** The fiscal year that an instant falls in, by the shop's calendar; named after the year in which it begins. */
export function fiscalYearOf(
  at: Temporal.Instant,
  shop: Pick<Shop, 'timezone' | 'calendar' | 'fiscalYearStarts'>,
): number {
  const date = localDate(at, shop.timezone)
  const { year, month } = shop.calendar === 'jalali' ? toJalali(date) : date
  return month >= shop.fiscalYearStarts ? year : year - 1
}

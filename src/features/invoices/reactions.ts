import type { Ctx } from '../../kit/context.ts'
import type { Event } from '../../kit/events/events.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import type { Order } from '../repairs/find-order.ts'
import { selectOrderOf } from '../repairs/read-order.ts'
import { movesFor } from '../repairs/rules-of.ts'
import { drawDraft } from './draw-draft.ts'
import { issueNow } from './issue-invoice.ts'
import { deleteDraft } from './store.ts'

// Between the end of work and the issue a draft stands, and follows the lines.
const DRAFTED = new Set<Order['stage']>(['ready_for_pickup', 'dispatched'])

/**
 * At each end of work the draft is drawn anew, and again when lines or answers change before the issue. A completed
 * order's invoice is issued (an unpriced line refuses the move); a canceled one's draft is thrown away.
 */
const keepInvoice: Reaction = {
  name: 'invoices.keep-invoice',
  on: ['order.ready', 'order.moved', 'order.canceled', 'order.edited', 'job.authorised', 'job.declined'],
  when: 'within',
  run: async (tx, event) => {
    const order = await orderOf(tx, event)
    if (!order) return
    if (event.type === 'order.canceled') await deleteDraft(tx, order.shopId, order.id)
    else if (event.type === 'order.moved') {
      if (event.data['to'] === 'completed')
        await issueNow(tx, order, async () => ({ allowed: await otherMoves(tx, order, event) }))
    } else if (DRAFTED.has(order.stage)) await drawDraft(tx, order)
  },
}

/** Where else the order could have gone, for whoever wanted it completed. */
async function otherMoves(tx: Ctx, order: Order, event: Event): Promise<string[]> {
  const stage = event.data['from'] as Order['stage']
  return (await movesFor(tx, { ...order, stage })).filter((goal) => goal !== 'completed')
}

/** The order of an event, read only where the event can matter to its invoice. */
async function orderOf(tx: Ctx, event: Event): Promise<Order | undefined> {
  const { shopId, subject, data } = event
  if (!shopId || (event.type === 'order.moved' && data['to'] !== 'completed')) return undefined
  const orderId = typeof data['orderId'] === 'string' ? data['orderId'] : subject.id
  return selectOrderOf(tx, shopId, orderId)
}

export const reactions: readonly Reaction[] = [keepInvoice]

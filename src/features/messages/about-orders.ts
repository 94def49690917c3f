import type { Event } from '../../kit/events/events.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import { formatDateTime } from '../../kit/time/format.ts'
import { appointmentOfOrder } from '../booking/read.ts'
import { placeOfOrder } from '../booking/waitlist.ts'
import { noteTextOf } from '../repairs/read-order.ts'
import { type OrderContext, orderContext } from './order-context.ts'
import { orderIdOf, tellCustomer, type Telling } from './tell-customer.ts'

/** A request without a time: it has come in and where to follow it. With a time the appointment's message says so. */
export const tellRequestReceived: Reaction = {
  name: 'messages.request-received',
  on: ['order.opened'],
  when: 'after',
  run: async (ctx, event) => {
    if (!event.shopId) return
    if (await appointmentOfOrder(ctx, event.shopId, event.subject.id)) return
    // Who waits for a time is told that.
    if (await placeOfOrder(ctx, event.shopId, event.subject.id)) return
    const about = await orderContext(ctx, event.shopId, event.subject.id)
    if (about)
      await tellCustomer(ctx, event, about, {
        mail: 'requestReceived',
        sms: 'requestReceived',
        offersAccount: true,
      })
  },
}

/** What customers hear of the work's way over the board: that it began, waits, is ready, is over. */
export const tellAboutProgress: Reaction = {
  name: 'messages.about-progress',
  on: ['order.moved', 'order.finished', 'order.delayed', 'order.promised', 'order.canceled'],
  when: 'after',
  run: async (ctx, event) => {
    if (!event.shopId) return
    const about = await orderContext(ctx, event.shopId, orderIdOf(event))
    const telling = about && tellingOf(event, about)
    if (about && telling) await tellCustomer(ctx, event, about, telling)
  },
}

/** What somebody at the shop writes for the customer on their order. */
export const tellNote: Reaction = {
  name: 'messages.note',
  on: ['order.noted'],
  when: 'after',
  run: async (ctx, event) => {
    const { visibility, noteId } = event.data
    if (!event.shopId || visibility !== 'customer' || typeof noteId !== 'string') return
    const text = await noteTextOf(ctx, event.shopId, noteId)
    const about = await orderContext(ctx, event.shopId, event.subject.id)
    if (about && text)
      await tellCustomer(ctx, event, about, { mail: 'note', sms: 'note', secretParams: { text } })
  },
}

const BEFORE_WORK = new Set(['pending', 'scheduled'])

function tellingOf(event: Event, { style }: OrderContext): Telling | undefined {
  const { from, to, promisedAt } = event.data
  switch (event.type) {
    case 'order.finished':
      return { mail: 'workReady', sms: 'workReady' }
    case 'order.canceled':
      return { mail: 'orderCanceled' }
    case 'order.delayed':
      return { mail: 'workDelayed', sms: 'workDelayed' }
    case 'order.promised':
      if (typeof promisedAt !== 'string') return undefined
      return {
        mail: 'workPromised',
        params: { when: formatDateTime(Temporal.Instant.from(promisedAt), style, 'long') },
      }
    case 'order.moved':
      if (to === 'in_progress' && BEFORE_WORK.has(String(from))) return { mail: 'workStarted' }
      if (to === 'awaiting_parts' || to === 'on_hold')
        return { mail: to === 'on_hold' ? 'workOnHold' : 'workAwaitsParts' }
      return to === 'dispatched' ? { mail: 'workDispatched', sms: 'workDispatched' } : undefined
    default:
      return undefined
  }
}

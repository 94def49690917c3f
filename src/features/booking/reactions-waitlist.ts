import { transaction } from '../../kit/db/index.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import { offerTimes } from './offer-times.ts'
import { lockCalendar } from './store-calendar.ts'
import { selectEntryOfOrder } from './store-waitlist.ts'
import { endEntry } from './waitlist.ts'

/** Whatever gives time back, or makes somebody else the next: it is offered to those who wait, in their order. */
const offerFreedTimes: Reaction = {
  name: 'booking.offer-freed-times',
  on: [
    'appointment.canceled',
    'appointment.declined',
    'appointment.no_show',
    'appointment.moved',
    'time_off.removed',
    'shifts.set',
    'hours.set',
    'closure.removed',
    'resource.added',
    'resource.edited',
    'shop.edited',
    'waitlist.joined',
    'waitlist.changed',
    'waitlist.declined',
    'waitlist.left',
  ],
  when: 'after',
  run: async (ctx, { shopId }) => {
    if (shopId) await offerTimes(ctx, shopId)
  },
}

/** A request that is worked on, booked or canceled waits for no time any more. */
const endWaiting: Reaction = {
  name: 'booking.end-waiting',
  on: ['order.moved', 'appointment.placed'],
  when: 'after',
  run: async (ctx, { shopId, subject, data, at }) => {
    const orderId = typeof data['orderId'] === 'string' ? data['orderId'] : subject.id
    if (!shopId || data['to'] === 'pending' || !(await selectEntryOfOrder(ctx, shopId, orderId))) return
    await transaction(ctx, async (tx) => {
      await lockCalendar(tx, shopId)
      const entry = await selectEntryOfOrder(tx, shopId, orderId)
      // Who has joined again since then waits on.
      if (!entry || Temporal.Instant.compare(entry.createdAt, at) > 0) return
      await endEntry(tx, entry, data['to'] === 'canceled' ? 'left' : 'booked')
    })
  },
}

export const reactions: readonly Reaction[] = [offerFreedTimes, endWaiting]

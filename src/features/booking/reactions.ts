import type { Event } from '../../kit/events/events.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import type { Resolution } from './conflicts.ts'
import { recheckConflicts, recheckOverruns, recheckVisit } from './recheck-conflicts.ts'
import { selectAppointmentOfOrder } from './store.ts'
import { selectOpenConflicts } from './store-conflicts.ts'

/** Whatever takes time away is accepted; what was booked in it becomes a conflict. What gives time back ends some. */
const findConflicts: Reaction = {
  name: 'booking.find-conflicts',
  on: [
    'time_off.granted',
    'time_off.removed',
    'shifts.set',
    'shift_exception.added',
    'shift_exception.removed',
    'hours.set',
    'closure.added',
    'closure.removed',
    'resource.edited',
    'resource.retired',
    'person.left',
    'shop.edited',
  ],
  when: 'after',
  run: async (ctx, { shopId }) => {
    if (shopId) await recheckConflicts(ctx, shopId)
  },
}

/** A visit in conflict that is moved, given to others or called off is in conflict no more, or in another one. */
const settleConflicts: Reaction = {
  name: 'booking.settle-conflicts',
  on: [
    'appointment.moved',
    'appointment.declined',
    'appointment.canceled',
    'appointment.no_show',
    'appointment.arrived',
  ],
  when: 'after',
  run: async (ctx, event) => {
    const { shopId, subject, actor } = event
    if (!shopId || (await selectOpenConflicts(ctx, shopId, subject.id)).length === 0) return
    const by = actor.kind === 'account' ? actor.id : null
    await recheckVisit(ctx, shopId, subject.id, { how: resolutionBy(event), by })
  },
}

function resolutionBy({ type, data }: Event): Resolution {
  if (type !== 'appointment.moved') return type.replace('appointment.', '') as Resolution
  if (data['byStaff'] === false) return 'customer_moved'
  return data['newTime'] === false ? 'given' : 'moved'
}

/** Work that goes on, stands elsewhere, is promised for later or is done: who comes after it there is told apart. */
const followOverruns: Reaction = {
  name: 'booking.follow-overruns',
  on: ['order.moved', 'order.promised', 'order.placed', 'order.assigned', 'order.unassigned'],
  when: 'after',
  run: async (ctx, { shopId }) => {
    if (shopId) await recheckOverruns(ctx, shopId)
  },
}

/** Parts of an order are expected later than its visit, or in time again. */
const followParts: Reaction = {
  name: 'booking.follow-parts',
  on: ['order.edited', 'job.authorised', 'job.declined'],
  when: 'after',
  run: async (ctx, { shopId, subject, data }) => {
    const orderId = typeof data['orderId'] === 'string' ? data['orderId'] : subject.id
    const visit = shopId && (await selectAppointmentOfOrder(ctx, shopId, orderId))
    if (visit && visit.status !== 'arrived') await recheckVisit(ctx, shopId, visit.id)
  },
}

export const reactions: readonly Reaction[] = [findConflicts, settleConflicts, followOverruns, followParts]

import type { Reaction } from '../../kit/events/reactions.ts'
import { recheckConflicts } from './recheck-conflicts.ts'
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
  run: async (ctx, { shopId, subject }) => {
    if (shopId && (await selectOpenConflicts(ctx, shopId, subject.id)).length > 0)
      await recheckConflicts(ctx, shopId)
  },
}

export const reactions: readonly Reaction[] = [findConflicts, settleConflicts]

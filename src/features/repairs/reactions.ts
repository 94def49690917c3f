import type { Ctx } from '../../kit/context.ts'
import { record } from '../../kit/events/events.ts'
import type { Event } from '../../kit/events/events.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import type { Stage } from './stages.ts'
import { moveIfIn } from './store.ts'

/** A confirmed appointment schedules its order; one that came to nothing puts it back among the waiting. */
const followAppointment: Reaction = {
  name: 'repairs.follow-appointment',
  on: ['appointment.confirmed', 'appointment.declined', 'appointment.canceled', 'appointment.no_show'],
  when: 'within',
  run: (tx, event) =>
    event.type === 'appointment.confirmed'
      ? follow(tx, event, 'pending', 'scheduled')
      : follow(tx, event, 'scheduled', 'pending'),
}

async function follow(tx: Ctx, event: Event, from: Stage, to: Stage): Promise<void> {
  const { shopId, data } = event
  if (!shopId || typeof data['orderId'] !== 'string') return
  const left = await moveIfIn(tx, shopId, data['orderId'], [from], to)
  if (!left) return
  await record(tx, {
    type: 'order.moved',
    shopId,
    subject: { kind: 'order', id: data['orderId'] },
    data: { from: left, to },
  })
}

export const reactions: Reaction[] = [followAppointment]

import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import type { Shop } from '../shops/shop.ts'
import type { ConflictCause } from './conflicts.ts'
import { holdConflict } from './find-conflict.ts'
import type { Appointment } from './store.ts'
import { noteAsked, selectAsked } from './store-conflicts.ts'

/**
 * Asks the customer of a visit in conflict to choose another time: a message with a link goes out, the conflict waits for
 * their answer. Asked already is fine and asks no second time. Gives when they were asked.
 */
export async function askCustomer(ctx: Ctx, shop: Shop, id: string): Promise<Temporal.Instant> {
  return transaction(ctx, async (tx) => {
    const { conflict, appointment } = await holdConflict(tx, shop, id)
    if (conflict.askedAt) return conflict.askedAt
    if (appointment.status !== 'requested' && appointment.status !== 'confirmed')
      throw illegalMove(`appointment_${appointment.status}`)
    await noteAsked(tx, shop.id, appointment.id, accountIdOf(tx.caller))
    await record(tx, {
      type: 'appointment.time_asked',
      shopId: shop.id,
      subject: { kind: 'appointment', id: appointment.id },
      data: {
        orderId: appointment.orderId,
        conflictId: conflict.id,
        startsAt: appointment.startsAt.toString(),
      },
    })
    return tx.now
  })
}

/** What a customer is told of why their time cannot be. Who is ill or has left is nobody's business. */
export const ASKED_REASONS = ['people', 'closed', 'hours', 'late', 'parts'] as const
export type AskedReason = (typeof ASKED_REASONS)[number]

const REASONS: Record<ConflictCause, AskedReason> = {
  time_off: 'people',
  shift: 'people',
  resource: 'people',
  closure: 'closed',
  hours: 'hours',
  overrun: 'late',
  parts: 'parts',
}

/** Why the customers of these visits are asked for another time, by visit; those who were not asked are left out. */
export async function askedReasons(
  ctx: Ctx,
  shopId: string,
  appointmentIds: readonly string[],
): Promise<Map<string, AskedReason[]>> {
  const found = Map.groupBy(
    await selectAsked(ctx, shopId, appointmentIds),
    ({ appointmentId }) => appointmentId,
  )
  return new Map([...found].map(([id, mine]) => [id, [...new Set(mine.map(({ cause }) => REASONS[cause]))]]))
}

/** Whether the shop has asked for another time and waits for the answer: then it asks for no notice. */
export async function isAsked(ctx: Ctx, { shopId, id }: Appointment): Promise<boolean> {
  return (await askedReasons(ctx, shopId, [id])).has(id)
}

import { z } from 'zod'
import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { instant, text } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import type { Resolution } from './conflicts.ts'
import { holdConflict } from './find-conflict.ts'
import { moveAppointment } from './move-appointment.ts'
import { recheckVisit } from './recheck-conflicts.ts'
import { type Appointment, selectAppointment } from './store.ts'
import { keepConflicts, selectConflict, selectOpenConflicts } from './store-conflicts.ts'

/** Another person or place · another time · kept as it is, with a reason · called off. */
export const ResolveConflict = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('give'), resourceId: z.string().max(64) }),
  z.strictObject({ how: z.literal('move'), startsAt: instant() }),
  z.strictObject({ how: z.literal('keep'), reason: text({ min: 1, max: 500 }) }),
  z.strictObject({ how: z.literal('cancel'), reason: text({ max: 500 }).nullish() }),
])
export type ResolveConflict = z.output<typeof ResolveConflict>

/** What became of a conflict: how it was resolved (null: it is still one), its visit, and how many the visit still has. */
export interface Resolved {
  resolution: Resolution | null
  appointment: Appointment
  left: number
}

/**
 * Resolves a conflict as a person decided, with all others of its visit that go with it; who did it is kept. Refused like
 * the move or the cancellation that it is: 409 `slot-taken` with the nearest free times, 422 `not-a-slot`.
 */
export async function resolveConflict(
  ctx: Ctx,
  shop: Shop,
  id: string,
  input: ResolveConflict,
): Promise<Resolved> {
  return transaction(ctx, async (tx) => {
    const { conflict, appointment } = await holdConflict(tx, shop, id)
    const by = accountIdOf(tx.caller)
    if (input.how === 'keep') {
      await keepConflicts(tx, appointment, { by, reason: input.reason })
      await record(tx, {
        type: 'appointment.conflict_kept',
        shopId: shop.id,
        subject: { kind: 'appointment', id: appointment.id },
        data: { orderId: appointment.orderId, conflictId: conflict.id },
      })
    } else {
      const how = await change(tx, appointment, input)
      await recheckVisit(tx, shop.id, appointment.id, { how, by })
    }
    const after = await selectConflict(tx, shop.id, id)
    return {
      resolution: after?.resolution ?? null,
      appointment: (await selectAppointment(tx, shop.id, appointment.id)) ?? appointment,
      left: (await selectOpenConflicts(tx, shop.id, appointment.id)).length,
    }
  })
}

async function change(
  tx: Ctx,
  { id }: Appointment,
  input: Exclude<ResolveConflict, { how: 'keep' }>,
): Promise<Resolution> {
  switch (input.how) {
    case 'give':
      await moveAppointment(tx, id, { resourceIds: [input.resourceId] })
      return 'given'
    case 'move':
      await moveAppointment(tx, id, { startsAt: input.startsAt })
      return 'moved'
    case 'cancel':
      await cancelAppointment(tx, id, { reason: input.reason })
      return 'canceled'
  }
}

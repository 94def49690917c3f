import { z } from 'zod'
import { can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import type { Shop } from '../shops/shop.ts'
import { findAppointment } from './find-appointment.ts'
import { confirmAppointment } from './decide-appointment.ts'
import type { Appointment } from './store.ts'
import { updateConfirmation } from './store-confirm.ts'

export const ConfirmVisit = z.strictObject({
  /** Whose yes it is: the shop's to a request, or the customer's that they come; staff note that one for who phones. */
  by: z.enum(['shop', 'customer']).optional(),
})

/** The yes of whoever calls: the shop's to a requested visit, else the customer's own word that they come. */
export async function confirmEither(
  ctx: Ctx,
  id: string,
  { by }: z.output<typeof ConfirmVisit>,
): Promise<Appointment> {
  return transaction(ctx, async (tx) => {
    const { subject } = await findAppointment(tx, id, 'appointments.cancel')
    const isShop = can(tx, 'appointments.approve', { shopId: subject.shopId ?? null })
    return isShop && by !== 'customer' ? confirmAppointment(tx, id) : confirmVisit(tx, id)
  })
}

/**
 * The customer says that they come, or staff note it for one who phones. Again is fine. A visit that the shop has still to
 * confirm needs no word of the customer yet.
 */
export async function confirmVisit(ctx: Ctx, id: string): Promise<Appointment> {
  return transaction(ctx, async (tx) => {
    // Who may call it off may say that they come.
    const { appointment } = await findAppointment(tx, id, 'appointments.cancel')
    if (appointment.customerConfirmedAt) return appointment
    if (appointment.status === 'requested') throw illegalMove('confirm_not_needed')
    if (appointment.status !== 'confirmed') throw illegalMove(`appointment_${appointment.status}`)
    const confirmed = await updateConfirmation(tx, appointment, { customerConfirmedAt: tx.now })
    await record(tx, {
      type: 'appointment.customer_confirmed',
      shopId: appointment.shopId,
      subject: { kind: 'appointment', id: appointment.id },
      data: { orderId: appointment.orderId, startsAt: appointment.startsAt.toString() },
    })
    return confirmed
  })
}

/** What is known of a visit's confirmation once its time has changed: who moved it so near has just said that they come. */
export function confirmationAfterMove(
  tx: Ctx,
  { policies }: Pick<Shop, 'policies'>,
  { startsAt, byStaff }: { startsAt: Temporal.Instant; byStaff: boolean },
): Pick<Appointment, 'askedToConfirmAt' | 'customerConfirmedAt'> {
  const ask = policies.confirmAskMinutes
  const isNear = ask !== null && Temporal.Instant.compare(startsAt.subtract({ minutes: ask }), tx.now) < 0
  return { askedToConfirmAt: null, customerConfirmedAt: isNear && !byStaff ? tx.now : null }
}

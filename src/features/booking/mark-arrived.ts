import type { Ctx } from '../../kit/context.ts'
import { record } from '../../kit/events/events.ts'
import { selectAppointmentOfOrder, updateAppointment } from './store.ts'

/** The vehicle or device is here: the order's confirmed or requested appointment becomes `arrived`. */
export async function markArrived(tx: Ctx, shopId: string, orderId: string): Promise<void> {
  const appointment = await selectAppointmentOfOrder(tx, shopId, orderId)
  if (!appointment || appointment.status === 'arrived') return
  await updateAppointment(tx, appointment, { status: 'arrived' })
  await record(tx, {
    type: 'appointment.arrived',
    shopId,
    subject: { kind: 'appointment', id: appointment.id },
    data: { orderId },
  })
}

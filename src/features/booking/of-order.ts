import type { Ctx } from '../../kit/context.ts'
import { type Appointment, selectAppointmentOfOrder } from './store.ts'

/** The order's appointment: the living one, else the last one that was. */
export async function appointmentOfOrder(
  ctx: Ctx,
  shopId: string,
  orderId: string,
): Promise<Appointment | undefined> {
  return (
    (await selectAppointmentOfOrder(ctx, shopId, orderId)) ??
    selectAppointmentOfOrder(ctx, shopId, orderId, 'any')
  )
}

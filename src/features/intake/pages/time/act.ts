import { z } from 'zod'
import type { Ctx } from '../../../../kit/context.ts'
import { invalid } from '../../../../kit/errors.ts'
import { formAction } from '../../../../kit/http/forms.ts'
import { instant } from '../../../../kit/input.ts'
import { moveAppointment } from '../../../booking/move-appointment.ts'
import { appointmentOfOrder } from '../../../booking/read.ts'
import type { Opened } from '../../../repairs/pages/track/open.ts'
import { bookAppointment } from '../../book-appointment.ts'

const ChosenTime = z.strictObject({
  startsAt: instant().optional(),
  /** One of the times offered in place of a taken one. */
  instead: instant().optional(),
  serviceIds: z.array(z.string().max(64)).max(10).optional(),
})

/** Moves a visit to the chosen time, or books a request that waits; leads back to the repair. */
export function chooseTime(
  args: Parameters<typeof formAction>[0],
  open: (ctx: Ctx) => Promise<Opened>,
  back: (ctx: Ctx) => string,
) {
  return formAction(args, ChosenTime, async (plain, { instead, startsAt: chosen, serviceIds = [] }) => {
    const { ctx, order, code } = await open(plain)
    const startsAt = instead ?? chosen
    if (!startsAt) throw invalid('/startsAt', 'missing')
    const visit = await appointmentOfOrder(ctx, order.shopId, order.id)
    if (visit?.status === 'requested' || visit?.status === 'confirmed')
      await moveAppointment(ctx, visit.id, { startsAt })
    else await bookAppointment(ctx, { shop: order.shopId, requestId: order.id, code, serviceIds, startsAt })
    return back(ctx)
  })
}

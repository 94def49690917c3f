import { redirectDocument } from 'react-router'
import { z } from 'zod'
import type { Ctx } from '../../../../kit/context.ts'
import { notFound } from '../../../../kit/errors.ts'
import { formAction } from '../../../../kit/http/forms.ts'
import { paths } from '../../../../web/paths.ts'
import { cancelAppointment } from '../../../booking/cancel-appointment.ts'
import { appointmentOfOrder } from '../../../booking/read.ts'
import { keepGuest } from '../../../customers/keep-guest.ts'
import { startCardPayment } from '../../../payments/start-card-payment.ts'
import { moveOrder } from '../../move-order.ts'
import type { Opened } from './open.ts'

const RepairAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('pay') }),
  /** Booked as a guest: into the account of whoever is signed in. */
  z.strictObject({ act: z.literal('keep') }),
  /** The visit alone, to choose another time later; or everything. */
  z.strictObject({ act: z.literal('cancel'), scope: z.enum(['visit', 'all']) }),
])

/** What a customer does on the page of a repair; leads back to it, or on to the bank. */
export function actOnRepair(
  args: Parameters<typeof formAction>[0],
  open: (ctx: Ctx) => Promise<Opened>,
  back: (ctx: Ctx) => string,
) {
  return formAction(args, RepairAct, async (plain, input) => {
    const { ctx, order } = await open(plain)
    if (input.act === 'pay') {
      const { token } = await startCardPayment(ctx, order.id, { method: 'card' })
      return redirectDocument(paths(ctx.locale).pay(token), { status: 303 })
    }
    if (input.act === 'keep') await keepGuest(ctx, order.shopId, order.customerId)
    else if (input.scope === 'all') await moveOrder(ctx, order.id, 'canceled')
    else await cancelVisit({ ctx, order })
    return back(ctx)
  })
}

async function cancelVisit({ ctx, order }: Pick<Opened, 'ctx' | 'order'>): Promise<void> {
  const visit = await appointmentOfOrder(ctx, order.shopId, order.id)
  if (!visit) throw notFound()
  await cancelAppointment(ctx, visit.id, {})
}

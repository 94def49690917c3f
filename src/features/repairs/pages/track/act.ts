import { redirectDocument } from 'react-router'
import { z } from 'zod'
import type { Ctx } from '../../../../kit/context.ts'
import { notFound } from '../../../../kit/errors.ts'
import { formAction } from '../../../../kit/http/forms.ts'
import { paths } from '../../../../web/paths.ts'
import { cancelAppointment } from '../../../booking/cancel-appointment.ts'
import { confirmVisit } from '../../../booking/confirm-visit.ts'
import { appointmentOfOrder } from '../../../booking/read.ts'
import { DAY_PARTS } from '../../../booking/waitlist-words.ts'
import { keepGuest } from '../../../customers/keep-guest.ts'
import { acceptOffer, refuseOffer, stopWaiting, waitForTime } from '../../../intake/join-waitlist.ts'
import { startCardPayment } from '../../../payments/start-card-payment.ts'
import { changeStatus } from '../../change-status.ts'
import { servicesOfOrder } from '../../services-of-order.ts'
import type { Opened } from './open.ts'

const RepairAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('pay') }),
  /** Booked as a guest: into the account of whoever is signed in. */
  z.strictObject({ act: z.literal('keep') }),
  /** "I come": the shop has asked. */
  z.strictObject({ act: z.literal('confirm') }),
  /** The waitlist: on it, off it, and what is said to a time that is on offer. */
  z.strictObject({ act: z.literal('wait'), part: z.enum(DAY_PARTS) }),
  z.strictObject({ act: z.enum(['leave', 'accept', 'decline']) }),
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
    await does(input, { ctx, order })
    return back(ctx)
  })
}

/** What a press does besides paying. */
async function does(
  input: Exclude<z.output<typeof RepairAct>, { act: 'pay' }>,
  { ctx, order }: Pick<Opened, 'ctx' | 'order'>,
): Promise<unknown> {
  switch (input.act) {
    case 'keep':
      return keepGuest(ctx, order.shopId, order.customerId)
    case 'confirm':
      return confirmVisit(ctx, (await visitOf({ ctx, order })).id)
    case 'wait':
      return waitForTime(ctx, order.id, { serviceIds: await servicesOfOrder(ctx, order), part: input.part })
    case 'leave':
      return stopWaiting(ctx, order.id)
    case 'accept':
      return acceptOffer(ctx, order.id)
    case 'decline':
      return refuseOffer(ctx, order.id)
    case 'cancel':
      return input.scope === 'all'
        ? changeStatus(ctx, order.id, { status: 'canceled' })
        : cancelVisit({ ctx, order })
  }
}

async function cancelVisit({ ctx, order }: Pick<Opened, 'ctx' | 'order'>): Promise<void> {
  await cancelAppointment(ctx, (await visitOf({ ctx, order })).id, {})
}

async function visitOf({ ctx, order }: Pick<Opened, 'ctx' | 'order'>) {
  const visit = await appointmentOfOrder(ctx, order.shopId, order.id)
  if (!visit) throw notFound()
  return visit
}

import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { shopsThatAsk } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { endAppointment } from './end-appointment.ts'
import { type Appointment, lockAppointment } from './store.ts'
import { selectUnconfirmed, updateConfirmation } from './store-confirm.ts'

// Whoever was asked has at least this long, also when the shop has just switched it on or moved the visit.
const GRACE_MINUTES = 60

/**
 * By the shops' policies: asks customers whether they come, and releases the visits of those who were asked and said nothing.
 * Each visit is looked at again under its lock, so that it is asked about and released once, however many workers run.
 */
export async function releaseUnconfirmed(ctx: Ctx): Promise<void> {
  for (const shop of await shopsThatAsk(ctx)) {
    await askToConfirm(ctx, shop)
    await release(ctx, shop)
  }
}

async function askToConfirm(ctx: Ctx, { id, policies }: Shop): Promise<void> {
  const ask = policies.confirmAskMinutes ?? 0
  const coming = await selectUnconfirmed(ctx, id, ctx.now.add({ minutes: ask }), null)
  for (const { id: visit, startsAt, createdAt } of coming) {
    // Who booked later than that has just said that they come.
    if (Temporal.Instant.compare(createdAt, startsAt.subtract({ minutes: ask })) > 0) continue
    await transaction(ctx, async (tx) => {
      const appointment = await stillUnconfirmed(tx, visit, startsAt)
      if (!appointment || appointment.askedToConfirmAt) return
      await updateConfirmation(tx, appointment, { askedToConfirmAt: tx.now })
      await record(tx, {
        type: 'appointment.confirm_asked',
        shopId: appointment.shopId,
        subject: { kind: 'appointment', id: appointment.id },
        data: { orderId: appointment.orderId, startsAt: appointment.startsAt.toString() },
      })
    })
  }
}

async function release(ctx: Ctx, { id, policies }: Shop): Promise<void> {
  const { confirmReleaseMinutes } = policies
  if (confirmReleaseMinutes === null) return
  const until = ctx.now.add({ minutes: confirmReleaseMinutes })
  const asked = await selectUnconfirmed(ctx, id, until, ctx.now.subtract({ minutes: GRACE_MINUTES }))
  for (const { id: visit, startsAt } of asked) {
    await transaction(ctx, async (tx) => {
      const appointment = await stillUnconfirmed(tx, visit, startsAt)
      if (appointment?.askedToConfirmAt)
        await endAppointment(tx, appointment, 'canceled', null, { released: true })
    })
  }
}

async function stillUnconfirmed(
  tx: Ctx,
  id: string,
  startsAt: Temporal.Instant,
): Promise<Appointment | undefined> {
  const appointment = await lockAppointment(tx, id)
  if (appointment?.status !== 'confirmed' || appointment.customerConfirmedAt) return undefined
  return appointment.startsAt.equals(startsAt) ? appointment : undefined
}

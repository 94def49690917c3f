import { allow } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import {
  declineOffer,
  joinWaitlist,
  leaveWaitlist,
  placeOfOrder,
  type WaitlistPlace,
  type WaitlistWish,
} from '../booking/waitlist.ts'
import { holdOrder, type Order, subjectOf } from '../repairs/find-order.ts'
import { shopById } from '../shops/find.ts'
import { type Booked, bookAppointment } from './book-appointment.ts'

/** A request without a time waits for one: by its customer, by whoever holds its code, or by staff. */
export async function waitForTime(ctx: Ctx, orderId: string, wish: WaitlistWish): Promise<WaitlistPlace> {
  return transaction(ctx, async (tx) => {
    const order = await heldOrder(tx, orderId)
    if (order.stage !== 'pending') throw illegalMove('order_not_pending')
    await joinWaitlist(tx, await shopById(tx, order.shopId), order, wish)
    return theirPlace(tx, order)
  })
}

/** Off the list; what was held for the request is free again. */
export async function stopWaiting(ctx: Ctx, orderId: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const order = await heldOrder(tx, orderId)
    await leaveWaitlist(tx, order.shopId, order.id)
  })
}

/** No to the time on offer; the request goes on waiting. */
export async function refuseOffer(ctx: Ctx, orderId: string): Promise<WaitlistPlace> {
  return transaction(ctx, async (tx) => {
    const order = await heldOrder(tx, orderId)
    await declineOffer(tx, order.shopId, order.id)
    return theirPlace(tx, order)
  })
}

/** Yes to the time on offer: books it. 409 where none is on offer (any more). */
export async function acceptOffer(ctx: Ctx, orderId: string): Promise<Booked> {
  return transaction(ctx, async (tx) => {
    const order = await heldOrder(tx, orderId)
    const place = await placeOfOrder(tx, order.shopId, order.id)
    if (!place) throw illegalMove('not_waiting')
    if (!place.offer) throw illegalMove('nothing_offered')
    return bookAppointment(tx, {
      shop: order.shopId,
      requestId: order.id,
      serviceIds: place.entry.serviceIds,
      startsAt: place.offer.startsAt,
    })
  })
}

/** Where a request stands in the list; 404 where it does not wait. */
export async function placeInWaitlist(ctx: Ctx, order: Order): Promise<WaitlistPlace> {
  return theirPlace(ctx, order)
}

async function heldOrder(tx: Ctx, orderId: string): Promise<Order> {
  const order = await holdOrder(tx, orderId, 'orders.read')
  // Who may book for it may wait for it.
  allow(tx, 'appointments.create', subjectOf(order))
  return order
}

async function theirPlace(ctx: Ctx, order: Pick<Order, 'shopId' | 'id'>): Promise<WaitlistPlace> {
  const place = await placeOfOrder(ctx, order.shopId, order.id)
  if (!place) throw notFound()
  return place
}

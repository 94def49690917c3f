import { can, grantIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { illegalMove } from '../../kit/errors.ts'
import { appointmentOfOrder } from '../booking/read.ts'
import { shopById } from '../shops/find.ts'
import { subjectOf } from './find-order.ts'
import { allowedMoves, canMove, type Goal, type Mover, type OrderFacts, type ShownStatus } from './stages.ts'
import type { Order } from './store.ts'

/** As whom the caller moves this order. Whoever may neither close nor move it is its customer. */
export function moverOf(ctx: Ctx, order: Order): Mover {
  const subject = subjectOf(order)
  if (can(ctx, 'orders.close', subject)) return 'staff'
  return can(ctx, 'orders.move', subject) ? 'technician' : 'customer'
}

/** As whom the caller moves orders of a shop at all; null where they only look (finance). */
export function moverIn(ctx: Ctx, shopId: string): Exclude<Mover, 'customer'> | null {
  if (can(ctx, 'orders.close', { shopId })) return 'staff'
  const staffId = grantIn(ctx.caller, shopId)?.staffId
  return staffId && can(ctx, 'orders.move', { shopId, staffIds: [staffId] }) ? 'technician' : null
}

/** What the caller may set the order to now. */
export async function movesFor(ctx: Ctx, order: Order): Promise<Goal[]> {
  const subject = subjectOf(order)
  // Who only looks (finance) sets nothing.
  if (!can(ctx, 'orders.move', subject) && !can(ctx, 'orders.cancel', subject)) return []
  const { facts } = await factsOf(ctx, order)
  return allowedMoves(facts, moverOf(ctx, order), ctx.now)
}

/** Throws 409 `illegal-move` with the reason and `allowed` where the rules say no. */
export async function refuseIllegal(ctx: Ctx, order: Order, to: ShownStatus): Promise<void> {
  const { facts, params } = await factsOf(ctx, order)
  const mover = moverOf(ctx, order)
  const verdict = canMove(facts, to, mover, ctx.now)
  if (!verdict.yes)
    throw illegalMove(verdict.reason, { allowed: allowedMoves(facts, mover, ctx.now) }, params)
}

async function factsOf(
  ctx: Ctx,
  order: Order,
): Promise<{ facts: OrderFacts; params: Record<string, number> }> {
  const { qualityCheck, policies } = await shopById(ctx, order.shopId)
  const appointment = await appointmentOfOrder(ctx, order.shopId, order.id)
  const awaited = appointment?.status === 'requested' || appointment?.status === 'confirmed'
  return {
    facts: {
      stage: order.stage,
      qualityCheck,
      invoiceIssued: order.invoiceIssued,
      balance: order.balance,
      cancelUntil: awaited ? appointment.startsAt.subtract({ minutes: policies.cancelUntilMinutes }) : null,
    },
    params: { minutes: policies.cancelUntilMinutes },
  }
}

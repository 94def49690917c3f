import type { Ctx } from '../../../../kit/context.ts'
import type { AskedReason } from '../../../booking/ask-customer.ts'
import type { Appointment } from '../../../booking/read.ts'
import type { Shop } from '../../../shops/shop.ts'

export interface VisitRights {
  isComing: boolean
  mayMove: boolean
  mayCancel: boolean
  /** Until when, as RFC 3339. */
  until: string
  /** Why the shop asks for another time; null where it does not. */
  askedBecause: AskedReason[] | null
}

/**
 * What a customer may still do with a visit here, by the shop's notice, and until when. Who is asked for another time is
 * held to no notice.
 */
export function visitRights(
  ctx: Ctx,
  { policies, status: shopStatus }: Pick<Shop, 'policies' | 'status'>,
  { status, startsAt }: Appointment,
  asked: AskedReason[] | undefined,
): VisitRights {
  const isComing = status === 'requested' || status === 'confirmed'
  // A suspended shop gives no other time; calling off is always possible.
  const mayBook = shopStatus !== 'suspended'
  if (isComing && asked && mayBook)
    return { isComing, mayMove: true, mayCancel: true, until: startsAt.toString(), askedBecause: asked }
  const moveUntil = startsAt.subtract({ minutes: policies.rescheduleUntilMinutes })
  const cancelUntil = startsAt.subtract({ minutes: policies.cancelUntilMinutes })
  const holds = (until: Temporal.Instant) => isComing && Temporal.Instant.compare(ctx.now, until) <= 0
  const first = Temporal.Instant.compare(moveUntil, cancelUntil) < 0 ? moveUntil : cancelUntil
  return {
    isComing,
    mayMove: mayBook && holds(moveUntil),
    mayCancel: holds(cancelUntil),
    until: first.toString(),
    askedBecause: null,
  }
}

import type { Ctx } from '../../../../kit/context.ts'
import type { Appointment } from '../../../booking/read.ts'
import type { Shop } from '../../../shops/shop.ts'

/** What a customer may still do with a visit here, by the shop's notice, and until when (RFC 3339). */
export function visitRights(
  ctx: Ctx,
  { policies }: Pick<Shop, 'policies'>,
  { status, startsAt }: Appointment,
): { isComing: boolean; mayMove: boolean; mayCancel: boolean; until: string } {
  const isComing = status === 'requested' || status === 'confirmed'
  const moveUntil = startsAt.subtract({ minutes: policies.rescheduleUntilMinutes })
  const cancelUntil = startsAt.subtract({ minutes: policies.cancelUntilMinutes })
  const holds = (until: Temporal.Instant) => isComing && Temporal.Instant.compare(ctx.now, until) <= 0
  const first = Temporal.Instant.compare(moveUntil, cancelUntil) < 0 ? moveUntil : cancelUntil
  return { isComing, mayMove: holds(moveUntil), mayCancel: holds(cancelUntil), until: first.toString() }
}

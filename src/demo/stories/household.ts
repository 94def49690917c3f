import { garageOf } from '../../features/assets/read.ts'
import { freeTimes } from '../../features/booking/free-slots.ts'
import { InviteMember, inviteMember } from '../../features/household/invite.ts'
import { joinHousehold } from '../../features/household/join.ts'
import { editMember } from '../../features/household/members.ts'
import { askHead } from '../../features/household/questions.ts'
import { bookAppointment, BookAppointment } from '../../features/intake/book-appointment.ts'
import type { AccountCaller } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { savepoint } from '../../kit/db/index.ts'
import { Problem } from '../../kit/errors.ts'
import { localDate } from '../../kit/time.ts'
import { type Cast, openDemoAccount } from '../cast.ts'
import { before } from './before.ts'
import { tokenInLetter } from './letters.ts'

/**
 * The household of a customer: somebody who may book for one of their cars up to a limit, wanted more and has asked; and
 * somebody who has not joined yet.
 */
export async function shareGarage(ctx: Ctx, cast: Cast, head: AccountCaller): Promise<void> {
  const { currency } = cast.shop
  const member = await openDemoAccount(before(ctx, { days: 40 }), {
    name: 'Hugo Customer',
    email: 'hugo@fixbay.example',
    phone: '+12125550156',
  })
  const then = before(ctx, { days: 9 })
  const limit = { amount: 15_000, currency }
  await inviteMember({ ...then, caller: head }, InviteMember.parse({ email: member.email, limit }))
  await joinHousehold({ ...then, caller: member }, tokenInLetter(then))
  const [car] = await garageOf(ctx, head.accountId)
  if (!car) throw new Error('there is nothing to share')
  await editMember({ ...then, caller: head }, member.accountId, { assetIds: [car.id] })
  await askForMore({ ...before(ctx, { minutes: 190 }), caller: member }, cast, car.id)
  const open = InviteMember.parse({ email: 'ida.customer@mail.example', limit: { amount: 0, currency } })
  await inviteMember({ ...before(ctx, { days: 1 }), caller: head }, open)
}

/** Wants to book the dearest work on the car, is refused above the limit, and asks. */
async function askForMore(ctx: Ctx, { shop, services }: Cast, assetId: string): Promise<void> {
  const [dearest] = services
    .filter(({ live }) => live.priceKind === 'fixed')
    .toSorted((a, b) => (b.live.price?.amount ?? 0) - (a.live.price?.amount ?? 0))
  if (!dearest) throw new Error('the shop has no fixed price')
  const today = localDate(ctx.now, shop.timezone)
  const dates = { from: today.add({ days: 2 }), to: today.add({ days: 20 }) }
  const [free] = await freeTimes(ctx, shop, [dearest.live], dates)
  const booking = BookAppointment.parse({
    shop: shop.slug,
    serviceIds: [dearest.live.id],
    startsAt: Temporal.Instant.fromEpochMilliseconds(free?.startsAt ?? 0).toString(),
    assetId,
    description: dearest.told.concerns[0],
  })
  try {
    await savepoint(ctx, () => bookAppointment(ctx, booking))
  } catch (error) {
    if (!(error instanceof Problem) || error.reason !== 'over_limit') throw error
    await error.complete(ctx)
    return askHead(ctx, String(error.extra['question']))
  }
  throw new Error('the limit is above every price')
}

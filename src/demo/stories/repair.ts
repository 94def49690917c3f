import { markNoShow } from '../../features/booking/decide-appointment.ts'
import { freeTimes } from '../../features/booking/free-slots.ts'
import { cancelAppointment } from '../../features/booking/cancel-appointment.ts'
import { confirmVisit } from '../../features/booking/confirm-visit.ts'
import { bookAppointment, BookAppointment } from '../../features/intake/book-appointment.ts'
import { requestService, ServiceRequest } from '../../features/intake/request-service.ts'
import type { Caller } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { takeUpload } from '../../kit/files/uploads.ts'
import type { Cast } from '../cast.ts'
import { readDemoPhoto } from '../photos.ts'
import type { DemoService } from '../types.ts'
import { finish, handOver } from './hand-over.ts'
import { type Plan, Scene } from './scene.ts'
import { isPaused, pause, work } from './work.ts'

/**
 * Plays one repair from the request to its end with the program's own verbs, each at its own time; all of it in one
 * transaction, since nobody watches. Gives whether the shop had room for it that day.
 */
export async function playStory(ctx: Ctx, cast: Cast, plan: Plan): Promise<boolean> {
  const chosen = cast.random.one(cast.services)
  const imageIds = await photosFor(ctx, cast, plan, chosen.told)
  return transaction(ctx, async (tx) => {
    const scene = new Scene(tx, cast, chosen, plan)
    if (plan.ending === 'request') return request(scene, imageIds)
    if (!(await book(scene, imageIds))) return false
    await live(scene)
    return true
  })
}

async function photosFor(ctx: Ctx, { random }: Cast, plan: Plan, { photos }: DemoService): Promise<string[]> {
  if (!photos || !plan.photographed || !random.chance(0.6)) return []
  const upload = await takeUpload(
    { ...ctx, now: plan.askedAt, caller: plan.account?.caller ?? { kind: 'nobody' } },
    await readDemoPhoto(random.one(photos)),
  )
  return [upload.id]
}

const customerIn = ({ plan }: Scene): Caller => plan.account?.caller ?? { kind: 'nobody' }

/** What the form of the booking page would send. */
function asked({ cast: { data, random }, chosen, plan: { account } }: Scene, imageIds: string[]) {
  return {
    serviceIds: [chosen.live.id],
    asset: account?.asset ?? data.asset(random),
    description: random.one(chosen.told.concerns),
    ...(account ? {} : { customer: data.customer(random) }),
    ...(imageIds.length > 0 ? { imageIds } : {}),
  }
}

async function request(scene: Scene, imageIds: string[]): Promise<boolean> {
  const shop = scene.cast.shop.slug
  await requestService(scene.as(customerIn(scene)), ServiceRequest.parse({ shop, ...asked(scene, imageIds) }))
  return true
}

async function book(scene: Scene, imageIds: string[]): Promise<boolean> {
  const { shop, random, advisor } = scene.cast
  const { date, account } = scene.plan
  const day = { from: date, to: date }
  const free = await freeTimes(scene.as({ kind: 'nobody' }), shop, [scene.chosen.live], day)
  if (free.length === 0) return false
  scene.startsAt = Temporal.Instant.fromEpochMilliseconds(random.one(free).startsAt)
  const byPhone = !account && imageIds.length === 0 && random.chance(0.3)
  const booked = await bookAppointment(
    scene.as(byPhone ? advisor : customerIn(scene)),
    BookAppointment.parse({
      shop: shop.slug,
      startsAt: scene.startsAt.toString(),
      ...asked(scene, imageIds),
      ...(byPhone ? { source: 'phone' } : { termsAccepted: true }),
    }),
  )
  scene.orderId = booked.order.id
  scene.appointmentId = booked.appointment.id
  return true
}

/** From the morning of the visit on. */
async function live(scene: Scene): Promise<void> {
  const { ending } = scene.plan
  if (ending === 'scheduled') return confirm(scene)
  if (ending === 'canceled_appointment') return cancel(scene)
  scene.now = scene.startsAt
  if (ending === 'no_show') return noShow(scene)
  await work(scene)
  if (isPaused(ending)) return pause(scene)
  await finish(scene)
  if (ending === 'quality_check' || ending === 'ready_for_pickup') return
  await handOver(scene)
}

/** Most customers of a shop that asks say early that they come; the rest are asked as the day comes near. */
async function confirm(scene: Scene): Promise<void> {
  const { shop, random, advisor } = scene.cast
  if (shop.policies.confirmAskMinutes === null || !random.chance(0.85)) return
  scene.later(20)
  await confirmVisit(scene.as(advisor), scene.appointmentId)
}

async function cancel(scene: Scene): Promise<void> {
  scene.later(60)
  await cancelAppointment(scene.as(scene.cast.advisor), scene.appointmentId, { reason: null })
  await scene.to('canceled')
}

async function noShow(scene: Scene): Promise<void> {
  scene.later(45)
  await markNoShow(scene.as(scene.cast.advisor), scene.appointmentId)
}

import { bookAppointment, BookAppointment } from '../features/intake/book-appointment.ts'
import { requestService, ServiceRequest } from '../features/intake/request-service.ts'
import { markNoShow } from '../features/booking/decide-appointment.ts'
import { freeTimes } from '../features/booking/free-slots.ts'
import { cancelAppointment } from '../features/booking/cancel-appointment.ts'
import { confirmVisit } from '../features/booking/confirm-visit.ts'
import type { Service } from '../features/catalog/services.ts'
import { recordPayment } from '../features/payments/record-payment.ts'
import { refundPayment } from '../features/payments/refund-payment.ts'
import { addJob } from '../features/repairs/add-job.ts'
import { AddLine, addLine } from '../features/repairs/add-line.ts'
import { addNote } from '../features/repairs/add-note.ts'
import { assignOrder } from '../features/repairs/assign-order.ts'
import { authoriseJob } from '../features/repairs/authorise-job.ts'
import { changeStatus } from '../features/repairs/change-status.ts'
import { declineJob } from '../features/repairs/decline-job.ts'
import { editJob } from '../features/repairs/edit-job.ts'
import { EditLine, editLine } from '../features/repairs/edit-line.ts'
import { placeInBay } from '../features/repairs/place-in-bay.ts'
import { jobsOf } from '../features/repairs/read-jobs.ts'
import { selectOrderOf } from '../features/repairs/read-order.ts'
import type { Stage } from '../features/repairs/stages.ts'
import type { Shop } from '../features/shops/shop.ts'
import type { Caller } from '../kit/access/index.ts'
import type { Ctx } from '../kit/context.ts'
import { transaction } from '../kit/db/index.ts'
import { takeUpload } from '../kit/files/uploads.ts'
import { readDemoPhoto } from './photos.ts'
import type { Random } from './random.ts'
import type { DemoService, DemoShop } from './types.ts'

/** Who plays in a shop's stories. */
export interface Cast {
  shop: Shop
  data: DemoShop
  services: { live: Service; told: DemoService }[]
  advisor: Caller
  owner: Caller
  technicians: { staffId: string; caller: Caller }[]
  places: string[]
  random: Random
}

/** How far a story goes: a stage, or an end of its own. */
export type Ending =
  | Stage
  | 'no_show'
  | 'canceled_appointment'
  | 'delayed'
  | 'payment_pending'
  | 'refunded'
  | 'request'

export interface Plan {
  ending: Ending
  /** The local date of the visit. */
  date: Temporal.PlainDate
  /** When the customer asked for it. */
  askedAt: Temporal.Instant
  /** For work that is not done yet: from when on it is promised. */
  dueFrom?: Temporal.Instant
  /** Recent enough for photos to matter: each takes a while to prepare. */
  photographed: boolean
  /** Somebody with an account and a garage, instead of a guest. */
  account?: { caller: Caller; asset: NonNullable<BookAppointment['asset']> }
}

/**
 * Plays one repair from the request to its end with the program's own verbs, each at its own time; all of it in one
 * transaction, since nobody watches. Gives whether the shop had room for it that day.
 */
export async function playStory(ctx: Ctx, cast: Cast, plan: Plan): Promise<boolean> {
  const chosen = cast.random.one(cast.services)
  const imageIds = await photosFor(ctx, cast, plan, chosen.told)
  return transaction(ctx, async (tx) => {
    const story = new Story(tx, cast, chosen, plan)
    if (plan.ending === 'request') return story.requestOnly(imageIds)
    if (!(await story.book(imageIds))) return false
    await story.live()
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

/** One repair while it is being played. */
class Story {
  readonly #tx: Ctx
  readonly #cast: Cast
  readonly #chosen: Cast['services'][number]
  readonly #plan: Plan
  #now: Temporal.Instant
  #orderId = ''
  #appointmentId = ''
  #startsAt: Temporal.Instant

  constructor(tx: Ctx, cast: Cast, chosen: Cast['services'][number], plan: Plan) {
    this.#tx = tx
    this.#cast = cast
    this.#chosen = chosen
    this.#plan = plan
    this.#now = plan.askedAt
    this.#startsAt = plan.askedAt
  }

  /** The context of somebody at the story's present time. */
  #as(caller: Caller): Ctx {
    return { ...this.#tx, now: this.#now, caller, locale: this.#cast.shop.locale, localeGiven: true }
  }

  #later(minutes: number): void {
    this.#now = this.#now.add({ minutes })
  }

  async requestOnly(imageIds: string[]): Promise<boolean> {
    const { shop } = this.#cast
    await requestService(
      this.#as(this.#customer()),
      ServiceRequest.parse({ shop: shop.slug, ...this.#asked(imageIds) }),
    )
    return true
  }

  #customer(): Caller {
    return this.#plan.account?.caller ?? { kind: 'nobody' }
  }

  /** What the form of the booking page would send. */
  #asked(imageIds: string[]) {
    const { data, random } = this.#cast
    const { account } = this.#plan
    return {
      serviceIds: [this.#chosen.live.id],
      asset: account?.asset ?? data.asset(random),
      description: random.one(this.#chosen.told.concerns),
      ...(account ? {} : { customer: data.customer(random) }),
      ...(imageIds.length > 0 ? { imageIds } : {}),
    }
  }

  async book(imageIds: string[]): Promise<boolean> {
    const { shop, random, advisor } = this.#cast
    const { date, account } = this.#plan
    const free = await freeTimes(this.#as({ kind: 'nobody' }), shop, [this.#chosen.live], {
      from: date,
      to: date,
    })
    if (free.length === 0) return false
    this.#startsAt = Temporal.Instant.fromEpochMilliseconds(random.one(free).startsAt)
    const byPhone = !account && imageIds.length === 0 && random.chance(0.3)
    const booked = await bookAppointment(
      this.#as(byPhone ? advisor : this.#customer()),
      BookAppointment.parse({
        shop: shop.slug,
        startsAt: this.#startsAt.toString(),
        ...this.#asked(imageIds),
        ...(byPhone ? { source: 'phone' } : {}),
      }),
    )
    this.#orderId = booked.order.id
    this.#appointmentId = booked.appointment.id
    return true
  }

  /** From the morning of the visit on. */
  async live(): Promise<void> {
    const { ending } = this.#plan
    if (ending === 'scheduled') return this.#confirm()
    if (ending === 'canceled_appointment') return this.#cancel()
    this.#now = this.#startsAt
    if (ending === 'no_show') return this.#noShow()
    await this.#work()
    if (WORKING.has(ending)) return this.#pause()
    await this.#finish()
    if (ending === 'quality_check' || ending === 'ready_for_pickup') return
    await this.#handOver()
  }

  /** Most customers of a shop that asks say early that they come; the rest are asked as the day comes near. */
  async #confirm(): Promise<void> {
    const { shop, random, advisor } = this.#cast
    if (shop.policies.confirmAskMinutes === null || !random.chance(0.85)) return
    this.#later(20)
    await confirmVisit(this.#as(advisor), this.#appointmentId)
  }

  async #cancel(): Promise<void> {
    const { advisor } = this.#cast
    this.#later(60)
    await cancelAppointment(this.#as(advisor), this.#appointmentId, { reason: null })
    await this.#to('canceled')
  }

  async #noShow(): Promise<void> {
    this.#later(45)
    await markNoShow(this.#as(this.#cast.advisor), this.#appointmentId)
  }

  async #to(status: Stage | 'delayed', reason?: string, by = this.#cast.advisor): Promise<void> {
    await changeStatus(this.#as(by), this.#orderId, { status, ...(reason ? { reason } : {}) })
  }

  /** The vehicle or device is here: who, where, by when; then the work begins and is written down. */
  async #work(): Promise<void> {
    const { random, technicians, advisor, places, data } = this.#cast
    const technician = random.one(technicians)
    await assignOrder(this.#as(advisor), this.#orderId, { staffId: technician.staffId })
    await placeInBay(this.#as(advisor), this.#orderId, { bayId: random.one(places) })
    const promised = this.#promise()
    await changeStatus(this.#as(advisor), this.#orderId, { promisedAt: promised })
    if (random.chance(0.3))
      await addNote(this.#as(advisor), this.#orderId, {
        text: random.one(data.notes),
        visibility: 'internal',
      })
    this.#later(random.between(0, 12))
    await this.#to('in_progress', undefined, technician.caller)
    this.#later(random.between(10, 25))
    await this.#writeDown(technician.caller)
    await this.#propose(advisor)
  }

  /** What is still in work is promised for the hours to come (a few of them too soon), the rest was for its own day. */
  #promise(): Temporal.Instant {
    const { random } = this.#cast
    const { durationMinutes } = this.#chosen.live
    if (this.#plan.dueFrom && !random.chance(0.2))
      return this.#byDay(this.#plan.dueFrom.add({ minutes: 15 * random.between(2, 100) }))
    return this.#byDay(this.#startsAt.add({ minutes: durationMinutes + random.between(30, 180) }))
  }

  /** Nobody promises a car for the night: the next full half hour between nine and five. */
  #byDay(at: Temporal.Instant): Temporal.Instant {
    const local = at.toZonedDateTimeISO(this.#cast.shop.timezone)
    const whole = local.round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'ceil' })
    if (whole.hour < 9) return whole.with({ hour: 9, minute: 0 }).toInstant()
    return (whole.hour < 17 ? whole : whole.add({ days: 1 }).with({ hour: 9, minute: 0 })).toInstant()
  }

  async #writeDown(technician: Caller): Promise<void> {
    const { random, shop } = this.#cast
    const { findings } = this.#chosen.told
    const order = await selectOrderOf(this.#tx, shop.id, this.#orderId)
    const job = order && (await jobsOf(this.#tx, order))[0]
    if (!order || !job) return
    if (findings) {
      const found = random.one(findings)
      await editJob(this.#as(technician), this.#orderId, job.id, {
        cause: found.cause,
        correction: found.correction,
      })
      for (const { text, amount, quantity = 1 } of found.parts) {
        const unitPrice = { amount, currency: shop.currency }
        await addLine(
          this.#as(technician),
          this.#orderId,
          job.id,
          AddLine.parse({ kind: 'part', text, quantity, unitPrice }),
        )
      }
    }
    // Work on quote is priced once it has been looked at.
    if (this.#chosen.live.price === null) await this.#price(job.id, technician)
  }

  async #price(jobId: string, technician: Caller): Promise<void> {
    const { shop, random } = this.#cast
    const order = await selectOrderOf(this.#tx, shop.id, this.#orderId)
    const job = order && (await jobsOf(this.#tx, order)).find(({ id }) => id === jobId)
    const unit = this.#cast.services.find(({ live }) => live.price)?.live.price?.amount ?? 10_000
    for (const line of job?.lines ?? []) {
      if (line.unitAmount !== null) continue
      const unitPrice = { amount: unit * random.between(2, 5), currency: shop.currency }
      await editLine(this.#as(technician), this.#orderId, line.id, EditLine.parse({ unitPrice }))
    }
  }

  /** Further work is proposed now and then; customers say yes, or no. */
  async #propose(advisor: Caller): Promise<void> {
    const { random, shop } = this.#cast
    const { proposal } = this.#chosen.told
    if (!proposal || !random.chance(0.35)) return
    const unitPrice = { amount: proposal.amount, currency: shop.currency }
    const job = await addJob(this.#as(advisor), this.#orderId, { title: proposal.title })
    await addLine(
      this.#as(advisor),
      this.#orderId,
      job.id,
      AddLine.parse({ kind: 'labour', text: proposal.title, unitPrice }),
    )
    this.#later(8)
    if (random.chance(0.55)) await authoriseJob(this.#as(advisor), this.#orderId, job.id, { how: 'phone' })
    else await declineJob(this.#as(advisor), this.#orderId, job.id, { how: 'phone' })
  }

  /** Stories that end in the middle of the work. */
  async #pause(): Promise<void> {
    const { waits } = this.#cast.data
    const { ending } = this.#plan
    this.#later(15)
    if (ending === 'awaiting_parts') await this.#to('awaiting_parts', waits.parts)
    if (ending === 'on_hold') await this.#to('on_hold', waits.hold)
    if (ending === 'delayed') await this.#to('delayed', waits.delay)
  }

  async #finish(): Promise<void> {
    const { shop, random } = this.#cast
    if (random.chance(0.12)) {
      await this.#to('awaiting_parts', this.#cast.data.waits.parts)
      this.#later(random.between(60, 240))
      await this.#to('in_progress')
    }
    this.#later(this.#chosen.live.durationMinutes)
    if (shop.qualityCheck) {
      await this.#to('quality_check')
      if (this.#plan.ending === 'quality_check') return
      this.#later(random.between(5, 20))
    }
    await this.#to('ready_for_pickup')
  }

  /** The payment goes back the next day and comes in by another way. */
  async #payOtherwise(paymentId: string, owner: Caller): Promise<void> {
    const { advisor, shop } = this.#cast
    this.#now = this.#now.add({ hours: 22 })
    const reason =
      shop.locale === 'fa' ? 'مشتری خواست با حواله بپردازد' : 'Paid by the company account instead'
    await refundPayment(this.#as(owner), paymentId, { reason })
    this.#later(30)
    await recordPayment(this.#as(advisor), this.#orderId, { method: 'transfer', reference: 'SEPA 4471' })
  }

  /** Pickup, invoice, payment, and the order is closed. */
  async #handOver(): Promise<void> {
    const { random, advisor, owner } = this.#cast
    const { ending } = this.#plan
    this.#later(random.between(20, 300))
    if (ending === 'dispatched') return this.#to('dispatched')
    await this.#to('completed')
    if (ending === 'payment_pending') return
    this.#later(5)
    const order = await selectOrderOf(this.#tx, this.#cast.shop.id, this.#orderId)
    if (order && order.balance > 0) {
      const method = ending === 'refunded' || random.chance(0.6) ? 'cash' : 'transfer'
      const payment = await recordPayment(this.#as(advisor), this.#orderId, { method })
      if (ending === 'refunded') await this.#payOtherwise(payment.id, owner)
    }
    if (ending === 'closed') await this.#to('closed')
  }
}

const WORKING = new Set<Ending>(['in_progress', 'awaiting_parts', 'on_hold', 'delayed'])

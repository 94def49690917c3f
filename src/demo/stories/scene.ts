import type { BookAppointment } from '../../features/intake/book-appointment.ts'
import { changeStatus } from '../../features/repairs/change-status.ts'
import type { Stage } from '../../features/repairs/stages.ts'
import type { Caller } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import type { Cast } from '../cast.ts'

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

/** One repair while it is being played: who, what, and the time that it is there. */
export class Scene {
  readonly tx: Ctx
  readonly cast: Cast
  readonly chosen: Cast['services'][number]
  readonly plan: Plan
  now: Temporal.Instant
  startsAt: Temporal.Instant
  orderId = ''
  appointmentId = ''

  constructor(tx: Ctx, cast: Cast, chosen: Cast['services'][number], plan: Plan) {
    this.tx = tx
    this.cast = cast
    this.chosen = chosen
    this.plan = plan
    this.now = plan.askedAt
    this.startsAt = plan.askedAt
  }

  /** The context of somebody at the present time. */
  as(caller: Caller): Ctx {
    return { ...this.tx, now: this.now, caller, locale: this.cast.shop.locale, localeGiven: true }
  }

  later(minutes: number): void {
    this.now = this.now.add({ minutes })
  }

  /** Moves the order on the board. */
  async to(status: Stage | 'delayed', reason?: string, by = this.cast.advisor): Promise<void> {
    await changeStatus(this.as(by), this.orderId, { status, ...(reason ? { reason } : {}) })
  }
}

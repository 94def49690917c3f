import type { Ctx } from '../../kit/context.ts'
import type { Service } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { calendarInput, shopRules } from './availability.ts'
import { asListed, type BookingWho, rulesOfBooking } from './booking-rules.ts'
import { type BookingRules, buildCalendar, type Calendar, type VisitPlan, visitPlan } from './engine/index.ts'
import { selectAppointment } from './store.ts'
import { selectCalendarVersions } from './store-calendar.ts'
import { stretchPlan } from './stretch-plan.ts'

/** What is asked about: local dates, both included, and for whom. */
export interface Asked {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  /** The appointment that looks for another time: what it holds now does not stand in its way. */
  moving?: string | undefined
  who?: BookingWho | undefined
  /** The request that gets its time: its parts must be there. */
  orderId?: string | undefined
  /** Minutes of work where staff have said so; unless said, those of the appointment that moves. */
  workMinutes?: number | null | undefined
}

/** A shop's calendar ready to be asked for a visit of these services, and until when it is true, in epoch milliseconds. */
export interface Ready {
  calendar: Calendar
  plan: VisitPlan
  rules: BookingRules
  expiresMs: number
}

/** Reads what the slot engine asks of a shop, for lists of times. */
export async function askCalendar(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  { from, to, moving, who = 'customer', orderId, workMinutes }: Asked,
): Promise<Ready> {
  const { rulesVersion } = await selectCalendarVersions(ctx, shop.id)
  const own = moving ? await selectAppointment(ctx, shop.id, moving) : undefined
  const known = await shopRules(ctx, shop, rulesVersion)
  const length = workMinutes === undefined ? (own?.workMinutes ?? null) : workMinutes
  const plan = stretchPlan(visitPlan(services, known.resources), length)
  const rules = asListed(await rulesOfBooking(ctx, shop, services, who, moving, undefined, orderId))
  const input = await calendarInput(ctx, shop, known, plan, { from, to }, moving)
  return {
    calendar: buildCalendar(input),
    plan,
    rules,
    expiresMs: Math.min(input.expiresMs ?? Infinity, rules.expiresMs ?? Infinity),
  }
}

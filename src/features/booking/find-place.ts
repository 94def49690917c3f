import type { Ctx } from '../../kit/context.ts'
import { Problem } from '../../kit/errors.ts'
import { localDate } from '../../kit/time.ts'
import { chosenServices, type Service } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { calendarInput, shopRules } from './availability.ts'
import { alternativesTo } from './alternatives.ts'
import { type BookingWho, rulesOfBooking } from './booking-rules.ts'
import {
  assign,
  type BookingRules,
  buildCalendar,
  type Calendar,
  type CalendarInput,
  classify,
  endOfVisit,
  isWithinWindow,
  type VisitPlan,
  visitPlan,
} from './engine/index.ts'
import { standingNow } from './overruns.ts'
import { selectAppointment } from './store.ts'
import { lockCalendar } from './store-calendar.ts'
import type { NewClaim } from './store-claims.ts'
import { stretchPlan } from './stretch-plan.ts'

/** A free time that this transaction has to itself, what for, and what to hold for it. */
export interface Place {
  services: Service[]
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  claims: NewClaim[]
  /** Minutes of the work that is left with the shop for the day; null: none. */
  dropOffMinutes: number | null
}

interface Wanted {
  serviceIds: readonly string[]
  startsAt: Temporal.Instant
  who: BookingWho
  /** Resources that must be among those held: staff chose them. */
  named?: readonly string[]
  /** The appointment that moves: what it holds now does not stand in its own way, and its services may be retired. */
  moving?: string
  /** The request that gets its time: its parts must be there. */
  orderId?: string
  /** Since when the caller has held this start: the lead time was kept then. */
  heldSince?: Temporal.Instant | undefined
  /** Resources that stay where they can: those that it holds now. */
  keep?: readonly string[]
  /** Minutes of work where staff have said so. */
  workMinutes?: number | null
}

/**
 * Finds room for a visit under the calendar's lock, or refuses: 404 at `/serviceIds/<n>`, 422 `not-a-slot` where no
 * rule allows the start, 409 `slot-taken` where everything is taken; both with the three nearest free times, which are looked
 * for once the lock is gone, so that the losers of a race do not queue.
 */
export async function findPlace(tx: Ctx, shop: Shop, wanted: Wanted): Promise<Place> {
  const { who, moving } = wanted
  const { rulesVersion } = await lockCalendar(tx, shop.id)
  const known = await shopRules(tx, shop, rulesVersion)
  const services = chosenServices(known.services, wanted.serviceIds, { archived: moving !== undefined })
  const search: Search = {
    tx,
    shop,
    services,
    wanted,
    plan: stretchPlan(visitPlan(services, known.resources), wanted.workMinutes ?? null),
    rules: await rulesOfBooking(tx, shop, services, who, moving, wanted.heldSince, wanted.orderId),
    moving,
  }
  const startsAt = search.rules.anyMinute ? wholeMinute(wanted.startsAt) : wanted.startsAt
  const start = startsAt.epochMilliseconds
  await refuseBeforeParts(search, start)
  // Before the calendar is read: no calendar reaches as far as what somebody may send.
  if (!isWithinWindow(start, search.rules)) throw refusal(search, 'not-a-slot', start)
  const date = localDate(startsAt, shop.timezone)
  const input = await calendarInput(tx, shop, known, search.plan, { from: date, to: date }, moving)
  const calendar = buildCalendar(input)
  const verdict = classify(calendar, search.plan, start, search.rules)
  if (verdict === 'not-a-slot') throw refusal(search, 'not-a-slot', start)
  const held = verdict === 'free' ? await holdAt(calendar, input, search, start) : null
  if (!held) throw refusal(search, 'slot-taken', start)
  return {
    services,
    startsAt,
    endsAt: Temporal.Instant.fromEpochMilliseconds(endOfVisit(calendar, search.plan, start)),
    dropOffMinutes: search.plan.dropOff ? search.plan.dropOff.work / 60_000 : null,
    claims: held.map(({ resourceId, lane, start: from, end }) => ({
      resourceId,
      lane,
      startsAt: Temporal.Instant.fromEpochMilliseconds(from),
      endsAt: Temporal.Instant.fromEpochMilliseconds(end),
    })),
  }
}

// No unfinished work holds anything for longer.
const NEAR_HOURS = 48

/**
 * Who and what a visit holds: where it can be, and staff book it, nothing on which unfinished work stands. Customers'
 * bookings, which come in crowds, do without the reads that this takes while everybody else waits for the calendar.
 */
async function holdAt(calendar: Calendar, input: CalendarInput, search: Search, start: number) {
  const { tx, shop, wanted } = search
  const isNear = wanted.who === 'staff' && start < tx.now.add({ hours: NEAR_HOURS }).epochMilliseconds
  const standing = isNear ? await standingNow(tx, shop) : []
  const aside =
    standing.length > 0 &&
    assignKept(buildCalendar({ ...input, claims: [...input.claims, ...standing] }), search, start)
  return aside || assignKept(calendar, search, start)
}

/** Claims with all that is named, and as many of those that are to stay as can. */
function assignKept(
  calendar: Calendar,
  { plan, rules, wanted: { named = [], keep = [] } }: Search,
  start: number,
) {
  const kept = [...named]
  let held = assign(calendar, plan, start, kept, rules)
  for (const one of held ? keep : []) {
    const more = kept.includes(one) ? null : assign(calendar, plan, start, [...kept, one], rules)
    if (!more) continue
    held = more
    kept.push(one)
  }
  return held
}

/** Other people at the time that a visit has already are no question of its parts. */
async function refuseBeforeParts(search: Search, start: number): Promise<void> {
  const { tx, shop, rules, moving } = search
  const { parts } = rules
  if (parts === undefined || start >= parts) return
  const own = moving ? await selectAppointment(tx, shop.id, moving) : undefined
  if (own?.startsAt.epochMilliseconds === start) {
    delete rules.parts
    return
  }
  const date = localDate(Temporal.Instant.fromEpochMilliseconds(parts), shop.timezone).toString()
  throw refusal(search, 'not-a-slot', parts, {
    reason: 'parts_expected',
    params: { date },
    extra: { partsOn: date },
  })
}

/** The seconds of a clock that somebody read while a car came in. */
const wholeMinute = (at: Temporal.Instant): Temporal.Instant =>
  at.round({ smallestUnit: 'minute', roundingMode: 'floor' })

interface Search {
  tx: Ctx
  shop: Shop
  services: Service[]
  wanted: Wanted
  plan: VisitPlan
  rules: BookingRules
  moving: string | undefined
}

/** A refusal that finds the nearest free times as soon as nobody waits for this transaction any more. */
function refusal(
  { shop, services, wanted, moving }: Search,
  code: 'slot-taken' | 'not-a-slot',
  start: number,
  said: Pick<NonNullable<ConstructorParameters<typeof Problem>[1]>, 'reason' | 'params' | 'extra'> = {},
): Problem {
  const { who, orderId, workMinutes } = wanted
  const refused = { services, start, who, moving, orderId, workMinutes }
  return new Problem(code, {
    ...said,
    later: async (ctx) => ({ alternatives: await alternativesTo(ctx, shop, refused) }),
  })
}

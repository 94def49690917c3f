import type { Ctx } from '../../../../kit/context.ts'
import { localDate, parseDate, parseInstant } from '../../../../kit/time.ts'
import { type BookableDays, bookableDays, openDates } from '../../../booking/bookable-days.ts'
import type { NoSlotReason } from '../../../booking/engine/index.ts'
import { freeTimes } from '../../../booking/free-slots.ts'
import { type Hold, isHoldOf, livingHold } from '../../../booking/hold-slot.ts'
import type { Service } from '../../../catalog/services.ts'
import type { Shop } from '../../../shops/shop.ts'
import { type Draft, openPart, type Part, PARTS, type Values } from './draft.ts'

/** The days and times to choose from, as the page draws them. Dates YYYY-MM-DD, times RFC 3339. */
export interface Times {
  today: string
  days: { date: string; free: number | null; slots: string[]; reason: NoSlotReason | null }[]
  /** Why none of them has a free time, where none has. */
  reason: NoSlotReason | null
  /** The day whose times are shown. */
  day: string | null
  first: string | null
  beyond: { date: string; startsAt: string } | null
  earlier: string | null
  later: string | null
}

// Two months of choice; who waits without a last day waits as far as can be booked.
const MOST_WAIT_DAYS = 60

/** Where a booking stands. */
export interface BookingState {
  services: string[]
  startsAt: string | null
  ask: boolean
  wait: boolean
  /** The chosen time is kept until then (RFC 3339) for whoever has the token. */
  hold: { token: string; until: string } | null
  /** It was kept, and no longer is: the time is still free. */
  lapsed: boolean
  open: Part
  /** Somebody went on without choosing. */
  missing: boolean
  /** The time that was chosen is not free (any more) for these services. */
  gone: boolean
  /** Only while the part is open. */
  times: Times | null
  /** For a request: the dates to wish for. */
  wishDays: string[]
}

/** Reads the state of a draft: what was chosen and still holds, the open part and what that part needs. */
export async function stateOf(
  ctx: Ctx,
  shop: Shop,
  offered: readonly Service[],
  draft: Draft,
  values: Values,
  forced?: Part,
): Promise<BookingState> {
  const services = draft.services.flatMap((id) => offered.find((service) => service.id === id) ?? [])
  const ask = draft.ask || offered.length === 0
  const hold = draft.hold ? await livingHold(ctx, shop.id, draft.hold) : undefined
  const mine = !ask && hold !== undefined && isMine(hold, services, draft.startsAt)
  const free = mine || (!ask && services.length > 0 && (await isFree(ctx, shop, services, draft.startsAt)))
  const startsAt = free ? draft.startsAt : null
  const holds = { ...draft, services: services.map(({ id }) => id), ask, startsAt }
  const open = forced ?? openPart(holds, values)
  const isWhen = open === 'when'
  const gone = draft.startsAt !== null && startsAt === null && !ask && services.length > 0
  return {
    services: holds.services,
    startsAt,
    ask,
    wait: ask && draft.wait,
    hold: draft.hold && hold ? { token: draft.hold, until: hold.expiresAt.toString() } : null,
    lapsed: free && draft.hold !== null && !hold,
    open,
    missing: !gone && draft.wanted !== null && PARTS.indexOf(draft.wanted) > PARTS.indexOf(open),
    gone,
    times: isWhen && !ask ? await readTimes(ctx, shop, services, draft) : null,
    wishDays: isWhen && ask ? await wishDays(ctx, shop, draft.wait) : [],
  }
}

/** Whether a hold keeps exactly this time for these services. */
function isMine(hold: Hold, services: readonly Service[], startsAt: string | null): boolean {
  const at = startsAt === null ? null : parseInstant(startsAt)
  return at !== null && isHoldOf(hold, { startsAt: at, serviceIds: services.map(({ id }) => id) })
}

async function isFree(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  startsAt: string | null,
): Promise<boolean> {
  const at = startsAt === null ? null : parseInstant(startsAt)
  if (!at) return false
  const date = localDate(at, shop.timezone)
  const slots = await freeTimes(ctx, shop, services, { from: date, to: date })
  return slots.some((slot) => slot.startsAt === at.epochMilliseconds)
}

/** The days and times around what was asked for. */
export async function readTimes(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  wish: Pick<Draft, 'from' | 'day' | 'startsAt'>,
  whose: { moving?: string | undefined; orderId?: string | undefined } = {},
): Promise<Times> {
  const at = wish.startsAt === null ? null : parseInstant(wish.startsAt)
  const day = dateOf(wish.day) ?? (at && !wish.from ? localDate(at, shop.timezone) : undefined)
  const found = await bookableDays(ctx, shop, services, { from: dateOf(wish.from), day, ...whose })
  return presentTimes(found, shop.timezone, day?.toString())
}

function presentTimes(found: BookableDays, zone: string, wanted: string | undefined): Times {
  const days = found.days.map(({ date, slots, reason }) => ({
    date: date.toString(),
    reason,
    free: slots && slots.length,
    slots: (slots ?? []).map((slot) => instantOf(slot).toString()),
  }))
  const shown = days.find(({ date, free }) => date === wanted && free) ?? days.find(({ free }) => free)
  return {
    today: found.today.toString(),
    days,
    reason: found.reason,
    day: shown?.date ?? null,
    first: found.first && instantOf(found.first).toString(),
    beyond: found.beyond && {
      date: localDate(instantOf(found.beyond), zone).toString(),
      startsAt: instantOf(found.beyond).toString(),
    },
    earlier: found.earlier?.toString() ?? null,
    later: found.later?.toString() ?? null,
  }
}

const instantOf = ({ startsAt }: { startsAt: number }): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(startsAt)

/** The next days on which the shop opens, from tomorrow on; who waits may wait until the last that can be booked. */
async function wishDays(ctx: Ctx, shop: Shop, wait: boolean): Promise<string[]> {
  const today = localDate(ctx.now, shop.timezone)
  const last = today.add({ days: wait ? shop.policies.horizonDays : 21 })
  const dates = await openDates(ctx, shop, today.add({ days: wait ? 0 : 1 }), last)
  return dates.slice(0, wait ? MOST_WAIT_DAYS : 14).map((date) => date.toString())
}

function dateOf(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : (parseDate(text) ?? undefined)
}

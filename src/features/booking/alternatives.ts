import type { Ctx } from '../../kit/context.ts'
import { earlierDate, laterDate, localDate, rfc3339, startOfDay } from '../../kit/time.ts'
import type { Service } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { askCalendar } from './ask-calendar.ts'
import { type BookingWho, STAFF_HORIZON_DAYS } from './booking-rules.ts'
import { nearest } from './engine/index.ts'
import { KeptAnswers, type Passing, perProcess } from './kept-answers.ts'

/** Another time, as a refusal offers it: RFC 3339 with the shop's offset. */
export interface Alternative {
  startsAt: string
  endsAt: string
}

/** A visit that was refused its time. */
export interface Refused {
  services: readonly Service[]
  /** The time that was wanted, in epoch milliseconds. */
  start: number
  who: BookingWho
  moving?: string | undefined
  orderId?: string | undefined
  workMinutes?: number | null | undefined
}

const ALTERNATIVES = 3
// Nearby days first; the whole horizon only when they do not settle it.
const NEARBY_DAYS = 7
const MOST_KEPT = 20_000

const shelf = perProcess(
  (services) => new KeptAnswers<Alternative[]>(services, { weigh: () => 1, most: MOST_KEPT }),
)

/**
 * The three nearest free times. Nothing is locked for it: they are free at the calendar's version at which they were found,
 * and all who were refused the same at that version share them.
 */
export async function alternativesTo(ctx: Ctx, shop: Shop, refused: Refused): Promise<Alternative[]> {
  const { services, start, who, moving, orderId } = refused
  // What a visit holds itself, and when its parts come, is its own question.
  if (moving || orderId) return (await workOut(ctx, shop, refused)).value
  const question = [start, who, ...services.map(({ id }) => id)].join(' ')
  return shelf(ctx.services).answer(ctx, shop.id, question, () => workOut(ctx, shop, refused))
}

async function workOut(ctx: Ctx, shop: Shop, refused: Refused): Promise<Passing<Alternative[]>> {
  const { slots, untilMs } = await nearestFree(ctx, shop, refused)
  const write = (ms: number) => rfc3339(Temporal.Instant.fromEpochMilliseconds(ms), shop.timezone)
  return {
    value: slots.map(({ startsAt, endsAt }) => ({ startsAt: write(startsAt), endsAt: write(endsAt) })),
    untilMs,
  }
}

async function nearestFree(ctx: Ctx, shop: Shop, { services, start, ...asking }: Refused) {
  const today = localDate(ctx.now, shop.timezone)
  const horizon = today.add({ days: shop.policies.horizonDays })
  const furthest = asking.who === 'staff' ? today.add({ days: STAFF_HORIZON_DAYS }) : horizon
  const target = Math.min(
    Math.max(start, ctx.now.epochMilliseconds),
    startOfDay(furthest.add({ days: 1 }), shop.timezone).epochMilliseconds - 1,
  )
  const wanted = localDate(Temporal.Instant.fromEpochMilliseconds(target), shop.timezone)
  const last = laterDate(wanted, horizon)
  const midnightMs = startOfDay(today.add({ days: 1 }), shop.timezone).epochMilliseconds
  const within = async (from: Temporal.PlainDate, to: Temporal.PlainDate) => {
    const { calendar, plan, rules, expiresMs } = await askCalendar(ctx, shop, services, {
      from: laterDate(today, from),
      to: earlierDate(last, to),
      ...asking,
    })
    const found = nearest(calendar, plan, target, ALTERNATIVES, rules)
    const leadMs = (rules.earliest ?? -Infinity) - ctx.now.epochMilliseconds
    const goes = found.slots.map(({ startsAt }) => startsAt - leadMs + 1)
    return { ...found, untilMs: Math.min(midnightMs, expiresMs, ...goes) }
  }
  const nearby = await within(wanted.subtract({ days: NEARBY_DAYS }), wanted.add({ days: NEARBY_DAYS }))
  return nearby.certain ? nearby : within(today, last)
}

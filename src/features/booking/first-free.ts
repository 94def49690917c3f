import type { Ctx } from '../../kit/context.ts'
import { localDate } from '../../kit/time.ts'
import { servicesOf } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { freeTimesUntil } from './free-slots.ts'
import { selectVersionsOf } from './store-calendar.ts'

interface First {
  startsAt: number | null
  /** Nothing but a new version of the calendar changes it before, in epoch milliseconds. */
  untilMs: number
}

interface Kept extends First {
  version: number
  madeMs: number
}

// Per process: a list of shops is asked about far more often than their calendars change.
const kept = new Map<string, Kept>()
const KEPT_SHOPS = 5000
// No call lives longer; a clock that was put back further makes no old answer true again.
const LONGEST_CALL_MS = 10_000

/**
 * The first free time of each shop for a visit of its first service, as an instant; shops that have none within their
 * horizon, or nothing to book, are left out. For lists: an answer is kept until the calendar or the clock changes it.
 */
export async function firstFreeTimes(
  ctx: Ctx,
  shops: readonly Shop[],
): Promise<Map<string, Temporal.Instant>> {
  const now = ctx.now.epochMilliseconds
  const ids = shops.map((shop) => shop.id)
  const versions = await selectVersionsOf(ctx, ids)
  const found = new Map<string, Temporal.Instant>()
  for (const shop of shops) {
    const version = versions.get(shop.id) ?? 0
    const held = kept.get(shop.id)
    const isFresh = held?.version === version && now < held.untilMs && now > held.madeMs - LONGEST_CALL_MS
    const { startsAt, untilMs } = isFresh ? held : await findFirst(ctx, shop)
    if (!isFresh) keep(shop, { version, startsAt, untilMs, madeMs: now })
    if (startsAt !== null) found.set(shop.id, Temporal.Instant.fromEpochMilliseconds(startsAt))
  }
  return found
}

function keep(shop: Shop, answer: Kept): void {
  kept.delete(shop.id)
  kept.set(shop.id, answer)
  const oldest = kept.keys().next()
  if (kept.size > KEPT_SHOPS && !oldest.done) kept.delete(oldest.value)
}

async function findFirst(ctx: Ctx, shop: Shop): Promise<First> {
  const [service] = await servicesOf(ctx, shop.id)
  if (!service) return { startsAt: null, untilMs: Infinity }
  const today = localDate(ctx.now, shop.timezone)
  // Most shops have time within a week; only the others are asked about further.
  const ends = [7, 31, shop.policies.horizonDays].map((days) => Math.min(days, shop.policies.horizonDays))
  let from = 0
  let until = Infinity
  for (const end of ends) {
    if (end < from) break
    const dates = { from: today.add({ days: from }), to: today.add({ days: end }) }
    const { slots, untilMs } = await freeTimesUntil(ctx, shop, [service], dates)
    until = Math.min(until, untilMs)
    if (slots[0]) return { startsAt: slots[0].startsAt, untilMs: until }
    from = end + 1
  }
  return { startsAt: null, untilMs: until }
}

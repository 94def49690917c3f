import type { Ctx } from '../../kit/context.ts'
import { localDate } from '../../kit/time.ts'
import { servicesOf } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import type { Slot } from './engine/index.ts'
import { freeTimes } from './free-slots.ts'
import { selectVersionsOf } from './store-calendar.ts'

interface Kept {
  version: number
  /** Epoch milliseconds: made then, and nothing but the passing of time can change it before `until`. */
  until: number
  startsAt: number | null
}

// Per process: a list of shops is asked about far more often than their calendars change.
const kept = new Map<string, Kept>()
const KEPT_SHOPS = 5000
// An expired hold frees time without a new version.
const LONGEST_MS = 60_000

/**
 * The first free time of each shop for a visit of its first service, as an instant; shops that have none within their
 * horizon, or nothing to book, are left out. For lists: an answer is at most a minute behind an expired hold.
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
    const isFresh = held?.version === version && now < held.until && now >= held.until - LONGEST_MS
    const startsAt = isFresh ? held.startsAt : await findFirst(ctx, shop)
    if (!isFresh) keep(shop, { version, startsAt, until: keptUntil(shop, now, startsAt) })
    if (startsAt !== null) found.set(shop.id, Temporal.Instant.fromEpochMilliseconds(startsAt))
  }
  return found
}

/** A minute from now, but no later than the time itself can still be booked. */
function keptUntil(shop: Shop, now: number, startsAt: number | null): number {
  const bookable = startsAt === null ? Infinity : startsAt - shop.policies.leadMinutes * 60_000
  return Math.min(now + LONGEST_MS, Math.max(now, bookable))
}

function keep(shop: Shop, answer: Kept): void {
  kept.delete(shop.id)
  kept.set(shop.id, answer)
  const oldest = kept.keys().next()
  if (kept.size > KEPT_SHOPS && !oldest.done) kept.delete(oldest.value)
}

async function findFirst(ctx: Ctx, shop: Shop): Promise<number | null> {
  const [service] = await servicesOf(ctx, shop.id)
  if (!service) return null
  const today = localDate(ctx.now, shop.timezone)
  // Most shops have time within a week; only the others are asked about further.
  const ends = [7, 31, shop.policies.horizonDays].map((days) => Math.min(days, shop.policies.horizonDays))
  let from = 0
  for (const end of ends) {
    if (end < from) break
    const dates = { from: today.add({ days: from }), to: today.add({ days: end }) }
    const [first]: Slot[] = await freeTimes(ctx, shop, [service], dates)
    if (first) return first.startsAt
    from = end + 1
  }
  return null
}

import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { Problem } from '../../kit/errors.ts'
import { earlierDate, laterDate, localDate, localTime } from '../../kit/time.ts'
import { type Service, servicesById } from '../catalog/services.ts'
import { shopById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { rulesOfBooking } from './booking-rules.ts'
import type { Slot } from './engine/index.ts'
import { findPlace } from './find-place.ts'
import { freeTimes } from './free-slots.ts'
import { lockCalendar } from './store-calendar.ts'
import { insertHold } from './store-holds.ts'
import { selectPartsDatesOfOrders } from './store-parts.ts'
import {
  insertOffer,
  selectLivingEntries,
  selectOpenOffers,
  selectPastOffers,
  updateEntryStatus,
  type WaitlistEntry,
} from './store-waitlist.ts'
import { closeOffer, endEntry, tell } from './waitlist.ts'
import { isInPart } from './waitlist-words.ts'

// Less is no time to read a message and answer it.
const SHORTEST_OFFER_MS = 15 * 60_000
// Who lets so many offers pass wants none any more.
const MOST_UNANSWERED = 3

/**
 * Offers the free times of a shop to those who wait, in the order of the list: each gets at most one at a time, held for
 * them until it runs out, and none that does not fit the wish or was offered to them before. Looks first without a lock, so
 * that a look which finds nothing makes nobody wait and no kept answer old; then under the calendar's lock from beginning to
 * end, so that it may run twice, at once, or again after it was killed.
 */
export async function offerTimes(ctx: Ctx, shopId: string): Promise<void> {
  if (!(await isAnythingToDo(ctx, shopId))) return
  await transaction(ctx, async (tx) => {
    await lockCalendar(tx, shopId)
    const shop = await shopById(tx, shopId)
    const living = await selectLivingEntries(tx, shopId)
    for (const entry of await lapsedOf(tx, shopId, living)) {
      await closeOffer(tx, entry, 'unanswered')
      await updateEntryStatus(tx, entry, 'waiting')
    }
    const list = await waitingList(tx, shop)
    for (const entry of list.entries) {
      const next = await list.nextFor(entry)
      if (next === 'over') await endEntry(tx, entry, 'expired')
      else if (next) {
        await offerFirst(tx, shop, entry, next)
        list.search.forget()
      }
    }
  })
}

/** Whether an offer has run out, somebody waits no longer, or a time fits somebody. Reads only. */
async function isAnythingToDo(ctx: Ctx, shopId: string): Promise<boolean> {
  const living = await selectLivingEntries(ctx, shopId)
  if (living.length === 0) return false
  if ((await lapsedOf(ctx, shopId, living)).length > 0) return true
  const list = await waitingList(ctx, await shopById(ctx, shopId))
  for (const entry of list.entries) if (await list.nextFor(entry)) return true
  return false
}

/** Those who wait at a shop, and what comes next for each: an end, the time to offer them, or nothing. */
async function waitingList(ctx: Ctx, shop: Shop) {
  // A suspended shop takes no bookings: those who wait there go on waiting.
  const living = shop.status === 'suspended' ? [] : await selectLivingEntries(ctx, shop.id)
  const entries = living.filter(({ status }) => status === 'waiting')
  const past = await selectPastOffers(
    ctx,
    shop.id,
    entries.map(({ id }) => id),
  )
  const parts = await selectPartsDatesOfOrders(
    ctx,
    shop.id,
    entries.map(({ orderId }) => orderId),
  )
  const today = localDate(ctx.now, shop.timezone)
  const search = new Search(ctx, shop, entries)
  const nextFor = async (entry: WaitlistEntry): Promise<'over' | Fitting | undefined> => {
    const { starts, unanswered } = past.get(entry.id) ?? { starts: new Set<number>(), unanswered: 0 }
    const isOver = Temporal.PlainDate.compare(entry.lastDate, today) < 0 || unanswered >= MOST_UNANSWERED
    return isOver ? 'over' : search.fitting(entry, starts, parts.get(entry.orderId))
  }
  return { entries, search, nextFor }
}

/** Those whose offer ran out unanswered: they wait again, in their old places. */
async function lapsedOf(
  ctx: Ctx,
  shopId: string,
  living: readonly WaitlistEntry[],
): Promise<WaitlistEntry[]> {
  const offered = living.filter(({ status }) => status === 'offered')
  const offers = await selectOpenOffers(
    ctx,
    shopId,
    offered.map(({ id }) => id),
  )
  const open = offers.filter(({ expiresAt }) => Temporal.Instant.compare(expiresAt, ctx.now) > 0)
  return offered.filter(({ id }) => !open.some(({ entryId }) => entryId === id))
}

interface Fitting extends Slot {
  /** Until when it can be on offer: the shop's notice before it. */
  untilMs: number
}

async function offerFirst(tx: Ctx, shop: Shop, entry: WaitlistEntry, slot: Fitting): Promise<void> {
  const startsAt = Temporal.Instant.fromEpochMilliseconds(slot.startsAt)
  const place = await findPlace(tx, shop, { serviceIds: entry.serviceIds, startsAt, who: 'customer' })
  const policy = tx.now.add({ minutes: shop.policies.offerMinutes }).epochMilliseconds
  const expiresAt = Temporal.Instant.fromEpochMilliseconds(Math.min(policy, slot.untilMs))
  const times = { startsAt: place.startsAt, endsAt: place.endsAt, expiresAt }
  const hold = await insertHold(
    tx,
    { shopId: shop.id, secretHash: null, callerHash: null, serviceIds: entry.serviceIds, ...times },
    place.claims,
  )
  if (!hold) throw new Problem('slot-taken', { extra: { alternatives: [] } })
  const offer = await insertOffer(tx, shop.id, { entryId: entry.id, holdId: hold.id, ...times })
  await updateEntryStatus(tx, entry, 'offered')
  await tell(tx, 'waitlist.offered', entry, {
    offerId: offer.id,
    startsAt: startsAt.toString(),
    expiresAt: expiresAt.toString(),
  })
}

/** The free times of a shop for those who wait, worked out once for all who wait for the same. */
class Search {
  readonly #ctx: Ctx
  readonly #shop: Shop
  readonly #entries: readonly WaitlistEntry[]
  readonly #found = new Map<string, { slots: Slot[]; leadMs: number }>()

  constructor(ctx: Ctx, shop: Shop, entries: readonly WaitlistEntry[]) {
    this.#ctx = ctx
    this.#shop = shop
    this.#entries = entries
  }

  /** The first free time that fits a wish, is none of those offered before, and not sooner than the parts. */
  async fitting(
    entry: WaitlistEntry,
    before: ReadonlySet<number>,
    partsOn: Temporal.PlainDate | undefined,
  ): Promise<Fitting | undefined> {
    const { slots, leadMs } = await this.#freeFor(entry.serviceIds)
    const { timezone } = this.#shop
    const firstDate = partsOn ? laterDate(entry.firstDate, partsOn) : entry.firstDate
    const fits = ({ startsAt }: Slot): boolean => {
      if (before.has(startsAt)) return false
      if (startsAt - leadMs - this.#ctx.now.epochMilliseconds < SHORTEST_OFFER_MS) return false
      const at = Temporal.Instant.fromEpochMilliseconds(startsAt)
      const date = localDate(at, timezone)
      return (
        Temporal.PlainDate.compare(date, firstDate) >= 0 &&
        Temporal.PlainDate.compare(date, entry.lastDate) <= 0 &&
        isInPart(localTime(at, timezone).hour, entry.part)
      )
    }
    const slot = slots.find(fits)
    return slot && { ...slot, untilMs: slot.startsAt - leadMs }
  }

  /** A time was taken: what was worked out is no longer true. */
  forget(): void {
    this.#found.clear()
  }

  async #freeFor(serviceIds: readonly string[]) {
    const key = serviceIds.join(' ')
    const known = this.#found.get(key)
    if (known) return known
    const services = await servicesById(this.#ctx, this.#shop.id, serviceIds, { archived: true })
    // Nothing is offered for what the shop no longer does.
    const found = services.some(({ archivedAt }) => archivedAt)
      ? { slots: [], leadMs: 0 }
      : await this.#read(services, key)
    this.#found.set(key, found)
    return found
  }

  async #read(services: readonly Service[], key: string) {
    const { earliest = 0 } = await rulesOfBooking(this.#ctx, this.#shop, services, 'customer')
    const alike = this.#entries.filter((entry) => entry.serviceIds.join(' ') === key)
    const from = alike.map(({ firstDate }) => firstDate).reduce(earlierDate)
    const to = alike.map(({ lastDate }) => lastDate).reduce(laterDate)
    const slots = await freeTimes(this.#ctx, this.#shop, services, { from, to })
    return { slots, leadMs: earliest - this.#ctx.now.epochMilliseconds }
  }
}

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
import {
  hasWaitlist,
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
 * them until it runs out, and none that does not fit the wish or was offered to them before. Under the calendar's lock from
 * beginning to end, so that it may run twice, at once, or again after it was killed.
 */
export async function offerTimes(ctx: Ctx, shopId: string): Promise<void> {
  if (!(await hasWaitlist(ctx, shopId))) return
  await transaction(ctx, async (tx) => {
    await lockCalendar(tx, shopId)
    const shop = await shopById(tx, shopId)
    await closeLapsed(tx, shopId)
    const entries = (await selectLivingEntries(tx, shopId)).filter(({ status }) => status === 'waiting')
    const past = await selectPastOffers(
      tx,
      shopId,
      entries.map(({ id }) => id),
    )
    const search = new Search(tx, shop, entries)
    for (const entry of entries) {
      const { starts, unanswered } = past.get(entry.id) ?? { starts: new Set<number>(), unanswered: 0 }
      const over = Temporal.PlainDate.compare(entry.lastDate, localDate(tx.now, shop.timezone)) < 0
      if (over || unanswered >= MOST_UNANSWERED) await endEntry(tx, entry, 'expired')
      else if (await offerFirst(tx, shop, entry, await search.fitting(entry, starts))) search.forget()
    }
  })
}

/** Offers that ran out unanswered: their entries wait again, in their old places. */
async function closeLapsed(tx: Ctx, shopId: string): Promise<void> {
  const offered = (await selectLivingEntries(tx, shopId)).filter(({ status }) => status === 'offered')
  const offers = await selectOpenOffers(
    tx,
    shopId,
    offered.map(({ id }) => id),
  )
  for (const entry of offered) {
    const offer = offers.find(({ entryId }) => entryId === entry.id)
    if (offer && Temporal.Instant.compare(offer.expiresAt, tx.now) > 0) continue
    await closeOffer(tx, entry, 'unanswered')
    await updateEntryStatus(tx, entry, 'waiting')
  }
}

interface Fitting extends Slot {
  /** Until when it can be on offer: the shop's notice before it. */
  untilMs: number
}

async function offerFirst(
  tx: Ctx,
  shop: Shop,
  entry: WaitlistEntry,
  slot: Fitting | undefined,
): Promise<boolean> {
  if (!slot) return false
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
  return true
}

/** The free times of a shop for those who wait, worked out once for all who wait for the same. */
class Search {
  readonly #tx: Ctx
  readonly #shop: Shop
  readonly #entries: readonly WaitlistEntry[]
  readonly #found = new Map<string, { slots: Slot[]; leadMs: number }>()

  constructor(tx: Ctx, shop: Shop, entries: readonly WaitlistEntry[]) {
    this.#tx = tx
    this.#shop = shop
    this.#entries = entries
  }

  /** The first free time that fits a wish and is none of those offered before. */
  async fitting(entry: WaitlistEntry, before: ReadonlySet<number>): Promise<Fitting | undefined> {
    const { slots, leadMs } = await this.#freeFor(entry.serviceIds)
    const { timezone } = this.#shop
    const fits = ({ startsAt }: Slot): boolean => {
      if (before.has(startsAt)) return false
      if (startsAt - leadMs - this.#tx.now.epochMilliseconds < SHORTEST_OFFER_MS) return false
      const at = Temporal.Instant.fromEpochMilliseconds(startsAt)
      const date = localDate(at, timezone)
      return (
        Temporal.PlainDate.compare(date, entry.firstDate) >= 0 &&
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
    const services = await servicesById(this.#tx, this.#shop.id, serviceIds, { archived: true })
    // Nothing is offered for what the shop no longer does.
    const found = services.some(({ archivedAt }) => archivedAt)
      ? { slots: [], leadMs: 0 }
      : await this.#read(services, key)
    this.#found.set(key, found)
    return found
  }

  async #read(services: readonly Service[], key: string) {
    const { earliest = 0 } = await rulesOfBooking(this.#tx, this.#shop, services, 'customer')
    const alike = this.#entries.filter((entry) => entry.serviceIds.join(' ') === key)
    const from = alike.map(({ firstDate }) => firstDate).reduce(earlierDate)
    const to = alike.map(({ lastDate }) => lastDate).reduce(laterDate)
    const slots = await freeTimes(this.#tx, this.#shop, services, { from, to })
    return { slots, leadMs: earliest - this.#tx.now.epochMilliseconds }
  }
}

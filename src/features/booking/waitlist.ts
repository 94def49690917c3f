import { z } from 'zod'
import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { illegalMove, invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { localDay } from '../../kit/input.ts'
import { earlierDate, laterDate, localDate } from '../../kit/time.ts'
import { servicesById } from '../catalog/services.ts'
import { refuseSuspended } from '../shops/decisions.ts'
import type { Shop } from '../shops/shop.ts'
import { lockCalendar } from './store-calendar.ts'
import { deleteHold, type Hold, selectHoldById } from './store-holds.ts'
import {
  answerOffer,
  insertEntry,
  selectEntryOfOrder,
  selectLivingEntries,
  selectOpenOffers,
  updateEntryStatus,
  updateWish,
  type WaitlistEntry,
  type WaitlistOffer,
} from './store-waitlist.ts'
import { DAY_PARTS } from './waitlist-words.ts'

export type { WaitlistEntry, WaitlistOffer }

export const WaitlistWish = z.strictObject({
  serviceIds: z.array(z.string().max(64)).min(1).max(10),
  /** Local dates, both included; from today to the shop's horizon unless said. */
  from: localDay().optional(),
  to: localDay().optional(),
  part: z.enum(DAY_PARTS).optional(),
})
export type WaitlistWish = z.output<typeof WaitlistWish>

/** An order as the waitlist knows it; who may is asked before. */
export interface WaitingOrder {
  id: string
  customerId: string
}

/**
 * Puts a request at the end of a shop's waitlist, or changes the wish of one that waits already and keeps its place. An
 * offer that was open to it is given back. `prefix` stands before the pointers of what is wrong with the wish.
 */
export async function joinWaitlist(
  tx: Ctx,
  shop: Shop,
  order: WaitingOrder,
  wish: WaitlistWish,
  prefix = '',
): Promise<WaitlistEntry> {
  refuseSuspended(shop)
  const serviceIds = (await servicesById(tx, shop.id, wish.serviceIds)).map(({ id }) => id)
  const wanted = { serviceIds, part: wish.part ?? ('any' as const), ...datesOf(tx, shop, wish, prefix) }
  await lockCalendar(tx, shop.id)
  const present = await selectEntryOfOrder(tx, shop.id, order.id)
  if (present) await closeOffer(tx, present, 'declined')
  const entry = present
    ? await updateWish(tx, present, wanted)
    : await insertEntry(
        tx,
        { shopId: shop.id, orderId: order.id, customerId: order.customerId, ...wanted },
        accountIdOf(tx.caller),
      )
  if (present) await updateEntryStatus(tx, entry, 'waiting')
  await tell(tx, present ? 'waitlist.changed' : 'waitlist.joined', entry)
  return { ...entry, status: 'waiting' }
}

function datesOf(ctx: Ctx, { timezone, policies }: Shop, { from, to }: WaitlistWish, prefix: string) {
  const today = localDate(ctx.now, timezone)
  const horizon = today.add({ days: policies.horizonDays })
  const firstDate = laterDate(today, from ?? today)
  const lastDate = earlierDate(horizon, to ?? horizon)
  if (from && Temporal.PlainDate.compare(from, horizon) > 0) throw invalid(`${prefix}/from`, 'tooFar')
  if (to && Temporal.PlainDate.compare(to, today) < 0) throw invalid(`${prefix}/to`, 'past')
  if (Temporal.PlainDate.compare(lastDate, firstDate) < 0) throw invalid(`${prefix}/to`, 'beforeFrom')
  return { firstDate, lastDate }
}

/** Takes a request off the list; what was held for it is free again. 409 where it is not on it. */
export async function leaveWaitlist(tx: Ctx, shopId: string, orderId: string): Promise<void> {
  const entry = await lockedEntry(tx, shopId, orderId)
  if (!entry) throw illegalMove('not_waiting')
  await endEntry(tx, entry, 'left')
}

/** Says no to the time on offer and stays on the list; that time is not offered again. 409 where there is none. */
export async function declineOffer(tx: Ctx, shopId: string, orderId: string): Promise<void> {
  const entry = await lockedEntry(tx, shopId, orderId)
  if (!entry) throw illegalMove('not_waiting')
  if (!(await closeOffer(tx, entry, 'declined'))) throw illegalMove('nothing_offered')
  await updateEntryStatus(tx, entry, 'waiting')
  await tell(tx, 'waitlist.declined', entry)
}

/** Ends an entry, and what was held for it. */
export async function endEntry(
  tx: Ctx,
  entry: WaitlistEntry,
  status: 'booked' | 'left' | 'expired',
): Promise<void> {
  await closeOffer(tx, entry, status === 'booked' ? 'taken' : status === 'left' ? 'declined' : 'unanswered')
  await updateEntryStatus(tx, entry, status)
  await tell(tx, `waitlist.${status}`, entry)
}

/**
 * For a request that is being booked: ends the hold of its offer, so that its own time is free to it. The entry itself ends
 * by `endEntry` once the visit is placed. Undefined for a request that does not wait.
 */
export async function takeOffer(
  tx: Ctx,
  shopId: string,
  orderId: string,
): Promise<{ entry: WaitlistEntry; hold?: Hold } | undefined> {
  if (!(await selectEntryOfOrder(tx, shopId, orderId))) return undefined
  const entry = await lockedEntry(tx, shopId, orderId)
  if (!entry) return undefined
  const [offer] = await selectOpenOffers(tx, shopId, [entry.id])
  const hold = offer && (await selectHoldById(tx, shopId, offer.holdId))
  if (!hold) return { entry }
  await deleteHold(tx, shopId, hold.id)
  return { entry, hold }
}

/** The entry as nobody else can change it any more in this transaction. */
async function lockedEntry(tx: Ctx, shopId: string, orderId: string): Promise<WaitlistEntry | undefined> {
  await lockCalendar(tx, shopId)
  return selectEntryOfOrder(tx, shopId, orderId)
}

/** Answers the open offer of an entry, if there is one, and frees what it held. */
export async function closeOffer(
  tx: Ctx,
  { shopId, id }: WaitlistEntry,
  answer: 'taken' | 'declined' | 'unanswered',
): Promise<boolean> {
  const [offer] = await selectOpenOffers(tx, shopId, [id])
  if (!offer) return false
  await answerOffer(tx, shopId, offer.id, answer)
  await deleteHold(tx, shopId, offer.holdId)
  return true
}

/** Says what became of an entry: its subject is the order, whose customer may have to hear it. */
export async function tell(
  tx: Ctx,
  type: string,
  { shopId, id, orderId }: WaitlistEntry,
  data: Record<string, string> = {},
): Promise<void> {
  await record(tx, {
    type,
    shopId,
    subject: { kind: 'order', id: orderId },
    data: { entryId: id, ...data },
  })
}

/** An entry with its place in the list and the time that is on offer to it. */
export interface WaitlistPlace {
  entry: WaitlistEntry
  position: number
  offer: WaitlistOffer | null
}

/** A shop's waitlist in its order; offers that have run out are none. */
export async function waitlistOf(ctx: Ctx, shopId: string): Promise<WaitlistPlace[]> {
  const entries = await selectLivingEntries(ctx, shopId)
  const offers = await selectOpenOffers(
    ctx,
    shopId,
    entries.map(({ id }) => id),
  )
  const open = new Map(
    offers
      .filter(({ expiresAt }) => Temporal.Instant.compare(expiresAt, ctx.now) > 0)
      .map((offer) => [offer.entryId, offer]),
  )
  return entries.map((entry, index) => ({
    entry,
    position: index + 1,
    offer: open.get(entry.id) ?? null,
  }))
}

/** Where a request stands in its shop's list; undefined where it does not wait. */
export async function placeOfOrder(
  ctx: Ctx,
  shopId: string,
  orderId: string,
): Promise<WaitlistPlace | undefined> {
  if (!(await selectEntryOfOrder(ctx, shopId, orderId))) return undefined
  return (await waitlistOf(ctx, shopId)).find(({ entry }) => entry.orderId === orderId)
}

import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'
import type { DayPart, WaitStatus } from './waitlist-words.ts'

/** A request that waits for a time: from when to when, and in which part of the day. */
export interface WaitlistEntry {
  shopId: string
  id: string
  orderId: string
  customerId: string
  serviceIds: string[]
  firstDate: Temporal.PlainDate
  lastDate: Temporal.PlainDate
  part: DayPart
  status: WaitStatus
  createdAt: Temporal.Instant
}

/** A freed time that is held for one entry until it runs out. */
export interface WaitlistOffer {
  id: string
  entryId: string
  holdId: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  expiresAt: Temporal.Instant
}

const COLUMNS = [
  'shopId',
  'id',
  'orderId',
  'customerId',
  'serviceIds',
  'firstDate',
  'lastDate',
  'part',
  'status',
  'createdAt',
] as const
const OFFER_COLUMNS = ['id', 'entryId', 'holdId', 'startsAt', 'endsAt', 'expiresAt'] as const
const LIVING: WaitStatus[] = ['waiting', 'offered']

export async function insertEntry(
  tx: Ctx,
  { serviceIds, ...entry }: Omit<WaitlistEntry, 'id' | 'status' | 'createdAt'>,
  createdBy: string | null,
): Promise<WaitlistEntry> {
  const row = await tx.db
    .insertInto('waitlistEntries')
    .values({
      ...entry,
      id: newId(tx.now),
      serviceIds: sql`${[...serviceIds]}::uuid[]`,
      createdAt: tx.now,
      createdBy,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as WaitlistEntry
}

/** Changes what a living entry wishes for; its place in the list stays. */
export async function updateWish(
  tx: Ctx,
  { shopId, id }: WaitlistEntry,
  { serviceIds, ...wish }: Pick<WaitlistEntry, 'serviceIds' | 'firstDate' | 'lastDate' | 'part'>,
): Promise<WaitlistEntry> {
  const row = await tx.db
    .updateTable('waitlistEntries')
    .set({ ...wish, serviceIds: sql`${[...serviceIds]}::uuid[]` })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as WaitlistEntry
}

/** The living entries of a shop in the order of the list. */
export async function selectLivingEntries(ctx: Ctx, shopId: string): Promise<WaitlistEntry[]> {
  const rows = await ctx.db
    .selectFrom('waitlistEntries')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('status', 'in', LIVING)
    .orderBy('id')
    .execute()
  return rows as WaitlistEntry[]
}

/** The living entry of an order. */
export async function selectEntryOfOrder(
  ctx: Ctx,
  shopId: string,
  orderId: string,
): Promise<WaitlistEntry | undefined> {
  const row = await ctx.db
    .selectFrom('waitlistEntries')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('orderId', '=', orderId)
    .where('status', 'in', LIVING)
    .executeTakeFirst()
  return row as WaitlistEntry | undefined
}

export async function updateEntryStatus(
  tx: Ctx,
  { shopId, id }: Pick<WaitlistEntry, 'shopId' | 'id'>,
  status: WaitStatus,
): Promise<void> {
  await tx.db
    .updateTable('waitlistEntries')
    .set({ status, endedAt: LIVING.includes(status) ? null : tx.now })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .execute()
}

export async function insertOffer(
  tx: Ctx,
  shopId: string,
  offer: Omit<WaitlistOffer, 'id'>,
): Promise<WaitlistOffer> {
  return tx.db
    .insertInto('waitlistOffers')
    .values({ ...offer, shopId, id: newId(tx.now), offeredAt: tx.now })
    .returning(OFFER_COLUMNS)
    .executeTakeFirstOrThrow()
}

/** The offers of these entries that have no answer yet, whether or not they have run out. */
export async function selectOpenOffers(
  ctx: Ctx,
  shopId: string,
  entryIds: readonly string[],
): Promise<WaitlistOffer[]> {
  if (entryIds.length === 0) return []
  return ctx.db
    .selectFrom('waitlistOffers')
    .select(OFFER_COLUMNS)
    .where('shopId', '=', shopId)
    .where('entryId', 'in', entryIds)
    .where('answer', 'is', null)
    .execute()
}

/** Which starts (epoch milliseconds) each of these entries was offered, and how many of the offers nobody answered. */
export async function selectPastOffers(
  ctx: Ctx,
  shopId: string,
  entryIds: readonly string[],
): Promise<Map<string, { starts: Set<number>; unanswered: number }>> {
  const rows =
    entryIds.length === 0
      ? []
      : await ctx.db
          .selectFrom('waitlistOffers')
          .select(['entryId', 'startsAt', 'answer'])
          .where('shopId', '=', shopId)
          .where('entryId', 'in', entryIds)
          .execute()
  const past = new Map<string, { starts: Set<number>; unanswered: number }>()
  for (const { entryId, startsAt, answer } of rows) {
    const mine = past.get(entryId) ?? { starts: new Set(), unanswered: 0 }
    mine.starts.add(startsAt.epochMilliseconds)
    if (answer === 'unanswered') mine.unanswered += 1
    past.set(entryId, mine)
  }
  return past
}

export async function answerOffer(
  tx: Ctx,
  shopId: string,
  id: string,
  answer: 'taken' | 'declined' | 'unanswered',
): Promise<void> {
  await tx.db
    .updateTable('waitlistOffers')
    .set({ answer, answeredAt: tx.now })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .execute()
}

/** The shops where somebody waits. */
export async function selectShopsWithWaitlist(ctx: Ctx): Promise<string[]> {
  const rows = await acrossShops(ctx.db, 'freed times are offered in all shops')
    .selectFrom('waitlistEntries')
    .select('shopId')
    .distinct()
    .where('status', 'in', LIVING)
    .execute()
  return rows.map(({ shopId }) => shopId)
}

import { sql } from 'kysely'
import type { Ctx, Locale } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'
import { type Appointment, COLUMNS } from './store.ts'

export type FeedKind = 'customer' | 'work'

export interface Feed {
  accountId: string
  kind: FeedKind
  locale: Locale
}

/** Since when an account has a living link of a kind; undefined: it has none. */
export async function selectFeedSince(
  ctx: Ctx,
  accountId: string,
  kind: FeedKind,
): Promise<Temporal.Instant | undefined> {
  const row = await ctx.db
    .selectFrom('calendarFeeds')
    .select('createdAt')
    .where('accountId', '=', accountId)
    .where('kind', '=', kind)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return row?.createdAt
}

/** The living feed behind a link, of an account that may still sign in. */
export async function selectFeed(ctx: Ctx, tokenHash: Buffer): Promise<Feed | undefined> {
  const row = await ctx.db
    .selectFrom('calendarFeeds')
    .innerJoin('accounts', 'accounts.id', 'calendarFeeds.accountId')
    .select(['calendarFeeds.accountId', 'calendarFeeds.kind', 'calendarFeeds.locale'])
    .where('calendarFeeds.tokenHash', '=', tokenHash)
    .where('calendarFeeds.revokedAt', 'is', null)
    .where('accounts.deactivatedAt', 'is', null)
    .where('accounts.erasedAt', 'is', null)
    .executeTakeFirst()
  return row as Feed | undefined
}

export async function insertFeed(tx: Ctx, feed: Feed & { tokenHash: Buffer }): Promise<void> {
  await tx.db
    .insertInto('calendarFeeds')
    .values({ id: newId(tx.now), ...feed, createdAt: tx.now })
    .execute()
}

/** Ends the living link of a kind. */
export async function revokeFeed(tx: Ctx, accountId: string, kind: FeedKind): Promise<void> {
  await tx.db
    .updateTable('calendarFeeds')
    .set({ revokedAt: tx.now })
    .where('accountId', '=', accountId)
    .where('kind', '=', kind)
    .where('revokedAt', 'is', null)
    .execute()
}

/** Where an account works now: its row and, for a technician, the place in the calendar. */
export async function selectWorkplaces(
  ctx: Ctx,
  accountId: string,
): Promise<{ shopId: string; staffId: string; resourceId: string | null }[]> {
  return acrossShops(ctx.db, 'a person may work at several shops')
    .selectFrom('staff')
    .leftJoin('resources', (join) =>
      join
        .onRef('resources.shopId', '=', 'staff.shopId')
        .onRef('resources.staffId', '=', 'staff.id')
        .on('resources.archivedAt', 'is', null),
    )
    .select(['staff.shopId', 'staff.id as staffId', 'resources.id as resourceId'])
    .where('staff.accountId', '=', accountId)
    .where('staff.leftAt', 'is', null)
    .orderBy('staff.id')
    .execute()
}

/**
 * What holds a resource between two instants, and what held it until it came to nothing. Its claims are found by themselves:
 * asked of each visit, they would all be read.
 */
export async function selectVisitsOfResource(
  ctx: Ctx,
  shopId: string,
  resourceId: string,
  bounds: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<Appointment[]> {
  const within = () =>
    ctx.db
      .selectFrom('appointments')
      .select(COLUMNS)
      .where('shopId', '=', shopId)
      .where('startsAt', '>=', bounds.from)
      .where('startsAt', '<', bounds.to)
  const held = within().where('id', 'in', (eb) =>
    eb
      .selectFrom('claims')
      .select('appointmentId')
      .where('shopId', '=', shopId)
      .where('resourceId', '=', resourceId)
      .where(
        sql<boolean>`claims.during && tstzrange(${bounds.from}::timestamptz, ${bounds.to}::timestamptz + interval '1 day')`,
      ),
  )
  const released = within().where(sql<boolean>`${resourceId}::uuid = any (appointments.released)`)
  const rows = await held.union(released).orderBy('startsAt').execute()
  return rows as Appointment[]
}

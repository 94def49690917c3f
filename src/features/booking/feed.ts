import { anyAccount, inPerson, inPersonProven } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { forbidden, notFound } from '../../kit/errors.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import {
  type Feed,
  type FeedKind,
  insertFeed,
  revokeFeed,
  selectFeed,
  selectFeedSince,
  selectWorkplaces,
} from './store-feeds.ts'

export type { FeedKind } from './store-feeds.ts'

/** Since when the caller's own calendar of a kind has a link; null: it has none. */
export async function feedSince(ctx: Ctx, kind: FeedKind): Promise<Temporal.Instant | null> {
  return (await selectFeedSince(ctx, anyAccount(ctx).accountId, kind)) ?? null
}

/**
 * Makes a link to the caller's own calendar and ends the one before. It is told this once: only its hash is kept. 403 for
 * a calendar of work by who works nowhere.
 */
export async function openFeed(ctx: Ctx, kind: FeedKind): Promise<string> {
  const { accountId } = inPersonProven(ctx)
  if (kind === 'work' && (await selectWorkplaces(ctx, accountId)).length === 0) throw forbidden()
  const token = newToken()
  await transaction(ctx, async (tx) => {
    await revokeFeed(tx, accountId, kind)
    await insertFeed(tx, { accountId, kind, locale: ctx.locale, tokenHash: hashToken(token) })
  })
  return `${ctx.services.config.url}/feeds/${token}.ics`
}

/** Ends the link to the caller's own calendar; fine where there is none. */
export async function closeFeed(ctx: Ctx, kind: FeedKind): Promise<void> {
  await revokeFeed(ctx, inPerson(ctx).accountId, kind)
}

/** Whose calendar a link opens, and where they work; 404 for one that is over, and for who works nowhere any more. */
export async function findFeed(
  ctx: Ctx,
  token: string,
): Promise<{ feed: Feed; workplaces: { shopId: string; staffId: string; resourceId: string | null }[] }> {
  const feed = await selectFeed(ctx, hashToken(token))
  if (!feed) throw notFound()
  if (feed.kind === 'customer') return { feed, workplaces: [] }
  const workplaces = await selectWorkplaces(ctx, feed.accountId)
  if (workplaces.length === 0) throw notFound()
  return { feed, workplaces }
}

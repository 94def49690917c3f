import { allowInShop, grantIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { findShop } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { type JobCard, nameCards } from './cards.ts'
import { findOrder } from './find-order.ts'
import { type OrderSheet, sheetOf } from './read-order.ts'
import { IN_WORK, type Stage } from './stages.ts'
import { selectCards } from './store-board.ts'

export interface MyDay {
  shop: Shop
  /** The order to work on now, whole. */
  next: OrderSheet | null
  /** What comes after, and what waits for somebody else. */
  later: JobCard[]
  waiting: JobCard[]
}

const NOW: readonly Stage[] = ['in_progress', 'quality_check']
const LATER: readonly Stage[] = ['scheduled', 'pending']
const MOST = 30

/** What the caller has to do in this shop, the running work first, then by appointment and promise. */
export async function readMyDay(ctx: Ctx, slugOrId: string): Promise<MyDay> {
  const shop = await findShop(ctx, slugOrId)
  allowInShop(ctx, 'orders.read', shop.id)
  const staffId = grantIn(ctx.caller, shop.id)?.staffId
  if (!staffId) return { shop, next: null, later: [], waiting: [] }
  const stages = [...IN_WORK, ...LATER]
  const mine = await nameCards(
    ctx,
    shop.id,
    await selectCards(ctx, shop.id, { stages, staffId, order: 'promised', limit: MOST }),
  )
  const doing = mine.filter(({ stage }) => NOW.includes(stage))
  const coming = mine.filter(({ stage }) => LATER.includes(stage)).sort((a, b) => dueAt(a) - dueAt(b))
  const [first, ...later] = [...doing, ...coming]
  return {
    shop,
    next: first ? await sheetOf(ctx, await findOrder(ctx, first.id, 'orders.read')) : null,
    later,
    waiting: mine.filter(({ stage }) => stage === 'awaiting_parts' || stage === 'on_hold'),
  }
}

function dueAt({ appointment, promisedAt }: JobCard): number {
  if (appointment) return Temporal.Instant.from(appointment.startsAt).epochMilliseconds
  return promisedAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY
}

import { allow, can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { countWaitingShops } from '../shops/list-all-shops.ts'
import { selectMessageState, selectQueues } from './store-overview.ts'

/** What waits on the platform, as far as a glance at it costs nothing. */
export interface Overview {
  version: string
  /** Shops that wait for a yes; null for whoever gives none. */
  shopsWaiting: number | null
  /** Since when the oldest job or message that is due waits, by queue. */
  queues: { name: string; waiting: number; oldest: Temporal.Instant | null }[]
  messages: { unsent: number; failedToday: number }
  state: 'ok' | 'slow'
}

// Jobs that are due are begun within a second or so.
const SLOW_MS = 5 * 60_000

/** What waits, and whether database, jobs and messages keep up. For all of the platform's people. */
export async function readOverview(ctx: Ctx): Promise<Overview> {
  allow(ctx, 'platform.health', {})
  const queues = await selectQueues(ctx)
  const isLate = (at: Temporal.Instant | null) =>
    at !== null && ctx.now.epochMilliseconds - at.epochMilliseconds > SLOW_MS
  return {
    version: ctx.services.config.version,
    shopsWaiting: can(ctx, 'shop.approve', {}) ? await countWaitingShops(ctx) : null,
    queues,
    messages: await selectMessageState(ctx),
    state: queues.some(({ oldest }) => isLate(oldest)) ? 'slow' : 'ok',
  }
}

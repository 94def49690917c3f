import type { Ctx } from '../../kit/context.ts'
import type { NamedJob } from '../../kit/jobs/worker.ts'
import { keptSince } from '../../kit/retention.ts'
import { offerTimes } from './offer-times.ts'
import { releaseUnconfirmed } from './release-unconfirmed.ts'
import { deleteOldHolds } from './store-holds.ts'
import { selectShopsWithWaitlist } from './store-waitlist.ts'

/** Holds and offers run out by themselves: what they free is offered to whoever is next. */
async function offerEverywhere(ctx: Ctx): Promise<void> {
  for (const shopId of await selectShopsWithWaitlist(ctx)) await offerTimes(ctx, shopId)
}

export const jobs: readonly NamedJob[] = [
  { name: 'release-unconfirmed', queue: 'work', cron: '* * * * *', run: releaseUnconfirmed },
  { name: 'offer-times', queue: 'work', cron: '* * * * *', run: offerEverywhere },
  {
    name: 'drop-old-holds',
    queue: 'work',
    cron: '27 * * * *',
    run: (ctx) => deleteOldHolds(ctx, keptSince(ctx.now, 'holds')),
  },
]

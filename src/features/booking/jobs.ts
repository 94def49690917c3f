import type { Ctx } from '../../kit/context.ts'
import type { NamedJob } from '../../kit/jobs/worker.ts'
import { recheckOverruns } from './recheck-conflicts.ts'
import { selectShopsReached, selectShopsWithOverruns } from './store-overruns.ts'

/** Work takes longer by itself: a look each minute at what comes after it. */
async function findOverruns(ctx: Ctx): Promise<void> {
  const reached = await selectShopsReached(ctx)
  for (const shopId of new Set([...reached, ...(await selectShopsWithOverruns(ctx))]))
    await recheckOverruns(ctx, shopId)
}

export const jobs: readonly NamedJob[] = [
  { name: 'find-overruns', queue: 'work', cron: '* * * * *', run: findOverruns },
]

import type { NamedJob } from '../../kit/jobs/worker.ts'
import { keptSince } from '../../kit/retention.ts'
import { closeOldMerges, deleteOldLinks } from './store-merge-sweep.ts'

/** Keeps the times of `kit/retention.ts`. */
const sweep: NamedJob = {
  name: 'customers.sweep',
  queue: 'work',
  cron: '43 * * * *',
  async run(ctx) {
    await closeOldMerges(ctx, keptSince(ctx.now, 'merges'))
    await deleteOldLinks(ctx, keptSince(ctx.now, 'customerLinks'))
  },
}

export const jobs: readonly NamedJob[] = [sweep]

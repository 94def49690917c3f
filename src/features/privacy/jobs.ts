import type { NamedJob } from '../../kit/jobs/worker.ts'
import { buildExport } from './build-export.ts'
import { carryOutErasures } from './carry-out-erasure.ts'
import { sweepPersonalData } from './sweep.ts'

export const jobs: readonly NamedJob[] = [
  {
    name: 'privacy.build-export',
    queue: 'long',
    run: (ctx, data) => buildExport(ctx, String(data['export'])),
  },
  { name: 'privacy.carry-out-erasures', queue: 'long', cron: '*/5 * * * *', run: carryOutErasures },
  { name: 'privacy.sweep', queue: 'work', cron: '47 2 * * *', run: sweepPersonalData },
  {
    name: 'privacy.drop-files',
    queue: 'work',
    run: async (ctx, { keys }) => {
      for (const key of keys as string[]) await ctx.services.adapters.storage.delete(key)
    },
  },
]

import { dropStaleUploads } from '../kit/files/uploads.ts'
import type { NamedJob } from '../kit/jobs/worker.ts'
import { messageJobs } from '../kit/notify.ts'

/** Every job that is not a reaction. */
export const jobs: readonly NamedJob[] = [
  ...messageJobs,
  {
    name: 'drop-stale-uploads',
    queue: 'work',
    cron: '17 * * * *',
    run: async (ctx) => void (await dropStaleUploads(ctx)),
  },
]

import { sealAudit } from '../kit/audit-seal.ts'
import { dropStaleUploads } from '../kit/files/uploads.ts'
import { dropOldKeys } from '../kit/http/idempotency.ts'
import type { NamedJob } from '../kit/jobs/worker.ts'
import { messageJobs } from '../kit/notify.ts'
import { jobs as accounts } from './accounts/jobs.ts'
import { jobs as booking } from './booking/jobs.ts'
import { jobs as visits } from './booking/jobs-visits.ts'
import { jobs as customers } from './customers/jobs.ts'
import { jobs as payments } from './payments/jobs.ts'
import { jobs as privacy } from './privacy/jobs.ts'

/** Every job that is not a reaction. */
export const jobs: readonly NamedJob[] = [
  ...messageJobs,
  ...accounts,
  ...visits,
  ...booking,
  ...customers,
  ...payments,
  ...privacy,
  {
    name: 'drop-stale-uploads',
    queue: 'work',
    cron: '17 * * * *',
    run: async (ctx) => void (await dropStaleUploads(ctx)),
  },
  { name: 'drop-old-keys', queue: 'work', cron: '37 * * * *', run: dropOldKeys },
  {
    name: 'seal-audit',
    queue: 'work',
    cron: '*/5 * * * *',
    run: async (ctx) => {
      // A batch at a time, until nothing is left.
      while ((await sealAudit(ctx)) > 0);
    },
  },
]

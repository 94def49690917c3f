import type { NamedJob } from '../../kit/jobs/worker.ts'
import { reconcilePayments } from './reconcile.ts'

export const jobs: readonly NamedJob[] = [
  { name: 'reconcile-payments', queue: 'work', cron: '*/2 * * * *', run: reconcilePayments },
]

import type { NamedJob } from '../../kit/jobs/worker.ts'
import { deleteOldFailures } from './store-failures.ts'
import { deleteOldSessions } from './store-sessions.ts'
import { deleteOldAccountTokens } from './store-tokens.ts'

/** Deletes what nobody can use any more: failures after a day, links after a week, sessions and tokens after 90 days. */
export const sweep: NamedJob = {
  name: 'accounts.sweep',
  queue: 'work',
  cron: '17 * * * *',
  async run(ctx) {
    const hoursAgo = (hours: number) => ctx.now.subtract({ hours })
    await deleteOldFailures(ctx, hoursAgo(24))
    await deleteOldAccountTokens(ctx, hoursAgo(7 * 24))
    await deleteOldSessions(ctx, hoursAgo(90 * 24))
  },
}

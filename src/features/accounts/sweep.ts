import type { NamedJob } from '../../kit/jobs/worker.ts'
import { deleteOldFailures } from './store-failures.ts'
import { deleteOldChallenges } from './store-passkeys.ts'
import { deleteOldPhoneCodes } from './store-phone-codes.ts'
import { deleteOldSteps } from './store-second-factors.ts'
import { deleteOldSessions } from './store-sessions.ts'
import { deleteOldAccountTokens } from './store-tokens.ts'

/**
 * Deletes what nobody can use any more: challenges and sign-ins that were left half-way, failures after a day, codes
 * after two, links after a week, sessions and tokens after 90 days.
 */
export const sweep: NamedJob = {
  name: 'accounts.sweep',
  queue: 'work',
  cron: '17 * * * *',
  async run(ctx) {
    const hoursAgo = (hours: number) => ctx.now.subtract({ hours })
    await deleteOldChallenges(ctx, ctx.now)
    await deleteOldSteps(ctx, ctx.now)
    await deleteOldFailures(ctx, hoursAgo(24))
    await deleteOldPhoneCodes(ctx, hoursAgo(48))
    await deleteOldAccountTokens(ctx, hoursAgo(7 * 24))
    await deleteOldSessions(ctx, hoursAgo(90 * 24))
  },
}

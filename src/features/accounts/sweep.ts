import type { NamedJob } from '../../kit/jobs/worker.ts'
import { keptSince } from '../../kit/retention.ts'
import { deleteOldFailures } from './store-failures.ts'
import { deleteOldChallenges } from './store-passkeys.ts'
import { deleteOldPhoneCodes } from './store-phone-codes.ts'
import { deleteOldSteps } from './store-second-factors.ts'
import { deleteOldSessions } from './store-sessions.ts'
import { deleteOldAccountTokens } from './store-tokens.ts'

/** Deletes what nobody can use any more, each after its time (`kit/retention.ts`). */
export const sweep: NamedJob = {
  name: 'accounts.sweep',
  queue: 'work',
  cron: '17 * * * *',
  async run(ctx) {
    await deleteOldChallenges(ctx, keptSince(ctx.now, 'challenges'))
    await deleteOldSteps(ctx, keptSince(ctx.now, 'steps'))
    await deleteOldFailures(ctx, keptSince(ctx.now, 'failures'))
    await deleteOldPhoneCodes(ctx, keptSince(ctx.now, 'codes'))
    await deleteOldAccountTokens(ctx, keptSince(ctx.now, 'links'))
    await deleteOldSessions(ctx, keptSince(ctx.now, 'sessions'))
  },
}

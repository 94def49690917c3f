import { AdapterFailure } from '../../adapters/failure.ts'
import type { Ctx } from '../../kit/context.ts'
import { isOpen } from './attempt-state.ts'
import { closeAttempt } from './close-attempt.ts'
import { settleAttempt } from './settle-attempt.ts'
import { type Attempt, expireUnopened, selectOpenAttempts } from './store.ts'

// The payer has this long before the timer asks; a page that nobody has paid is closed after a day.
const PATIENCE_MINUTES = 3
const LIFETIME_HOURS = 24
const BATCH = 100
// A bank that gives no answer so often in a row is away: the next run asks again.
const SILENT = 5

/** Asks the bank about every try of which nothing was heard: the payer may have closed the page after paying. */
export async function reconcilePayments(ctx: Ctx): Promise<void> {
  await expireUnopened(ctx, ctx.now.subtract({ hours: LIFETIME_HOURS }))
  const until = ctx.now.subtract({ minutes: PATIENCE_MINUTES })
  let silent = 0
  for (let after: Attempt | undefined; ;) {
    const open = await selectOpenAttempts(ctx, { until, after, limit: BATCH })
    for (const attempt of open) {
      silent = (await isHeardOf(ctx, attempt)) ? 0 : silent + 1
      if (silent === SILENT) return
    }
    after = open.at(-1)
    if (open.length < BATCH) return
  }
}

/** Settles one; false where the bank did not answer. One bank's trouble with one payment keeps no other waiting. */
async function isHeardOf(ctx: Ctx, attempt: Attempt): Promise<boolean> {
  try {
    const settled = await settleAttempt(ctx, attempt)
    if (isOpen(settled) && isOld(ctx, settled)) await closeAttempt(ctx, settled)
    return true
  } catch (error) {
    ctx.services.log.warn({ err: error, attempt: attempt.id }, 'payment not reconciled')
    return !(error instanceof AdapterFailure && error.retryable)
  }
}

function isOld({ now }: Ctx, { createdAt }: Attempt): boolean {
  return createdAt.add({ hours: LIFETIME_HOURS }).epochMilliseconds < now.epochMilliseconds
}

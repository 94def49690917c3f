import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { settleAttempt } from './settle-attempt.ts'
import { type Attempt, lockAttempt, selectOpenAttempts, updateAttempt } from './store.ts'

// The payer has this long before the timer asks; a page nobody ever opened is closed after a day.
const PATIENCE_MINUTES = 3
const LIFETIME_HOURS = 24
const BATCH = 100

/** Asks the bank about every try of which nothing was heard: the payer may have closed the page after paying. */
export async function reconcilePayments(ctx: Ctx): Promise<void> {
  for (const attempt of await selectOpenAttempts(
    ctx,
    ctx.now.subtract({ minutes: PATIENCE_MINUTES }),
    BATCH,
  )) {
    try {
      const settled = await settleAttempt(ctx, attempt)
      if (isOver(ctx, settled)) await expire(ctx, settled)
    } catch (error) {
      // One bank's trouble with one payment must not keep the others waiting; the next run asks again.
      ctx.services.log.warn({ err: error, attempt: attempt.id }, 'payment not reconciled')
    }
  }
}

function isOver(ctx: Ctx, { status, createdAt }: Attempt): boolean {
  const open = status === 'started' || status === 'redirected'
  return open && createdAt.add({ hours: LIFETIME_HOURS }).epochMilliseconds < ctx.now.epochMilliseconds
}

async function expire(ctx: Ctx, attempt: Attempt): Promise<void> {
  if (attempt.providerRef) await ctx.services.adapters.payments.abandon?.(attempt.providerRef)
  await transaction(ctx, async (tx) => {
    const held = await lockAttempt(tx, attempt.shopId, attempt.id)
    if (held.status === 'started' || held.status === 'redirected')
      await updateAttempt(tx, held, { status: 'expired' })
  })
}

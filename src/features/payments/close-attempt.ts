import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { isOpen } from './attempt-state.ts'
import { settleAttempt } from './settle-attempt.ts'
import { type Attempt, lockAttempt, updateAttempt } from './store.ts'

/** Closes a try, at the bank first: where its page was paid all the same, that is what is written. */
export async function closeAttempt(ctx: Ctx, attempt: Attempt): Promise<Attempt> {
  if (attempt.providerRef) {
    await ctx.services.adapters.payments.abandon?.(attempt.providerRef)
    const settled = await settleAttempt(ctx, attempt)
    if (!isOpen(settled)) return settled
  }
  return transaction(ctx, async (tx) => {
    const held = await lockAttempt(tx, attempt.shopId, attempt.id)
    if (!isOpen(held)) return held
    await updateAttempt(tx, held, { status: 'expired' })
    return { ...held, status: 'expired' }
  })
}

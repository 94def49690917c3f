import type { Reaction } from '../../kit/events/reactions.ts'
import { isOwed } from './attempt-state.ts'
import { closeAttempt } from './close-attempt.ts'
import { selectOpenAttemptsOf } from './store.ts'

/** Where a bill is paid, pages of the bank that still ask for the money are closed: in another tab, on another phone. */
const closeOtherPages: Reaction = {
  name: 'payments.close-other-pages',
  on: ['payment.received'],
  when: 'after',
  run: async (ctx, { shopId, data }) => {
    if (!shopId) return
    for (const attempt of await selectOpenAttemptsOf(ctx, shopId, String(data['invoiceId'])))
      if (!(await isOwed(ctx, attempt))) await closeAttempt(ctx, attempt)
  },
}

export const reactions: readonly Reaction[] = [closeOtherPages]

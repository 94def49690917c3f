import { forgetOldAudit } from '../../kit/audit-passing.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { enqueue } from '../../kit/jobs/queue.ts'
import { keptSince } from '../../kit/retention.ts'
import { dropFiles } from './erase-customer-record.ts'
import { insertForgotten } from './store-erasures.ts'
import { deleteOldExports } from './store-exports.ts'
import {
  deleteOldFeeds,
  deleteOldInvitations,
  emptyOldMessages,
  forgetInvoice,
  selectForgottenGuests,
  selectPastBooks,
} from './store-sweep.ts'

type Step = (ctx: Ctx) => Promise<void>

const STEPS: Record<string, Step> = {
  exports: (ctx) =>
    transaction(ctx, async (tx) => dropFiles(tx, await deleteOldExports(tx, keptSince(tx.now, 'exports')))),
  feeds: (ctx) => deleteOldFeeds(ctx, keptSince(ctx.now, 'feeds')),
  invitations: (ctx) => deleteOldInvitations(ctx, keptSince(ctx.now, 'invitations')),
  messages: async (ctx) => {
    // A batch at a time, until nothing is left.
    while ((await emptyOldMessages(ctx, keptSince(ctx.now, 'messages'))) > 0);
  },
  audit: forgetOldAudit,
  guests: forgetGuests,
  books: forgetBooks,
}

/**
 * Keeps the rules of `kit/retention.ts` that span features. What fails is logged and does not stop the rest; the job
 * counts as failed then, and is tried again.
 */
export async function sweepPersonalData(ctx: Ctx): Promise<void> {
  const failed = await inVain(
    ctx,
    Object.entries(STEPS),
    ([, step]) => step(ctx),
    ([name]) => name,
  )
  if (failed.length > 0) throw new Error(`not swept: ${failed.join(', ')}`)
}

/** They are erased as if somebody had asked, each alone and again where it fails. */
async function forgetGuests(ctx: Ctx): Promise<void> {
  const guests = await selectForgottenGuests(ctx, keptSince(ctx.now, 'guests'))
  if (guests.length === 0) return
  await transaction(ctx, async (tx) => {
    await insertForgotten(tx, guests)
    enqueue(tx, { queue: 'long', data: { job: 'privacy.carry-out-erasures' } })
  })
}

async function forgetBooks(ctx: Ctx): Promise<void> {
  const forget = (invoice: { shopId: string; id: string }) =>
    transaction(ctx, (tx) => forgetInvoice(tx, invoice))
  const failed = await inVain(ctx, await selectPastBooks(ctx), forget, ({ id }) => id)
  if (failed.length > 0) throw new Error(`${failed.length} invoices still name somebody who is erased`)
}

/** Does the work for each; gives the names of those for whom it failed, which are logged. */
async function inVain<T>(
  ctx: Ctx,
  all: readonly T[],
  work: (one: T) => Promise<void>,
  nameOf: (one: T) => string,
): Promise<string[]> {
  const failed: string[] = []
  for (const one of all) {
    try {
      await work(one)
    } catch (error) {
      ctx.services.log.error({ err: error, what: nameOf(one) }, 'not swept')
      failed.push(nameOf(one))
    }
  }
  return failed
}

import type { Ctx } from '../../kit/context.ts'
import { newId, transaction } from '../../kit/db/index.ts'
import { keptSince } from '../../kit/retention.ts'
import { shopById } from '../shops/find.ts'
import { dropFiles, eraseCustomerRecord } from './erase-customer-record.ts'
import { holdingOf } from './holdings.ts'
import { deleteOldExports } from './store-exports.ts'
import {
  deleteOldFeeds,
  deleteOldInvitations,
  emptyOldMessages,
  forgetInvoice,
  selectForgottenGuests,
  selectPastBooks,
} from './store-sweep.ts'

/** Keeps the rules of `kit/retention.ts` that span features. */
export async function sweepPersonalData(ctx: Ctx): Promise<void> {
  await transaction(ctx, async (tx) =>
    dropFiles(tx, await deleteOldExports(tx, keptSince(tx.now, 'exports'))),
  )
  await deleteOldFeeds(ctx, keptSince(ctx.now, 'feeds'))
  await deleteOldInvitations(ctx, keptSince(ctx.now, 'invitations'))
  // A batch at a time, until nothing is left.
  while ((await emptyOldMessages(ctx, keptSince(ctx.now, 'messages'))) > 0);
  for (const guest of await selectForgottenGuests(ctx, keptSince(ctx.now, 'guests'))) await forget(ctx, guest)
  for (const invoice of await selectPastBooks(ctx)) await transaction(ctx, (tx) => forgetInvoice(tx, invoice))
}

async function forget(ctx: Ctx, { shopId, id }: { shopId: string; id: string }): Promise<void> {
  await transaction(ctx, async (tx) => {
    const occasion = { erasureId: newId(tx.now), askedAt: tx.now, askedBy: 'shop' as const }
    await eraseCustomerRecord(tx, await shopById(tx, shopId), await holdingOf(tx, shopId, id), occasion)
  })
}

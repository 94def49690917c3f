import { allow } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { keptSince } from '../../kit/retention.ts'
import type { Shop } from '../shops/shop.ts'
import { saidApart, saidBy } from './said.ts'
import { insertConsents, selectConsents } from './store-consents.ts'
import { closeLinks } from './store-links.ts'
import {
  type AnyCustomer,
  closeMerge,
  isFollowed,
  lockCustomers,
  lockMerge,
  type Merge,
  type Moved,
  pointAt,
  repoint,
  writeSaid,
} from './store-merges.ts'
import { MOVES, returnConsents, returnRows, returnWithOrders, selectUsedSince } from './store-moves.ts'

/**
 * Makes two records of one again, as they were: within 30 days, and only where that can be exact. What came since stays
 * with the kept record, unless it belongs to an order that goes back; what was corrected since stays corrected. Gives
 * the ids of both. 409 `merge_undone`, `merge_over`, `merge_erased`, `merge_went_on`, `merge_not_last`, `merge_asset_used`.
 */
export async function undoMerge(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  mergeId: string,
): Promise<{ keptId: string; mergedId: string }> {
  allow(ctx, 'customers.merge', { shopId: shop.id, readBy: 'customers.read' })
  return transaction(ctx, async (tx) => {
    const merge = isId(mergeId) ? await lockMerge(tx, shop.id, mergeId) : undefined
    if (!merge) throw notFound()
    const { keptId, mergedId } = merge
    if (merge.undoneAt) throw illegalMove('merge_undone')
    const both = await lockCustomers(tx, shop.id, [keptId, mergedId])
    const { before, after, moved, kept } = await refuseUndo(tx, shop.id, merge, both)
    await pointAt(tx, shop.id, mergedId, null)
    await moveBack(tx, shop.id, merge, moved)
    await closeLinks(tx, shop.id, [keptId])
    await writeSaid(tx, shop.id, keptId, saidApart(saidBy(kept), { before, after }))
    await closeMerge(tx, shop.id, merge.id)
    const subject = { kind: 'customer', id: keptId } as const
    await audit(tx, {
      action: 'customers.undoMerge',
      shopId: shop.id,
      subject,
      after: { merged: mergedId, mergeId },
    })
    await record(tx, { type: 'customer.unmerged', shopId: shop.id, subject, data: { mergedId } })
    return { keptId, mergedId }
  })
}

/** Throws where the two could not be made exactly what they were. */
async function refuseUndo(tx: Ctx, shopId: string, merge: Merge, both: Map<string, AnyCustomer>) {
  const { before, after, moved } = merge
  const kept = both.get(merge.keptId)
  const merged = both.get(merge.mergedId)
  if (!kept || !merged) throw notFound()
  if (kept.erasedAt || merged.erasedAt) throw illegalMove('merge_erased')
  const isOver = Temporal.Instant.compare(merge.mergedAt, keptSince(tx.now, 'merges')) < 0
  if (isOver || !before || !after || !moved) throw illegalMove('merge_over')
  if (kept.mergedInto) throw illegalMove('merge_went_on')
  if (await isFollowed(tx, shopId, merge)) throw illegalMove('merge_not_last')
  const numbers = await selectUsedSince(tx, shopId, kept.id, moved)
  if (numbers.length > 0) throw illegalMove('merge_asset_used', {}, { orders: numbers.join(', ') })
  return { before, after, moved, kept }
}

async function moveBack(tx: Ctx, shopId: string, merge: Merge, moved: Moved): Promise<void> {
  const way = { from: merge.keptId, to: merge.mergedId }
  for (const table of MOVES) await returnRows(tx, table, shopId, { ids: moved[table], ...way })
  for (const table of ['appointments', 'messages', 'waitlistEntries'] as const)
    await returnWithOrders(tx, table, shopId, { orderIds: moved.orders, ...way })
  await refuseForBoth(tx, shopId, merge, moved)
  await returnConsents(tx, shopId, merge.id)
  await repoint(tx, shopId, merge.keptId, merge.mergedId, moved.followers)
}

/** A no that was said while the two were one counts for both: nobody knows any more which of them said it. */
async function refuseForBoth(tx: Ctx, shopId: string, merge: Merge, moved: Moved): Promise<void> {
  const known = new Set([...moved.stricter, ...moved.consents])
  const said = await selectConsents(tx, shopId, merge.keptId)
  const refused = said.filter(
    ({ id, at, granted }) => !granted && !known.has(id) && Temporal.Instant.compare(at, merge.mergedAt) > 0,
  )
  await insertConsents(
    tx,
    shopId,
    merge.mergedId,
    refused.map(({ purpose, channel }) => ({ purpose, channel, granted: false, source: 'merge' })),
  )
}

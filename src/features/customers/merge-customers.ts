import { z } from 'zod'
import { allow, refuseActing } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { conflict, illegalMove, invalid, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { version } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { saidBy, saidTogether } from './said.ts'
import type { Customer } from './store.ts'
import { insertConsents, selectConsents } from './store-consents.ts'
import { closeLinks } from './store-links.ts'
import {
  type AnyCustomer,
  insertMerge,
  isErasureOpen,
  lockCustomers,
  pointAt,
  repoint,
  writeMoved,
  writeSaid,
} from './store-merges.ts'
import { moveConsents, moveRows } from './store-moves.ts'
import { stricterWords } from './stricter.ts'

const side = z.enum(['kept', 'merged']).optional()

export const MergeCustomers = z.strictObject({
  /** The record that goes into this one. */
  customerId: z.string().max(64),
  /** Whose word counts where the two differ; unless said the kept record's, or the only one, and both notes. */
  name: side,
  email: side,
  phone: side,
  address: side,
  notes: z.enum(['kept', 'merged', 'both']).optional(),
  version: version().optional(),
})
export type MergeCustomers = z.output<typeof MergeCustomers>

/**
 * Makes two records of one person one: all that hangs on the other goes to the kept one, its id answers with the kept
 * one from then on. Issued invoices stay as they are. 403 for whoever acts in another's place: the other's address may become the
 * kept one's. 409 `already_merged`, `two_accounts`, `erasure_open`.
 */
export async function mergeCustomers(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  keptId: string,
  input: MergeCustomers,
): Promise<{ customer: Customer; mergeId: string }> {
  allow(ctx, 'customers.merge', { shopId: shop.id, readBy: 'customers.read' })
  refuseActing(ctx)
  return transaction(ctx, async (tx) => {
    const { kept, merged } = await lockPair(tx, shop.id, keptId, input.customerId)
    if (input.version !== undefined && input.version !== kept.version) throw conflict()
    await refuseMerge(tx, shop.id, kept, merged)
    const before = saidBy(kept)
    const after = saidTogether(kept, merged, input)
    if (!after.email && !after.phone) throw invalid('/phone', 'emailOrPhone')
    const mergeId = await insertMerge(tx, shop.id, { keptId: kept.id, mergedId: merged.id, before, after })
    await moveAll(tx, shop.id, mergeId, kept, merged)
    await closeLinks(tx, shop.id, [kept.id, merged.id])
    const customer = await writeSaid(tx, shop.id, kept.id, after)
    const subject = { kind: 'customer', id: kept.id } as const
    await audit(tx, {
      action: 'customers.merge',
      shopId: shop.id,
      subject,
      after: { merged: merged.id, mergeId },
    })
    await record(tx, { type: 'customer.merged', shopId: shop.id, subject, data: { mergedId: merged.id } })
    return { customer, mergeId }
  })
}

async function lockPair(tx: Ctx, shopId: string, keptId: string, mergedId: string) {
  if (!isId(keptId)) throw notFound()
  if (!isId(mergedId)) throw notFound('/customerId')
  const both = await lockCustomers(tx, shopId, [keptId, mergedId])
  const kept = both.get(keptId)
  const merged = both.get(mergedId)
  if (!kept || kept.erasedAt) throw notFound()
  if (!merged || merged.erasedAt) throw notFound('/customerId')
  if (kept.id === merged.id) throw invalid('/customerId', 'sameCustomer')
  return { kept, merged }
}

async function refuseMerge(tx: Ctx, shopId: string, kept: AnyCustomer, merged: AnyCustomer): Promise<void> {
  if (kept.mergedInto || merged.mergedInto) throw illegalMove('already_merged')
  if (kept.accountId && merged.accountId && kept.accountId !== merged.accountId)
    throw illegalMove('two_accounts')
  if (await isErasureOpen(tx, shopId, [kept.id, merged.id])) throw illegalMove('erasure_open')
}

async function moveAll(
  tx: Ctx,
  shopId: string,
  mergeId: string,
  kept: AnyCustomer,
  merged: AnyCustomer,
): Promise<void> {
  const words = stricterWords(
    await selectConsents(tx, shopId, kept.id),
    await selectConsents(tx, shopId, merged.id),
  )
  const all = (table: Parameters<typeof moveRows>[1]) => moveRows(tx, table, shopId, merged.id, kept.id)
  const moved = {
    orders: await all('orders'),
    appointments: await all('appointments'),
    assets: await all('assets'),
    messages: await all('messages'),
    waitlistEntries: await all('waitlistEntries'),
    consents: await moveConsents(tx, shopId, mergeId),
    stricter: await insertConsents(tx, shopId, kept.id, words),
    followers: await repoint(tx, shopId, merged.id, kept.id),
  }
  await pointAt(tx, shopId, merged.id, kept.id)
  await writeMoved(tx, shopId, mergeId, moved)
}

import { z } from 'zod'
import { accountIdOf, allowInShop, type Permission } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId, transaction } from '../../kit/db/index.ts'
import { illegalMove } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import type { Shop, ShopStatus } from './shop.ts'
import { lockShop, updateShopStatus } from './store.ts'
import { insertDecision } from './store-decisions.ts'

export const SuspendShop = z.strictObject({
  /** Why, in words for the people of the shop. */
  reason: text({ max: 500 }),
})

/** Opens a new shop to the public; an approved one stays as it is. 409 `shop_suspended`: that one is reinstated. */
export function approveShop(ctx: Ctx, shop: Pick<Shop, 'id'>): Promise<Shop> {
  return decide(ctx, shop, { verb: 'approved', may: 'shop.approve', from: 'pending', reason: '' })
}

/**
 * Takes a shop out of the public's sight, also one that was never in it, and says why. It takes no bookings; its people
 * and the customers' own orders stay.
 */
export function suspendShop(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  { reason }: z.output<typeof SuspendShop>,
): Promise<Shop> {
  return decide(ctx, shop, { verb: 'suspended', may: 'shop.suspend', reason })
}

/** Opens a suspended shop again; an approved one stays as it is. 409 `shop_pending`: that one is approved. */
export function reinstateShop(ctx: Ctx, shop: Pick<Shop, 'id'>): Promise<Shop> {
  return decide(ctx, shop, { verb: 'reinstated', may: 'shop.suspend', from: 'suspended', reason: '' })
}

interface Decision {
  verb: 'approved' | 'suspended' | 'reinstated'
  may: Permission
  /** From which state alone; from any unless said. */
  from?: ShopStatus
  reason: string
}

async function decide(
  ctx: Ctx,
  { id }: Pick<Shop, 'id'>,
  { verb, may, from, reason }: Decision,
): Promise<Shop> {
  allowInShop(ctx, may, id)
  const status = verb === 'suspended' ? 'suspended' : 'approved'
  return transaction(ctx, async (tx) => {
    // One after the other: two people of the platform may look at the same list.
    const before = await lockShop(tx, id)
    if (before.status === status) return before
    if (from && before.status !== from) throw illegalMove(`shop_${before.status}`)
    const changed = await updateShopStatus(tx, id, status)
    const decision = { id: newId(tx.now), status, reason, decidedBy: accountIdOf(tx.caller) } as const
    await insertDecision(tx, id, decision)
    const subject = { kind: 'shop', id } as const
    const after = { status, ...(reason ? { reason } : {}) }
    await audit(tx, {
      action: `shops.${verb}`,
      shopId: id,
      subject,
      before: { status: before.status },
      after,
    })
    await record(tx, { type: `shop.${verb}`, shopId: id, subject, data: { from: before.status } })
    return changed
  })
}

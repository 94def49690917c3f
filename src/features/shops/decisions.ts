import type { Ctx } from '../../kit/context.ts'
import { illegalMove } from '../../kit/errors.ts'
import type { Shop } from './shop.ts'
import { selectDecisions, type ShopDecision } from './store-decisions.ts'

export type { ShopDecision }

const SHOWN = 20

/** What the platform decided about a shop, the newest first. A read for others: it asks for no permission. */
export function decisionsOf(ctx: Ctx, shopId: string): Promise<ShopDecision[]> {
  return selectDecisions(ctx, shopId, SHOWN)
}

/** Why a shop is suspended; null where it is not. */
export async function whySuspended(ctx: Ctx, shop: Pick<Shop, 'id' | 'status'>): Promise<string | null> {
  if (shop.status !== 'suspended') return null
  const [last] = await selectDecisions(ctx, shop.id, 1)
  return last?.reason ?? ''
}

/** A suspended shop takes no new bookings, whoever asks: 409 `shop_suspended`. */
export function refuseSuspended(shop: Pick<Shop, 'status'>): void {
  if (shop.status === 'suspended') throw illegalMove('shop_suspended')
}

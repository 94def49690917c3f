import type { Ctx } from '../../kit/context.ts'
import { searchKey } from '../../kit/input.ts'
import { updateShopOffers } from './store.ts'

/** Keeps the names of what a shop offers, folded, where the search over all shops reads them. */
export async function keepOffers(tx: Ctx, shopId: string, names: readonly string[]): Promise<void> {
  await updateShopOffers(tx, shopId, searchKey(names.join(' ')))
}

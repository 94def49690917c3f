import type { Ctx } from '../../kit/context.ts'
import { accountsByIds, type Account } from '../accounts/account.ts'
import { decisionsOf, type ShopDecision } from '../shops/decisions.ts'
import { findAnyShop } from '../shops/list-all-shops.ts'
import type { Shop } from '../shops/shop.ts'
import { ownersOf } from '../staff/owned-shops.ts'
import { staffOf } from '../staff/people.ts'

/** A shop as the platform's admins see it: who owns it, and what was decided about it by whom. */
export interface ShopRecord {
  shop: Shop
  owners: Account[]
  /** How many people work there. */
  people: number
  decisions: (ShopDecision & { by: string | null })[]
}

/** Any shop with its owners and its past, for whoever decides about it. For the platform's admins. */
export async function readShop(ctx: Ctx, slugOrId: string): Promise<ShopRecord> {
  const shop = await findAnyShop(ctx, slugOrId)
  const people = await staffOf(ctx, shop.id)
  const decisions = await decisionsOf(ctx, shop.id)
  const deciders = decisions.flatMap(({ decidedBy }) => decidedBy ?? [])
  const names = new Map((await accountsByIds(ctx, deciders)).map(({ id, name }) => [id, name]))
  return {
    shop,
    owners: await ownersOf(ctx, shop),
    people: people.length,
    decisions: decisions.map((one) => ({
      ...one,
      by: one.decidedBy ? (names.get(one.decidedBy) ?? null) : null,
    })),
  }
}

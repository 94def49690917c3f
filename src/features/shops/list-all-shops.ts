import { z } from 'zod'
import { allow } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { invalid, notFound } from '../../kit/errors.ts'
import { pageLimit } from '../../kit/input.ts'
import type { Shop, ShopStatus } from './shop.ts'
import { selectShop } from './store.ts'
import { countShops, selectAllShops } from './store-all-shops.ts'

export const SHOP_STATUSES = ['pending', 'approved', 'suspended'] as const satisfies readonly ShopStatus[]

export const ListAllShops = z.strictObject({
  /** Words of the name, the town, the address. */
  q: z.string().max(200).default(''),
  status: z.enum(SHOP_STATUSES).optional(),
  limit: pageLimit({ most: 200, fallback: 50 }),
  after: z.string().max(64).optional(),
})
export type ListAllShops = z.output<typeof ListAllShops>

/** A page of all shops, whatever their state, the newest first. For the platform's admins. */
export async function listAllShops(
  ctx: Ctx,
  { q, status, limit, after }: ListAllShops,
): Promise<{ shops: Shop[]; next: string | null }> {
  allow(ctx, 'shop.approve', {})
  if (after !== undefined && !isId(after)) throw invalid('/after', 'wrongFormat')
  const rows = await selectAllShops(ctx, { words: q, status, after, limit: limit + 1 })
  const shops = rows.slice(0, limit)
  return { shops, next: rows.length > limit ? (shops.at(-1)?.id ?? null) : null }
}

/** Any shop by its id or slug; 404 also for whoever may not look after shops. For the platform's admins. */
export async function findAnyShop(ctx: Ctx, slugOrId: string): Promise<Shop> {
  const shop = await seekAnyShop(ctx, slugOrId)
  if (!shop) throw notFound()
  return shop
}

/** The same, or undefined where there is none. */
export async function seekAnyShop(ctx: Ctx, slugOrId: string): Promise<Shop | undefined> {
  allow(ctx, 'shop.approve', {})
  return selectShop(ctx, slugOrId)
}

/** How many shops wait for the platform's yes. For the platform's admins. */
export async function countWaitingShops(ctx: Ctx): Promise<number> {
  allow(ctx, 'shop.approve', {})
  return countShops(ctx, 'pending')
}

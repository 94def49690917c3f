import { can } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import type { Shop } from '../../shops/shop.ts'
import { lastShopExport } from '../ask-shop-export.ts'
import { isThere } from '../export-link.ts'
import { presentExport } from '../shapes.ts'
import { sizeWords } from './size.ts'

/** The copy of the whole shop that is there or being made, as the page shows it; null for who may not ask for one. */
export async function shopCopy(ctx: Ctx, shop: Pick<Shop, 'id'>) {
  if (!can(ctx, 'data.export', { shopId: shop.id })) return null
  const last = await lastShopExport(ctx, shop)
  if (!last || (last.readyAt && !isThere(ctx, last))) return { copy: null }
  const isAskers = ctx.caller.kind === 'account' && last.askedBy === ctx.caller.accountId
  return { copy: { ...presentExport(ctx, last), isAskers, size: sizeWords(last.bytes, ctx.locale) } }
}

export type ShopCopy = NonNullable<Awaited<ReturnType<typeof shopCopy>>>

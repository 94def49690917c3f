import type { Ctx } from '../../../../kit/context.ts'
import { goTo } from '../../../../kit/http/go-to.ts'
import { paths } from '../../../../web/paths.ts'
import { findShopPage } from '../../../shops/find.ts'
import type { Shop } from '../../../shops/shop.ts'

/** The shop of a booking page; where it is suspended, its own page says that it takes no bookings. */
export async function bookableShop(ctx: Ctx, url: URL, slug: string): Promise<Shop> {
  const shop = await findShopPage(ctx, slug)
  if (shop.status === 'suspended') throw goTo(url, paths(ctx.locale).shop(shop.slug))
  return shop
}

import { shopsById } from '../../features/shops/find.ts'
import type { AccountCaller } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import type { Hats } from './hats.ts'

/** The hats of the caller, the shops by name. */
export async function hatsOfCaller(ctx: Ctx, { grants, platformRoles }: AccountCaller): Promise<Hats> {
  if (grants.length === 0) return { shops: [], platform: platformRoles }
  const shops = await shopsById(
    ctx,
    grants.map(({ shopId }) => shopId),
  )
  return {
    platform: platformRoles,
    shops: grants.flatMap(({ shopId, roles, ownRoles = [] }) => {
      const shop = shops.get(shopId)
      return shop
        ? [{ slug: shop.slug, name: shop.name, roles, ownRoles: ownRoles.map((own) => own.name) }]
        : []
    }),
  }
}

import { z } from 'zod'
import { wordsOf } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { ok, type Route, route } from '../../kit/http/route.ts'
import { localDate } from '../../kit/time.ts'
import { shopsOffering } from '../catalog/services.ts'
import { findShop } from './find.ts'
import { firstStartRoutes } from './first-start-routes.ts'
import { closuresOf, hoursOf } from './hours.ts'
import { listShops, ListShopsInput } from './list-shops.ts'
import { presentFound, presentShopDetail, ShopDetailShape, ShopListShape } from './shapes.ts'
import { settingsRoutes } from './settings-routes.ts'
import { textsOf } from './texts.ts'

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops',
    summary: 'Shops open to the public, nearest first where `near` is given',
    tag: 'shops',
    access: 'public',
    query: ListShopsInput,
    answers: { 200: ShopListShape },
    handler: async (ctx, { query }) => {
      const { service } = query
      const offeredBy = service && isId(service) ? await shopsOffering(ctx, service) : undefined
      const { shops, next } = await listShops(ctx, query, offeredBy ? { offeredBy } : {})
      return ok({ shops: shops.map(presentFound), next })
    },
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}',
    summary: 'A shop with its hours, closures and contact',
    tag: 'shops',
    access: 'public',
    params: z.strictObject({ shop: z.string().max(64) }),
    answers: { 200: ShopDetailShape },
    handler: async (ctx, { params }) => {
      const shop = await findShop(ctx, params.shop)
      const [hours, closures, texts] = await Promise.all([
        hoursOf(ctx, shop.id),
        closuresOf(ctx, shop.id, localDate(ctx.now, shop.timezone)),
        textsOf(ctx, shop.id, ['about']),
      ])
      return ok(presentShopDetail(ctx, wordsOf(ctx, shop), shop, { hours, closures, texts }))
    },
  }),
  ...settingsRoutes,
  ...firstStartRoutes,
]

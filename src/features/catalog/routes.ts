import { z } from 'zod'
import { wordsOf } from '../../kit/context.ts'
import { ok, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { MoneyShape } from '../shops/shapes.ts'
import { PRICE_KINDS } from './service.ts'
import { presentService, servicesOf } from './services.ts'

const ServiceShape = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    durationMinutes: z.int(),
    price: MoneyShape.nullable(),
    priceKind: z.enum(PRICE_KINDS),
    taxIncluded: z.boolean(),
  })
  .meta({ id: 'Service' })

export const routes = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/services',
    summary: 'The services of a shop with their list prices',
    tag: 'services',
    access: 'public',
    params: z.strictObject({ shop: z.string() }),
    answers: { 200: z.object({ services: z.array(ServiceShape) }) },
    handler: async (ctx, { params }) => {
      const shop = await findShop(ctx, params.shop)
      const services = await servicesOf(ctx, shop.id)
      return ok({ services: services.map((service) => presentService(service, shop, wordsOf(ctx, shop))) })
    },
  }),
]

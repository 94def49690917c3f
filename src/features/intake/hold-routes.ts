import { z } from 'zod'
import { created, noContent, type Route, route } from '../../kit/http/route.ts'
import { rfc3339 } from '../../kit/time.ts'
import { HoldSlot, holdSlot, releaseHold } from '../booking/hold-slot.ts'
import { findShop } from '../shops/find.ts'

const HeldAnswer = z.object({
  /** What gives the time back, and books it: `hold` in `POST /api/appointment`. */
  hold: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  expiresAt: z.string(),
})

export const holdRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/shops/{shop}/holds',
    summary: 'Keep a free time for ten minutes',
    tag: 'booking',
    access: 'public',
    rate: 'booking',
    params: z.strictObject({ shop: z.string().max(64) }),
    body: HoldSlot,
    answers: { 201: HeldAnswer },
    handler: async (ctx, { params, body }) => {
      const shop = await findShop(ctx, params.shop)
      const { token, startsAt, endsAt, expiresAt } = await holdSlot(ctx, shop, body)
      return created({
        hold: token,
        startsAt: rfc3339(startsAt, shop.timezone),
        endsAt: rfc3339(endsAt, shop.timezone),
        expiresAt: rfc3339(expiresAt, shop.timezone),
      })
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/shops/{shop}/holds/{hold}',
    summary: 'Give a held time back',
    tag: 'booking',
    access: 'public',
    rate: 'booking',
    params: z.strictObject({ shop: z.string().max(64), hold: z.string().max(64) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params }) => {
      await releaseHold(ctx, await findShop(ctx, params.shop), params.hold)
      return noContent()
    },
  }),
]

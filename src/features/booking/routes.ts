import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import { wordsOf } from '../../kit/context.ts'
import { forbidden } from '../../kit/errors.ts'
import { ok, type Route, route } from '../../kit/http/route.ts'
import { localDay } from '../../kit/input.ts'
import { paperUrl } from '../../kit/papers/links.ts'
import { findShop } from '../shops/find.ts'
import { NO_SLOT_REASONS } from './engine/index.ts'
import { SlotsQuery } from './free-slots.ts'
import { conflictRoutes } from './routes-conflicts.ts'
import { slotsAnswer } from './slots-answer.ts'

const Slot = z.object({ startsAt: z.string(), endsAt: z.string() })

const Slots = z.object({
  timezone: z.string(),
  slots: z.array(Slot),
  /** Why there is none, where there is none. */
  reason: z.enum(NO_SLOT_REASONS).optional(),
})

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/slots',
    summary: 'Free times for a visit',
    tag: 'booking',
    access: 'public',
    params: z.strictObject({ shop: z.string().max(64) }),
    query: SlotsQuery,
    answers: { 200: Slots },
    handler: async (ctx, { params, query }) => ok(await slotsAnswer(ctx, params.shop, query)),
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/day-plan',
    summary: 'A link to the plan of a day as PDF, for whoever sees the whole day',
    tag: 'booking',
    access: 'appointments.read',
    params: z.strictObject({ shop: z.string().max(64) }),
    query: z.strictObject({ date: localDay() }),
    answers: { 200: z.object({ pdfUrl: z.string() }) },
    handler: async (ctx, { params, query }) => {
      const shop = await findShop(ctx, params.shop)
      if (allowInShop(ctx, 'appointments.read', shop.id) === 'own') throw forbidden()
      return ok({
        pdfUrl: paperUrl(ctx, 'day-plan', `${shop.id}.${query.date.toString()}`, wordsOf(ctx, shop)),
      })
    },
  }),
  ...conflictRoutes,
]

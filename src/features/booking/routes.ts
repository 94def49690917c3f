import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import { wordsOf } from '../../kit/context.ts'
import { forbidden } from '../../kit/errors.ts'
import { ok, type Route, route } from '../../kit/http/route.ts'
import { localDay } from '../../kit/input.ts'
import { paperUrl } from '../../kit/papers/links.ts'
import { rfc3339Writer } from '../../kit/time.ts'
import { findShop } from '../shops/find.ts'
import { CONFLICT_CAUSES } from './conflicts.ts'
import { SlotsQuery } from './free-slots.ts'
import { conflictsOfShop } from './read-conflicts.ts'
import { slotsAnswer } from './slots-answer.ts'

const ConflictShape = z.object({
  id: z.string(),
  cause: z.enum(CONFLICT_CAUSES),
  /** Who or what is missing; null where the shop itself is not open. */
  resource: z.object({ id: z.string(), name: z.string() }).nullable(),
  foundAt: z.string(),
  appointment: z.object({
    id: z.string(),
    requestId: z.string(),
    status: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
  }),
})

const Slot = z.object({ startsAt: z.string(), endsAt: z.string() })

export const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/slots',
    summary: 'Free times for a visit',
    tag: 'booking',
    access: 'public',
    params: z.strictObject({ shop: z.string().max(64) }),
    query: SlotsQuery,
    answers: { 200: z.object({ timezone: z.string(), slots: z.array(Slot) }) },
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
  route({
    method: 'GET',
    path: '/api/shops/{shop}/conflicts',
    summary: 'Visits that cannot be as they were booked, because somebody is away or the shop is not open',
    tag: 'booking',
    access: 'appointments.read',
    params: z.strictObject({ shop: z.string().max(64) }),
    answers: { 200: z.object({ conflicts: z.array(ConflictShape) }) },
    handler: async (ctx, { params }) => {
      const shop = await findShop(ctx, params.shop)
      const write = rfc3339Writer(shop.timezone)
      const conflicts = await conflictsOfShop(ctx, shop)
      return ok({
        conflicts: conflicts.map(({ id, cause, resource, foundAt, appointment }) => ({
          id,
          cause,
          resource,
          foundAt: write(foundAt.epochMilliseconds),
          appointment: {
            id: appointment.id,
            requestId: appointment.orderId,
            status: appointment.status,
            startsAt: write(appointment.startsAt.epochMilliseconds),
            endsAt: write(appointment.endsAt.epochMilliseconds),
          },
        })),
      })
    },
  }),
]

import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { ok, type Route, route } from '../../kit/http/route.ts'
import { rfc3339Writer } from '../../kit/time.ts'
import { findShop } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { askCustomer } from './ask-customer.ts'
import { CONFLICT_CAUSES, RESOLUTIONS } from './conflicts.ts'
import { GiveConflicts, giveConflicts } from './give-conflicts.ts'
import { conflictChoices, conflictsOfShop, type ShopConflict } from './read-conflicts.ts'
import { ResolveConflict, resolveConflict } from './resolve-conflict.ts'
import type { Appointment } from './store.ts'

const VisitShape = z.object({
  id: z.string(),
  requestId: z.string(),
  status: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
})

const ConflictShape = z.object({
  id: z.string(),
  cause: z.enum(CONFLICT_CAUSES),
  /** Who or what is missing; null where the shop itself is not open. */
  resource: z.object({ id: z.string(), name: z.string() }).nullable(),
  foundAt: z.string(),
  /** When the customer was asked for another time. */
  askedAt: z.string().nullable(),
  appointment: VisitShape,
})

const Named = z.object({ id: z.string(), name: z.string() })
const Slot = z.object({ startsAt: z.string(), endsAt: z.string() })
const params = z.strictObject({ shop: z.string().max(64) })
const one = params.extend({ conflict: z.string().max(64) })
const tag = 'booking'

type Write = (ms: number) => string

const presentVisit = ({ id, orderId, status, startsAt, endsAt }: Appointment, write: Write) => ({
  id,
  requestId: orderId,
  status,
  startsAt: write(startsAt.epochMilliseconds),
  endsAt: write(endsAt.epochMilliseconds),
})

const presentConflict = ({ appointment, foundAt, askedAt, ...rest }: ShopConflict, write: Write) => ({
  ...rest,
  foundAt: write(foundAt.epochMilliseconds),
  askedAt: askedAt && write(askedAt.epochMilliseconds),
  appointment: presentVisit(appointment, write),
})

async function at(ctx: Ctx, slug: string): Promise<{ shop: Shop; write: Write }> {
  const shop = await findShop(ctx, slug)
  return { shop, write: rfc3339Writer(shop.timezone) }
}

export const conflictRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/conflicts',
    summary:
      'Visits that cannot be as they were booked: somebody is away, work takes longer, the shop is not open',
    tag,
    access: 'appointments.read',
    params,
    answers: { 200: z.object({ conflicts: z.array(ConflictShape) }) },
    handler: async (ctx, input) => {
      const { shop, write } = await at(ctx, input.params.shop)
      const conflicts = await conflictsOfShop(ctx, shop)
      return ok({ conflicts: conflicts.map((conflict) => presentConflict(conflict, write)) })
    },
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/conflicts/{conflict}/choices',
    summary:
      'What is really possible for a visit in conflict: who or what else is free then, and the nearest times',
    tag,
    access: 'appointments.move',
    params: one,
    answers: { 200: z.object({ others: z.array(Named), times: z.array(Slot) }) },
    handler: async (ctx, input) => {
      const { shop, write } = await at(ctx, input.params.shop)
      const { others, times } = await conflictChoices(ctx, shop, input.params.conflict)
      return ok({
        others,
        times: times.map(({ startsAt, endsAt }) => ({ startsAt: write(startsAt), endsAt: write(endsAt) })),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/conflicts/{conflict}/resolve',
    summary: 'Resolve a conflict: give the visit to another, move it, keep it with a reason, or cancel it',
    tag,
    access: 'appointments.move',
    params: one,
    body: ResolveConflict,
    answers: {
      200: z.object({ resolution: z.enum(RESOLUTIONS).nullable(), left: z.int(), appointment: VisitShape }),
    },
    handler: async (ctx, { params: { shop: slug, conflict }, body }) => {
      const { shop, write } = await at(ctx, slug)
      const { appointment, ...rest } = await resolveConflict(ctx, shop, conflict, body)
      return ok({ ...rest, appointment: presentVisit(appointment, write) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/conflicts/{conflict}/ask',
    summary: 'Ask the customer of a visit in conflict to choose another time',
    tag,
    access: 'appointments.move',
    params: one,
    answers: { 200: z.object({ askedAt: z.string() }) },
    handler: async (ctx, { params: { shop: slug, conflict } }) => {
      const { shop, write } = await at(ctx, slug)
      return ok({ askedAt: write((await askCustomer(ctx, shop, conflict)).epochMilliseconds) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/conflicts/give',
    summary: 'Give every visit that somebody is missing for to another one, where that one is free',
    tag,
    access: 'appointments.move',
    params,
    body: GiveConflicts,
    answers: { 200: z.object({ given: z.array(z.string()), left: z.array(z.string()) }) },
    handler: async (ctx, { params: { shop: slug }, body }) =>
      ok(await giveConflicts(ctx, (await at(ctx, slug)).shop, body)),
  }),
]

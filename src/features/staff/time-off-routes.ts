import { z } from 'zod'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { askTimeOff, AskTimeOff } from './ask-time-off.ts'
import { decideTimeOff, DecideTimeOff } from './decide-time-off.ts'
import { grantPersonTimeOff, grantTimeOff, GrantTimeOff } from './grant-time-off.ts'
import { listTimeOff, TimeOffQuery } from './list-time-off.ts'
import { removeTimeOff } from './remove-time-off.ts'
import { presentTimeOff, TimeOffShape } from './shapes.ts'
import { withdrawTimeOff } from './withdraw-time-off.ts'

const params = z.strictObject({ shop: z.string().max(64) })
const one = params.extend({ resource: z.string().max(64) })
const person = params.extend({ person: z.string().max(64) })
const which = params.extend({ timeOff: z.string().max(64) })
const tag = 'schedule'

/** Who and what is away: asked for, granted, entered. */
export const timeOffRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/time-off',
    summary: 'Who and what is away, from a date to a date (both included)',
    tag,
    access: 'schedule.read',
    params,
    query: TimeOffQuery,
    answers: { 200: z.object({ timeOff: z.array(TimeOffShape) }) },
    handler: async (ctx, input) => {
      const shop = await findShop(ctx, input.params.shop)
      const found = await listTimeOff(ctx, shop, input.query)
      return ok({ timeOff: found.map((one) => presentTimeOff(one, shop.timezone)) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/resources/{resource}/time-off',
    summary: 'Take a resource out of the calendar for a while; always accepted',
    tag,
    access: 'schedule.edit',
    params: one,
    body: GrantTimeOff,
    answers: { 201: TimeOffShape },
    handler: async (ctx, { params: { shop: ref, resource }, body }) => {
      const shop = await findShop(ctx, ref)
      return created(presentTimeOff(await grantTimeOff(ctx, shop, resource, body), shop.timezone))
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/people/{person}/time-off',
    summary: 'Enter that a person is away, whether or not they have a place in the calendar; always accepted',
    tag,
    access: 'schedule.edit',
    params: person,
    body: GrantTimeOff,
    answers: { 201: TimeOffShape },
    handler: async (ctx, { params: { shop: ref, person: who }, body }) => {
      const shop = await findShop(ctx, ref)
      return created(presentTimeOff(await grantPersonTimeOff(ctx, shop, who, body), shop.timezone))
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/shops/{shop}/time-off/{timeOff}',
    summary: 'Take time off back',
    tag,
    access: 'schedule.edit',
    params: which,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, timeOff } }) => {
      await removeTimeOff(ctx, await findShop(ctx, shop), timeOff)
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/time-off/{timeOff}/decide',
    summary: 'Grant or decline time off that somebody asked for; they are told',
    tag,
    access: 'schedule.edit',
    params: which,
    body: DecideTimeOff,
    answers: { 200: TimeOffShape },
    handler: async (ctx, { params: { shop: ref, timeOff }, body }) => {
      const shop = await findShop(ctx, ref)
      return ok(presentTimeOff(await decideTimeOff(ctx, shop, timeOff, body), shop.timezone))
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/my-time-off',
    summary: 'Ask for time off for oneself; nothing changes until it is granted',
    tag,
    access: 'timeoff.ask',
    params,
    body: AskTimeOff,
    answers: { 201: TimeOffShape },
    handler: async (ctx, { params: { shop: ref }, body }) => {
      const shop = await findShop(ctx, ref)
      return created(presentTimeOff(await askTimeOff(ctx, shop, body), shop.timezone))
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/shops/{shop}/my-time-off/{timeOff}',
    summary: 'Take back time off that one asked for, or that was granted and has not begun',
    tag,
    access: 'timeoff.ask',
    params: which,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, timeOff } }) => {
      await withdrawTimeOff(ctx, await findShop(ctx, shop), timeOff)
      return noContent()
    },
  }),
]

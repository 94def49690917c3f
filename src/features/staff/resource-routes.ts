import { z } from 'zod'
import { etag, versionOf } from '../../kit/http/if-match.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { addException, AddException } from './add-exception.ts'
import { addResource, AddResource } from './add-resource.ts'
import { dropShifts } from './drop-shifts.ts'
import { editResource, EditResource } from './edit-resource.ts'
import { grantTimeOff, GrantTimeOff } from './grant-time-off.ts'
import { listExceptions, listResources } from './list-people.ts'
import { listTimeOff, TimeOffQuery } from './list-time-off.ts'
import { removeException } from './remove-exception.ts'
import { removeTimeOff } from './remove-time-off.ts'
import { shiftsOf } from './resources.ts'
import { retireResource } from './retire-resource.ts'
import { setShifts, SetShifts } from './set-shifts.ts'
import {
  ExceptionShape,
  presentException,
  presentResource,
  presentShift,
  presentTimeOff,
  ResourceShape,
  ShiftShape,
  TimeOffShape,
} from './shapes.ts'

const params = z.strictObject({ shop: z.string().max(64) })
const one = params.extend({ resource: z.string().max(64) })
const tag = 'schedule'

const planRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/resources',
    summary: 'Technicians, bays, benches and the rest, with their weekly shifts',
    tag,
    access: 'schedule.read',
    params,
    answers: { 200: z.object({ resources: z.array(ResourceShape) }) },
    handler: async (ctx, input) => {
      const { resources, shifts } = await listResources(ctx, await findShop(ctx, input.params.shop))
      return ok({ resources: resources.map((resource) => presentResource(resource, shifts)) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/resources',
    summary: 'Add a bay, a bench, a loaner or a piece of equipment',
    tag,
    access: 'schedule.edit',
    params,
    body: AddResource,
    answers: { 201: ResourceShape },
    handler: async (ctx, { params: { shop }, body }) =>
      created(presentResource(await addResource(ctx, await findShop(ctx, shop), body), [])),
  }),
  route({
    method: 'PATCH',
    path: '/api/shops/{shop}/resources/{resource}',
    summary: 'Change what a resource is called, can do and takes on at once',
    tag,
    access: 'schedule.edit',
    params: one,
    body: EditResource,
    answers: { 200: ResourceShape },
    handler: async (ctx, { params: { shop: ref, resource }, body, request }) => {
      const shop = await findShop(ctx, ref)
      const version = versionOf(request, body.version)
      const after = await editResource(ctx, shop, resource, { ...body, version })
      return { ...ok(presentResource(after, await shiftsOf(ctx, shop.id))), headers: etag(after.version) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/resources/{resource}/retire',
    summary: 'Take a bay, a bench, a loaner or a piece of equipment out of use',
    tag,
    access: 'schedule.edit',
    params: one,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, resource } }) => {
      await retireResource(ctx, await findShop(ctx, shop), resource)
      return noContent()
    },
  }),
  route({
    method: 'PUT',
    path: '/api/shops/{shop}/resources/{resource}/shifts',
    summary: 'Plan the weeks of a resource from a date on',
    tag,
    access: 'schedule.edit',
    params: one,
    body: SetShifts,
    answers: { 200: z.object({ shifts: z.array(ShiftShape) }) },
    handler: async (ctx, { params: { shop, resource }, body }) => {
      const shifts = await setShifts(ctx, await findShop(ctx, shop), resource, body)
      return ok({ shifts: shifts.map(presentShift) })
    },
  }),
]

const exceptionRoutes: Route[] = [
  route({
    method: 'DELETE',
    path: '/api/shops/{shop}/resources/{resource}/shifts/{from}',
    summary: 'Take back a week that has not begun; what would have ended the day before runs on',
    tag,
    access: 'schedule.edit',
    params: one.extend({ from: z.string().max(10) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, resource, from } }) => {
      await dropShifts(ctx, await findShop(ctx, shop), resource, from)
      return noContent()
    },
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/shift-exceptions',
    summary: 'Dates to come with other hours than the week says, the one entered last first',
    tag,
    access: 'schedule.read',
    params,
    answers: { 200: z.object({ exceptions: z.array(ExceptionShape) }) },
    handler: async (ctx, input) => {
      const exceptions = await listExceptions(ctx, await findShop(ctx, input.params.shop))
      return ok({ exceptions: exceptions.map(presentException) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/resources/{resource}/shift-exceptions',
    summary: 'Other hours on some dates, or none; always accepted, the one entered last counts',
    tag,
    access: 'schedule.edit',
    params: one,
    body: AddException,
    answers: { 201: ExceptionShape },
    handler: async (ctx, { params: { shop, resource }, body }) =>
      created(presentException(await addException(ctx, await findShop(ctx, shop), resource, body))),
  }),
  route({
    method: 'DELETE',
    path: '/api/shops/{shop}/shift-exceptions/{exception}',
    summary: 'Take other hours away: the week holds again',
    tag,
    access: 'schedule.edit',
    params: params.extend({ exception: z.string().max(64) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, exception } }) => {
      await removeException(ctx, await findShop(ctx, shop), exception)
      return noContent()
    },
  }),
]

const timeOffRoutes: Route[] = [
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
    method: 'DELETE',
    path: '/api/shops/{shop}/time-off/{timeOff}',
    summary: 'Take time off back',
    tag,
    access: 'schedule.edit',
    params: params.extend({ timeOff: z.string().max(64) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, timeOff } }) => {
      await removeTimeOff(ctx, await findShop(ctx, shop), timeOff)
      return noContent()
    },
  }),
]

export const resourceRoutes: Route[] = [...planRoutes, ...exceptionRoutes, ...timeOffRoutes]

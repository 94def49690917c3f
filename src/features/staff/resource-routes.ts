import { z } from 'zod'
import { etag, versionOf } from '../../kit/http/if-match.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { addResource, AddResource } from './add-resource.ts'
import { editResource, EditResource } from './edit-resource.ts'
import { listResources } from './list-people.ts'
import { shiftsOf } from './resources.ts'
import { retireResource } from './retire-resource.ts'
import { presentResource, ResourceShape } from './shapes.ts'
import { shiftRoutes } from './shift-routes.ts'
import { timeOffRoutes } from './time-off-routes.ts'

const params = z.strictObject({ shop: z.string().max(64) })
const one = params.extend({ resource: z.string().max(64) })
const tag = 'schedule'

export const resourceRoutes: Route[] = [
  ...shiftRoutes,
  ...timeOffRoutes,
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
]

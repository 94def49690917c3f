import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import { wordsOf } from '../../kit/context.ts'
import { etag, versionOf } from '../../kit/http/if-match.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { addService, AddService } from './add-service.ts'
import { editService, EditService } from './edit-service.ts'
import { reorderServices, ReorderServices } from './reorder-services.ts'
import { repriceService, RepriceService } from './reprice-service.ts'
import { restoreService, retireService, RetireService } from './retire-service.ts'
import type { Service } from './service.ts'
import { presentService, servicesOf } from './services.ts'
import { CatalogShape, presentInternally, ServiceShape } from './shapes.ts'

const params = z.strictObject({ shop: z.string().max(64) })
const one = params.extend({ service: z.string().max(64) })
const tag = 'services'

const answerOne = (service: Service) => ({
  ...ok(presentInternally(service)),
  headers: etag(service.version),
})

const readRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/services',
    summary: 'The services of a shop with their list prices',
    tag,
    access: 'public',
    params,
    answers: { 200: z.object({ services: z.array(ServiceShape) }) },
    handler: async (ctx, input) => {
      const shop = await findShop(ctx, input.params.shop)
      const services = await servicesOf(ctx, shop.id)
      return ok({ services: services.map((service) => presentService(service, shop, wordsOf(ctx, shop))) })
    },
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/catalog',
    summary: 'The services as the shop works with them: needs, own cost, tax; retired ones at the end',
    tag,
    access: 'services.read',
    params,
    answers: { 200: z.object({ services: z.array(CatalogShape) }) },
    handler: async (ctx, input) => {
      const shop = await findShop(ctx, input.params.shop)
      allowInShop(ctx, 'services.read', shop.id)
      const services = await servicesOf(ctx, shop.id, { archived: true })
      return ok({ services: services.map(presentInternally) })
    },
  }),
]

const editRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/shops/{shop}/services',
    summary: 'Offer a new service',
    tag,
    access: 'services.edit',
    params,
    body: AddService,
    answers: { 201: CatalogShape },
    handler: async (ctx, { params: { shop }, body }) =>
      created(presentInternally(await addService(ctx, await findShop(ctx, shop), body))),
  }),
  route({
    method: 'PATCH',
    path: '/api/shops/{shop}/services/{service}',
    summary: 'Change a service, but for its price',
    tag,
    access: 'services.edit',
    params: one,
    body: EditService,
    answers: { 200: CatalogShape },
    handler: async (ctx, { params: { shop, service }, body, request }) => {
      const version = versionOf(request, body.version)
      return answerOne(await editService(ctx, await findShop(ctx, shop), service, { ...body, version }))
    },
  }),
  route({
    method: 'PUT',
    path: '/api/shops/{shop}/services/{service}/price',
    summary: 'Give a service its new list price; booked work keeps its own',
    tag,
    access: 'services.edit',
    params: one,
    body: RepriceService,
    answers: { 200: CatalogShape },
    handler: async (ctx, { params: { shop, service }, body, request }) => {
      const version = versionOf(request, body.version)
      return answerOne(await repriceService(ctx, await findShop(ctx, shop), service, { ...body, version }))
    },
  }),
  route({
    method: 'PUT',
    path: '/api/shops/{shop}/services/order',
    summary: 'Put the price list in another order',
    tag,
    access: 'services.edit',
    params,
    body: ReorderServices,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop }, body }) => {
      await reorderServices(ctx, await findShop(ctx, shop), body)
      return noContent()
    },
  }),
  ...(['retire', 'restore'] as const).map((verb) =>
    route({
      method: 'POST',
      path: `/api/shops/{shop}/services/{service}/${verb}`,
      summary: verb === 'retire' ? 'Take a service off the list' : 'Offer a retired service again',
      tag,
      access: 'services.edit',
      params: one,
      body: RetireService.nullish(),
      answers: { 200: CatalogShape },
      handler: async (ctx, { params: { shop, service }, body, request }) => {
        const version = versionOf(request, body?.version)
        const act = verb === 'retire' ? retireService : restoreService
        return answerOne(await act(ctx, await findShop(ctx, shop), service, { version }))
      },
    }),
  ),
]

export const routes: Route[] = [...readRoutes, ...editRoutes]

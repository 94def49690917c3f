import { z } from 'zod'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { shopById } from '../shops/find.ts'
import { AddNote, addNote } from './add-note.ts'
import { AddPhotos, addPhotos } from './add-photos.ts'
import { AssignOrder, assignOrder } from './assign-order.ts'
import { findOrder, withCode } from './find-order.ts'
import { NoteAnswer, OrderAnswer, presentNote, presentOrder } from './order-answer.ts'
import { PlaceInBay, placeInBay } from './place-in-bay.ts'
import { readOrder, sheetOf } from './read-order.ts'
import { codeQuery, orderParams, tag } from './routes-status.ts'
import { unassignOrder } from './unassign-order.ts'

export const orderRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/service-request/{request_id}',
    summary: 'A repair order: what was asked, photos, jobs, lines, totals, people, what happened',
    tag,
    access: { link: 'orders.read' },
    params: orderParams,
    query: codeQuery,
    answers: { 200: OrderAnswer },
    handler: async (ctx, { params, query }) => {
      const caller = await withCode(ctx, params.request_id, query.code)
      return ok(await presentOrder(caller, await readOrder(caller, params.request_id)))
    },
  }),
  route({
    method: 'POST',
    path: '/api/service-request/{request_id}/notes',
    summary: 'Write a note, for the shop or for the customer too',
    tag,
    access: 'orders.edit',
    params: orderParams,
    body: AddNote,
    answers: { 201: NoteAnswer },
    handler: async (ctx, { params, body }) => {
      const note = await addNote(ctx, params.request_id, body)
      const { shopId } = await findOrder(ctx, params.request_id, 'orders.read')
      return created(presentNote(note, (await shopById(ctx, shopId)).timezone))
    },
  }),
  route({
    method: 'POST',
    path: '/api/service-request/{request_id}/images',
    summary: 'Attach photos that were sent up',
    tag,
    access: 'orders.edit',
    params: orderParams,
    body: AddPhotos,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params, body }) => {
      await addPhotos(ctx, params.request_id, body)
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/api/service-request/{request_id}/assignments',
    summary: 'Put somebody on the job',
    tag,
    access: 'orders.assign',
    params: orderParams,
    body: AssignOrder,
    answers: { 201: OrderAnswer },
    handler: async (ctx, { params, body }) =>
      created(await presentOrder(ctx, await sheetOf(ctx, await assignOrder(ctx, params.request_id, body)))),
  }),
  route({
    method: 'DELETE',
    path: '/api/service-request/{request_id}/assignments/{staff_id}',
    summary: 'Take somebody off the job',
    tag,
    access: 'orders.assign',
    params: orderParams.extend({ staff_id: z.string().max(64) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params }) => {
      await unassignOrder(ctx, params.request_id, params.staff_id)
      return noContent()
    },
  }),
  route({
    method: 'PUT',
    path: '/api/service-request/{request_id}/bay',
    summary: 'Say in which bay or on which bench the work is done',
    tag,
    access: 'orders.assign',
    params: orderParams,
    body: PlaceInBay,
    answers: { 200: OrderAnswer },
    handler: async (ctx, { params, body }) =>
      ok(await presentOrder(ctx, await sheetOf(ctx, await placeInBay(ctx, params.request_id, body)))),
  }),
]

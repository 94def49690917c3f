import { z } from 'zod'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { addException, AddException } from './add-exception.ts'
import { dropShifts } from './drop-shifts.ts'
import { listExceptions } from './list-people.ts'
import { removeException } from './remove-exception.ts'
import { setShifts, SetShifts } from './set-shifts.ts'
import { ExceptionShape, presentException, presentShift, ShiftShape } from './shapes.ts'

const params = z.strictObject({ shop: z.string().max(64) })
const one = params.extend({ resource: z.string().max(64) })
const tag = 'schedule'

/** Weeks, and dates on which other hours hold. */
export const shiftRoutes: Route[] = [
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

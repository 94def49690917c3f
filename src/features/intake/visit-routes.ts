import { z } from 'zod'
import { created, ok, type Route, route } from '../../kit/http/route.ts'
import { rfc3339 } from '../../kit/time.ts'
import { findShop } from '../shops/find.ts'
import { AddVisit, addVisit } from './add-visit.ts'
import { AppointmentAnswer, presentAppointments } from './appointment-answer.ts'
import { FirstFree, firstFree } from './first-free.ts'
import { assetFindings } from './request-service.ts'

const params = z.strictObject({ shop: z.string().max(64) })

/** For whoever stands at the counter: when the work can begin, and a visit by staff, then or at any other time. */
export const visitRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/first-free',
    summary: 'The first free minute of today for whoever stands at the counter; null where none is left',
    tag: 'booking',
    access: 'appointments.create',
    params,
    query: FirstFree,
    answers: { 200: z.object({ timezone: z.string(), startsAt: z.string().nullable() }) },
    handler: async (ctx, input) => {
      const shop = await findShop(ctx, input.params.shop)
      const startsAt = await firstFree(ctx, shop, input.query)
      return ok({ timezone: shop.timezone, startsAt: startsAt && rfc3339(startsAt, shop.timezone) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/visits',
    summary:
      'Book a visit at the counter: at a time, by chosen people or places, or `first`: as soon as can be today',
    tag: 'appointments',
    access: 'appointments.create',
    params,
    body: AddVisit,
    findings: (_ctx, body) => assetFindings(body),
    answers: { 201: AppointmentAnswer },
    handler: async (ctx, input) => {
      const visit = await addVisit(ctx, await findShop(ctx, input.params.shop), input.body)
      const [answer] = await presentAppointments(ctx, [visit])
      return created(answer)
    },
  }),
]

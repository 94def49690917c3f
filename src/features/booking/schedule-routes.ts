import { z } from 'zod'
import { noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { rfc3339 } from '../../kit/time.ts'
import { RESOURCE_KINDS } from '../catalog/service.ts'
import { findShop } from '../shops/find.ts'
import { presentStretch, presentTimeOff, StretchShape, TimeOffShape } from '../staff/shapes.ts'
import { closeFeed, openFeed } from './feed.ts'
import { LoadQuery, shopLoad } from './load.ts'
import { ownSchedule, ScheduleQuery } from './own-schedule.ts'

const params = z.strictObject({ shop: z.string().max(64) })
const kind = z.strictObject({ kind: z.enum(['customer', 'work']) })
const tag = 'schedule'

const OwnDayShape = z.object({
  date: z.string(),
  /** What the hours come from: the week, other hours on this date, a closed shop, or the shop's own hours. */
  why: z.enum(['week', 'exception', 'closed', 'open']),
  hours: z.array(StretchShape),
  visits: z.array(
    z.object({
      id: z.string(),
      requestId: z.string(),
      status: z.string(),
      startsAt: z.string(),
      endsAt: z.string(),
    }),
  ),
})

/** One's own schedule, the shop's load, and links to calendars. */
export const scheduleRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/my-schedule',
    summary: 'A week of one’s own: hours, visits, time off, and when there is nothing to do next',
    tag,
    access: 'timeoff.ask',
    params,
    query: ScheduleQuery,
    answers: {
      200: z.object({
        days: z.array(OwnDayShape),
        timeOff: z.array(TimeOffShape),
        nextFree: z.string().nullable(),
      }),
    },
    handler: async (ctx, input) => {
      const shop = await findShop(ctx, input.params.shop)
      const { days, timeOff, nextFree } = await ownSchedule(ctx, shop, input.query)
      return ok({
        days: days.map(({ date, why, stretches, visits }) => ({
          date: date.toString(),
          why,
          hours: stretches.map(presentStretch),
          visits: visits.map(({ id, orderId, status, startsAt, endsAt }) => ({
            id,
            requestId: orderId,
            status,
            startsAt: rfc3339(startsAt, shop.timezone),
            endsAt: rfc3339(endsAt, shop.timezone),
          })),
        })),
        timeOff: timeOff.map((one) => presentTimeOff(one, shop.timezone)),
        nextFree: nextFree && rfc3339(nextFree, shop.timezone),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/load',
    summary: 'Booked and available minutes of each person and place, day by day',
    tag,
    access: 'schedule.read',
    params,
    query: LoadQuery,
    answers: {
      200: z.object({
        resources: z.array(
          z.object({
            id: z.string(),
            kind: z.enum(RESOURCE_KINDS),
            name: z.string(),
            days: z.array(z.object({ date: z.string(), available: z.int(), booked: z.int() })),
          }),
        ),
      }),
    },
    handler: async (ctx, input) => {
      const found = await shopLoad(ctx, await findShop(ctx, input.params.shop), input.query)
      return ok({
        resources: found.map(({ days, ...resource }) => ({
          ...resource,
          days: days.map((day) => ({ ...day, date: day.date.toString() })),
        })),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/api/me/calendar-feeds/{kind}',
    summary: 'A new secret link to one’s own calendar; it ends the one before and is told this once',
    tag,
    access: 'account',
    params: kind,
    answers: { 200: z.object({ url: z.string() }) },
    // An answer that is kept under a key would keep the link.
    noIdempotency: true,
    handler: async (ctx, input) => ok({ url: await openFeed(ctx, input.params.kind) }),
  }),
  route({
    method: 'DELETE',
    path: '/api/me/calendar-feeds/{kind}',
    summary: 'End the link to one’s own calendar',
    tag,
    access: 'account',
    params: kind,
    answers: { 204: z.undefined() },
    handler: async (ctx, input) => {
      await closeFeed(ctx, input.params.kind)
      return noContent()
    },
  }),
]

import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { rfc3339 } from '../../kit/time.ts'
import { type WaitlistPlace, waitlistOf, WaitlistWish } from '../booking/waitlist.ts'
import { DAY_PARTS } from '../booking/waitlist-words.ts'
import { customersById, presentCustomer } from '../customers/read.ts'
import { findOrder, withCode } from '../repairs/find-order.ts'
import { findShop, shopById } from '../shops/find.ts'
import { BookedAnswer, presentBooked } from './appointment-answer.ts'
import { acceptOffer, placeInWaitlist, refuseOffer, stopWaiting, waitForTime } from './join-waitlist.ts'

const PlaceAnswer = z.object({
  id: z.string(),
  requestId: z.string(),
  /** 1 is the next. */
  position: z.int(),
  serviceIds: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  part: z.enum(DAY_PARTS),
  joinedAt: z.string(),
  /** A time that is held for this request until it runs out. */
  offer: z.object({ startsAt: z.string(), endsAt: z.string(), expiresAt: z.string() }).nullable(),
})
const ListedPlace = PlaceAnswer.extend({
  customer: z
    .object({ id: z.string(), name: z.string(), email: z.string().nullable(), phone: z.string().nullable() })
    .nullable(),
})

const path = '/api/service-request/{request_id}/waitlist'
const params = z.strictObject({ request_id: z.string().max(64) })
const query = z.strictObject({ code: z.string().max(40).optional() })
const access = { link: 'appointments.create' } as const
const tag = 'waitlist'

/** An entry of the list as it is answered, in the shop's time. */
function presentPlace({ entry, position, offer }: WaitlistPlace, zone: string): z.input<typeof PlaceAnswer> {
  return {
    id: entry.id,
    requestId: entry.orderId,
    position,
    serviceIds: entry.serviceIds,
    from: entry.firstDate.toString(),
    to: entry.lastDate.toString(),
    part: entry.part,
    joinedAt: rfc3339(entry.createdAt, zone),
    offer: offer && {
      startsAt: rfc3339(offer.startsAt, zone),
      endsAt: rfc3339(offer.endsAt, zone),
      expiresAt: rfc3339(offer.expiresAt, zone),
    },
  }
}

async function answerPlace(ctx: Ctx, place: WaitlistPlace) {
  return presentPlace(place, (await shopById(ctx, place.entry.shopId)).timezone)
}

export const waitlistRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/waitlist',
    summary: "A shop's waitlist in its order, with what is on offer",
    tag,
    access: 'appointments.read',
    params: z.strictObject({ shop: z.string().max(64) }),
    answers: { 200: z.object({ waitlist: z.array(ListedPlace) }) },
    handler: async (ctx, { params: { shop: name } }) => {
      const shop = await findShop(ctx, name)
      // Who sees their own visits alone sees nobody who has none.
      const places =
        allowInShop(ctx, 'appointments.read', shop.id) === 'own' ? [] : await waitlistOf(ctx, shop.id)
      const customers = await customersById(
        ctx,
        shop.id,
        places.map(({ entry }) => entry.customerId),
      )
      return ok({
        waitlist: places.map((place) => {
          const customer = customers.get(place.entry.customerId)
          return {
            ...presentPlace(place, shop.timezone),
            customer: customer ? presentCustomer(customer) : null,
          }
        }),
      })
    },
  }),
  route({
    method: 'GET',
    path,
    summary: 'Where a request stands in the waitlist',
    tag,
    access: { link: 'orders.read' },
    params,
    query,
    answers: { 200: PlaceAnswer },
    handler: async (ctx, { params: { request_id: id }, query: { code } }) => {
      const caller = await withCode(ctx, id, code)
      return ok(
        await answerPlace(caller, await placeInWaitlist(caller, await findOrder(caller, id, 'orders.read'))),
      )
    },
  }),
  route({
    method: 'POST',
    path,
    summary: 'Let a request without a time wait for one, or change what it waits for',
    tag,
    access,
    rate: 'booking',
    params,
    query,
    body: WaitlistWish,
    answers: { 201: PlaceAnswer },
    handler: async (ctx, { params: { request_id: id }, query: { code }, body }) => {
      const caller = await withCode(ctx, id, code)
      return created(await answerPlace(caller, await waitForTime(caller, id, body)))
    },
  }),
  route({
    method: 'DELETE',
    path,
    summary: 'Take a request off the waitlist',
    tag,
    access,
    params,
    query,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { request_id: id }, query: { code } }) => {
      await stopWaiting(await withCode(ctx, id, code), id)
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: `${path}/accept`,
    summary: 'Book the time that is on offer',
    tag,
    access,
    rate: 'booking',
    params,
    query,
    answers: { 201: BookedAnswer },
    handler: async (ctx, { params: { request_id: id }, query: { code } }) => {
      const caller = await withCode(ctx, id, code)
      return created(await presentBooked(caller, await acceptOffer(caller, id)))
    },
  }),
  route({
    method: 'POST',
    path: `${path}/decline`,
    summary: 'Say no to the time that is on offer, and go on waiting',
    tag,
    access,
    params,
    query,
    answers: { 200: PlaceAnswer },
    handler: async (ctx, { params: { request_id: id }, query: { code } }) => {
      const caller = await withCode(ctx, id, code)
      return ok(await answerPlace(caller, await refuseOffer(caller, id)))
    },
  }),
]

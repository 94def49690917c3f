import { z } from 'zod'
import { accountIdOf, allow, can } from '../../kit/access/index.ts'
import { type Ctx, wordsOf } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { type FieldError, invalid, notFound, Problem, refuseWrong } from '../../kit/errors.ts'
import { instant } from '../../kit/input.ts'
import { assetForWork, isLent } from '../assets/asset-for-work.ts'
import { findPlace, type Place } from '../booking/find-place.ts'
import { type Hold, holdToken, isHoldOf, takeHold } from '../booking/hold-slot.ts'
import { mustAskFirst } from '../booking/missed-visits.ts'
import { type Appointment, placeAppointment } from '../booking/place-appointment.ts'
import { endEntry, takeOffer } from '../booking/waitlist.ts'
import { confirmationOf, type Service } from '../catalog/services.ts'
import { contactFindings } from '../customers/contact.ts'
import { customerForWork, customerOfRequest } from '../customers/customer-for-work.ts'
import { recordConsent } from '../customers/record-consent.ts'
import { lentThing } from '../household/lent.ts'
import { attachPhotos } from '../repairs/add-photos.ts'
import { addServiceJobs } from '../repairs/add-service-jobs.ts'
import { findOrderForBooking } from '../repairs/find-order.ts'
import { openOrder } from '../repairs/open-order.ts'
import { keepWithinLimit } from '../repairs/spending-limit.ts'
import { refuseSuspended } from '../shops/decisions.ts'
import { findShop, findShopPage } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { type Door, doorOf } from './door.ts'
import { assetFindings, description, intakeFields } from './request-service.ts'

export const BookAppointment = z.strictObject({
  ...intakeFields,
  serviceIds: z.array(z.string().max(64)).min(1).max(10),
  startsAt: instant(),
  description: description().optional(),
  requestId: z.string().max(64).optional(),
  /** The tracking code of the request that a guest books. */
  code: z.string().max(40).optional(),
  /** The token of a hold on this start: its time is the caller's for certain. One that has run out is no error. */
  hold: holdToken().optional(),
})
export type BookAppointment = z.output<typeof BookAppointment>

const OF_THE_REQUEST = ['asset', 'assetId', 'description', 'customer', 'customerId'] as const

/**
 * What is wrong between the fields of a booking: with a request its asset, words and customer are known already,
 * without one there must be an asset and words, and nothing to open with a code.
 */
export function bookingFindings(input: Partial<Record<keyof BookAppointment, unknown>>): FieldError[] {
  if (input.requestId !== undefined)
    return OF_THE_REQUEST.filter((field) => input[field] !== undefined).map((field) => ({
      pointer: `/${field}`,
      key: 'notWithRequest',
    }))
  return [
    ...assetFindings(input),
    ...(input.description === undefined ? [{ pointer: '/description', key: 'missing' }] : []),
    ...(input.code === undefined ? [] : [{ pointer: '/requestId', key: 'missing' }]),
  ]
}

export interface Booked {
  appointment: Appointment
  shop: Shop
  services: Service[]
  order: { id: string; number: number; trackingCode: string }
}

/**
 * Books a free time for chosen services: a new order with its customer and asset, or a request that waits.
 * 422 `not-a-slot` off the grid, 409 `slot-taken` with three alternatives, 409 `already-booked`.
 */
export async function bookAppointment(ctx: Ctx, input: BookAppointment): Promise<Booked> {
  // Whose request it is knows the shop, also while it is shut.
  const find = input.requestId === undefined ? findShop : findShopPage
  const shop = await find(ctx, input.shop, '/shop')
  return input.requestId === undefined
    ? bookNewOrder(ctx, shop, input)
    : bookRequest(ctx, shop, input, input.requestId)
}

async function bookNewOrder(ctx: Ctx, shop: Shop, input: BookAppointment): Promise<Booked> {
  const wrong = [...bookingFindings(input), ...contactFindings(input.customer, shop.region, '/customer')]
  const door = doorOf(ctx, shop.id, 'appointments.create', input, wrong)
  refuseWrong(wrong)
  refuseSuspended(shop)
  return transaction(ctx, async (tx) => {
    const held = input.hold ? await takeHold(tx, shop.id, input.hold) : undefined
    const place = await findPlace(tx, shop, wantedBy(door, input, held))
    const { services } = place
    const customer = await customerForWork(tx, shop, input)
    const asset = await assetForWork(tx, shop.id, customer, input, lentThing)
    if (input.termsAccepted) await recordConsent(tx, shop.id, customer.id, 'terms', door.source)
    const order = await openOrder(tx, {
      shop,
      customerId: customer.id,
      assetId: asset.id,
      description: input.description ?? '',
      services,
      preferredAt: null,
      source: door.source,
      locale: door.by === 'staff' ? customer.locale : wordsOf(tx, shop),
      imageIds: input.imageIds ?? [],
    })
    if (isLent(asset, customer)) await keepWithinLimit(tx, { shopId: shop.id, id: order.id }, { isNew: true })
    const appointment = await placeIt(tx, shop, {
      place,
      door,
      orderId: order.id,
      customerId: customer.id,
    })
    return { appointment, shop, services, order }
  })
}

/** A request that waits gets its time: by its customer, by whoever holds its code, or by staff. */
async function bookRequest(ctx: Ctx, shop: Shop, input: BookAppointment, requestId: string): Promise<Booked> {
  refuseWrong(bookingFindings(input))
  return transaction(ctx, async (tx) => {
    const { order, subject, caller } = await findOrderForBooking(tx, requestId, input.code)
    if (order.shopId !== shop.id) throw notFound('/requestId')
    allow({ ...tx, caller }, 'appointments.create', subject, '/requestId')
    refuseSuspended(shop)
    if (order.stage !== 'pending') throw new Problem('already-booked')
    const door = doorOfRequest(tx, input, shop.id, subject.accountId ?? null)
    if (input.source && door.by !== 'staff') throw invalid('/source', 'staffOnly')
    if (input.serveAgain && door.by !== 'staff') throw invalid('/serveAgain', 'staffOnly')
    await customerOfRequest(tx, order, door.by === 'staff', input.serveAgain)
    const held = input.hold ? await takeHold(tx, shop.id, input.hold) : undefined
    const waiting = await takeOffer(tx, shop.id, order.id)
    const wanted = wantedBy(door, input, waiting?.hold ?? held)
    const place = await findPlace(tx, shop, { ...wanted, orderId: order.id })
    await attachPhotos(tx, order, input.imageIds ?? [])
    if (input.termsAccepted) await recordConsent(tx, shop.id, order.customerId, 'terms', door.source)
    await addServiceJobs(tx, shop, order.id, place.services, door.by === 'staff' ? 'phone' : 'booking')
    if (door.by !== 'staff') await keepWithinLimit(tx, order)
    const appointment = await placeIt(tx, shop, {
      place,
      door,
      orderId: order.id,
      customerId: order.customerId,
    })
    if (waiting) await endEntry(tx, waiting.entry, 'booked')
    return { appointment, shop, services: place.services, order }
  })
}

/** Who is neither of the shop nor the owner has come by the request's code, signed in or not. */
function doorOfRequest(ctx: Ctx, input: BookAppointment, shopId: string, ownerId: string | null): Door {
  const accountId = accountIdOf(ctx.caller)
  if (accountId !== null && accountId === ownerId) return { by: 'customer', source: 'web' }
  if (can(ctx, 'appointments.create', { shopId })) return { by: 'staff', source: input.source ?? 'phone' }
  return { by: 'guest', source: 'web' }
}

function wantedBy(door: Door, { serviceIds, startsAt }: BookAppointment, hold: Hold | undefined) {
  const heldSince = hold && isHoldOf(hold, { serviceIds, startsAt }) ? hold.createdAt : undefined
  return { serviceIds, startsAt, heldSince, who: door.by === 'staff' ? 'staff' : 'customer' } as const
}

async function placeIt(
  tx: Ctx,
  shop: Shop,
  { place, door, orderId, customerId }: { place: Place; door: Door; orderId: string; customerId: string },
): Promise<Appointment> {
  // What staff write is agreed with the customer already.
  const needsYes =
    door.by !== 'staff' &&
    (confirmationOf(place.services, shop) === 'by_staff' || (await mustAskFirst(tx, shop, customerId)))
  return placeAppointment(tx, place, {
    shopId: shop.id,
    orderId,
    customerId,
    status: needsYes ? 'requested' : 'confirmed',
    serviceIds: place.services.map((service) => service.id),
    source: door.source,
    createdBy: accountIdOf(tx.caller),
  })
}

import { z } from 'zod'
import { type Ctx, wordsOf } from '../../kit/context.ts'
import { trackingUrl } from '../../kit/links.ts'
import { rfc3339 } from '../../kit/time.ts'
import { AssetAnswer, presentAsset } from '../assets/asset-input.ts'
import { assetsById } from '../assets/read.ts'
import { type Appointment, heldResources } from '../booking/read.ts'
import { customersById, presentCustomer } from '../customers/read.ts'
import { orderSummaries } from '../repairs/summaries.ts'
import { shopsById } from '../shops/find.ts'
import type { Booked } from './book-appointment.ts'
import { EstimateAnswer, estimateOf } from './estimate.ts'

const shared = {
  id: z.string(),
  status: z.enum(['requested', 'confirmed', 'declined', 'arrived', 'no_show', 'canceled']),
  startsAt: z.string(),
  endsAt: z.string(),
  requestId: z.string(),
  requestStatus: z.string(),
  number: z.string(),
}

export const BookedAnswer = z.object({
  ...shared,
  trackingCode: z.string(),
  trackingUrl: z.string(),
  estimate: EstimateAnswer,
})

export const AppointmentAnswer = z.object({
  ...shared,
  shop: z.object({ id: z.string(), slug: z.string(), name: z.string(), timezone: z.string() }),
  customer: z
    .object({ id: z.string(), name: z.string(), email: z.string().nullable(), phone: z.string().nullable() })
    .nullable(),
  asset: AssetAnswer.nullable(),
  serviceIds: z.array(z.string()),
  resourceIds: z.array(z.string()),
  /** When the customer said that they come; null while they have not. */
  customerConfirmedAt: z.string().nullable(),
  /** Canceled because nobody confirmed it in time. */
  released: z.boolean(),
  /** To be sent with a change, which is refused where somebody was faster. */
  version: z.int(),
})
export type AppointmentAnswer = z.output<typeof AppointmentAnswer>

/** What the one who booked is told, with the tracking code and the price. */
export async function presentBooked(
  ctx: Ctx,
  { appointment, shop, services, order }: Booked,
): Promise<z.output<typeof BookedAnswer>> {
  return {
    id: appointment.id,
    status: appointment.status,
    startsAt: rfc3339(appointment.startsAt, shop.timezone),
    endsAt: rfc3339(appointment.endsAt, shop.timezone),
    requestId: order.id,
    requestStatus: appointment.status === 'confirmed' ? 'scheduled' : 'pending',
    number: String(order.number),
    trackingCode: order.trackingCode,
    trackingUrl: trackingUrl(ctx, order.trackingCode, wordsOf(ctx, shop)),
    estimate: estimateOf(shop, services, wordsOf(ctx, shop)),
  }
}

/** Appointments of one or many shops as lists and answers show them. */
export async function presentAppointments(
  ctx: Ctx,
  appointments: readonly Appointment[],
): Promise<AppointmentAnswer[]> {
  const shops = await shopsById(ctx, [...new Set(appointments.map((one) => one.shopId))])
  const answers = new Map<string, AppointmentAnswer>()
  for (const [shopId, ofShop] of Map.groupBy(appointments, (one) => one.shopId)) {
    const shop = shops.get(shopId)
    if (!shop) continue
    const orders = await orderSummaries(
      ctx,
      shopId,
      ofShop.map((one) => one.orderId),
    )
    const customers = await customersById(
      ctx,
      shopId,
      ofShop.map((one) => one.customerId),
    )
    const assets = await assetsById(
      ctx,
      shopId,
      [...orders.values()].map((order) => order.assetId),
    )
    const held = await heldResources(
      ctx,
      shopId,
      ofShop.map((one) => one.id),
    )
    for (const one of ofShop) {
      const order = orders.get(one.orderId)
      const customer = customers.get(one.customerId)
      const asset = order ? assets.get(order.assetId) : undefined
      answers.set(one.id, {
        id: one.id,
        status: one.status,
        startsAt: rfc3339(one.startsAt, shop.timezone),
        endsAt: rfc3339(one.endsAt, shop.timezone),
        requestId: one.orderId,
        requestStatus: order?.status ?? 'pending',
        number: String(order?.number ?? ''),
        shop: { id: shop.id, slug: shop.slug, name: shop.name, timezone: shop.timezone },
        customer: customer ? presentCustomer(customer) : null,
        asset: asset ? presentAsset(asset) : null,
        serviceIds: one.serviceIds,
        resourceIds: held.get(one.id) ?? [],
        customerConfirmedAt: one.customerConfirmedAt && rfc3339(one.customerConfirmedAt, shop.timezone),
        released: one.releasedAt !== null,
        version: one.version,
      })
    }
  }
  return appointments.flatMap((one) => answers.get(one.id) ?? [])
}

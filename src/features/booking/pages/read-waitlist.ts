import { allowInShop, can } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { forbidden } from '../../../kit/errors.ts'
import { formatPhone } from '../../../kit/input.ts'
import { localDate } from '../../../kit/time.ts'
import { assetsById } from '../../assets/read.ts'
import { servicesOf, serviceWords } from '../../catalog/services.ts'
import { customersById } from '../../customers/read.ts'
import { assetName } from '../../repairs/pages/names.ts'
import { orderSummaries } from '../../repairs/summaries.ts'
import type { Shop } from '../../shops/shop.ts'
import { openDates } from '../bookable-days.ts'
import { waitlistOf } from '../waitlist.ts'
import { readWaiting } from './read-waiting.ts'

const MOST_DAYS = 60

/** A shop's waitlist for its desk: who waits for what, what is on offer, and which requests could wait too. */
export async function readWaitlist(ctx: Ctx, shop: Shop) {
  if (allowInShop(ctx, 'appointments.read', shop.id) === 'own') throw forbidden()
  const places = await waitlistOf(ctx, shop.id)
  const mayEdit = can(ctx, 'appointments.create', { shopId: shop.id })
  const waiting = new Set(places.map(({ entry }) => entry.orderId))
  const services = await servicesOf(ctx, shop.id, { archived: true })
  const nameOf = new Map(services.map((service) => [service.id, serviceWords(service, ctx.locale).name]))
  const today = localDate(ctx.now, shop.timezone)
  const days = await openDates(ctx, shop, today, today.add({ days: shop.policies.horizonDays }))
  return {
    rows: await rowsOf(ctx, shop, places, nameOf),
    mayEdit,
    requests: mayEdit ? (await readWaiting(ctx, shop)).filter(({ id }) => !waiting.has(id)) : [],
    services: services.flatMap(({ id, archivedAt }) =>
      archivedAt ? [] : { value: id, label: nameOf.get(id) ?? '' },
    ),
    days: days.slice(0, MOST_DAYS).map(String),
  }
}

type Places = Awaited<ReturnType<typeof waitlistOf>>

async function rowsOf(ctx: Ctx, shop: Shop, places: Places, nameOf: ReadonlyMap<string, string>) {
  const customers = await customersById(
    ctx,
    shop.id,
    places.map(({ entry }) => entry.customerId),
  )
  const orders = await orderSummaries(
    ctx,
    shop.id,
    places.map(({ entry }) => entry.orderId),
  )
  const assets = await assetsById(
    ctx,
    shop.id,
    [...orders.values()].map(({ assetId }) => assetId),
  )
  return places.map(({ entry, position, offer }) => {
    const customer = customers.get(entry.customerId)
    const order = orders.get(entry.orderId)
    const asset = order && assets.get(order.assetId)
    const phone = customer?.phone
    return {
      orderId: entry.orderId,
      number: order?.number ?? 0,
      position,
      customer: customer ? { id: customer.id, name: customer.name } : null,
      phone: phone ? { number: phone, text: formatPhone(phone, shop.region) } : null,
      asset: asset ? { name: assetName(asset), plate: asset.plate } : null,
      what: entry.serviceIds.flatMap((id) => nameOf.get(id) ?? []).join(', '),
      from: entry.firstDate.toString(),
      to: entry.lastDate.toString(),
      part: entry.part,
      joinedAt: entry.createdAt.epochMilliseconds,
      offer: offer && {
        startsAt: offer.startsAt.epochMilliseconds,
        expiresAt: offer.expiresAt.epochMilliseconds,
      },
    }
  })
}

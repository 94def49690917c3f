import type { Ctx } from '../../../../kit/context.ts'
import { wordsOf } from '../../../../kit/context.ts'
import { newFormKey } from '../../../../kit/http/forms.ts'
import { type AskedReason, askedReasons } from '../../../booking/ask-customer.ts'
import { partsDate } from '../../../booking/parts-date.ts'
import { appointmentOfOrder } from '../../../booking/read.ts'
import {
  confirmationOf,
  type Service,
  presentService,
  serviceWords,
  servicesById,
  servicesOf,
} from '../../../catalog/services.ts'
import type { Opened } from '../../../repairs/pages/track/open.ts'
import { jobsOf } from '../../../repairs/read-jobs.ts'
import { shopById } from '../../../shops/find.ts'
import type { Shop } from '../../../shops/shop.ts'
import { readDraft, valuesOfQuery } from '../book/draft.ts'
import type { OfferedService } from '../book/price.ts'
import { readTimes, type Times } from '../book/read-state.ts'

/** What there is to choose: another time for a visit, or the first one for a request that waits. */
export interface TimeChoice {
  mode: 'move' | 'book'
  shop: { name: string; confirms: 'instant' | 'by_staff' }
  /** The time that the visit has now. */
  now: string | null
  /** Why the shop has asked for another time; null where it has not. */
  askedBecause: AskedReason[] | null
  services: { id: string; name: string }[]
  /** All that the shop offers, where the request names no service yet. */
  menu: OfferedService[]
  /** The date on which the last of its parts is there: times are offered from then on. */
  parts: string | null
  /** All of the work is left with the shop for the day. */
  dropOff: boolean
  times: Times | null
  formKey: string
}

/** Reads the choice; null where the repair has no time to choose (any more). */
export async function readChoice({ ctx, order }: Opened, url: URL): Promise<TimeChoice | null> {
  const shop = await shopById(ctx, order.shopId)
  if (shop.status === 'suspended') return null
  const visit = await appointmentOfOrder(ctx, order.shopId, order.id)
  const isComing = visit?.status === 'requested' || visit?.status === 'confirmed'
  if (!isComing && order.stage !== 'pending') return null
  const draft = readDraft(valuesOfQuery(url.searchParams))
  const known = visit?.serviceIds ?? (await servicesOfJobs(ctx, order))
  const services = await servicesById(ctx, shop.id, known.length > 0 ? known : draft.services, {
    // What was booked stays booked, even where the shop has stopped offering it.
    archived: isComing,
  }).catch(() => [])
  const hasServices = services.length > 0
  return {
    mode: isComing ? 'move' : 'book',
    shop: { name: shop.name, confirms: confirmationOf(services, shop) },
    now: isComing ? visit.startsAt.toString() : null,
    askedBecause: isComing ? ((await askedReasons(ctx, shop.id, [visit.id])).get(visit.id) ?? null) : null,
    services: services.map((service) => presentOffered(ctx, shop, service)),
    menu: hasServices
      ? []
      : (await servicesOf(ctx, shop.id)).map((service) => presentOffered(ctx, shop, service)),
    parts: (await partsDate(ctx, shop, { orderId: order.id }))?.toString() ?? null,
    dropOff: hasServices && services.every((service) => service.dropOff),
    times: hasServices
      ? await readTimes(ctx, shop, services, draft, {
          orderId: order.id,
          moving: isComing ? visit.id : undefined,
        })
      : null,
    formKey: newFormKey(),
  }
}

async function servicesOfJobs(ctx: Ctx, order: Opened['order']): Promise<string[]> {
  const jobs = await jobsOf(ctx, order)
  return [...new Set(jobs.flatMap(({ serviceId }) => serviceId ?? []))]
}

/** A service as the booking page works with it. */
export function presentOffered(ctx: Ctx, shop: Shop, service: Service): OfferedService {
  const locale = wordsOf(ctx, shop)
  const { id, name, description, durationMinutes, price, priceKind } = presentService(service, shop, locale)
  const { category } = serviceWords(service, locale)
  const { tax, dropOff } = service
  const facts = { id, name, description, durationMinutes, price, priceKind, category, dropOff }
  const confirms = confirmationOf([service], shop)
  return { ...facts, confirms, taxRate: tax.ratePpm, taxName: tax.name }
}

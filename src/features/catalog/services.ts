import type { Ctx, Locale } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import type { Money, TaxMode } from '../../kit/money.ts'
import type { Confirmation, PriceKind, Service } from './service.ts'
import { selectLowestPrices, selectServices, selectServicesById, selectShopsOffering } from './store.ts'

export type { Service, ServiceNeed } from './service.ts'

/** The services of a shop in their order, with needs and tax; archived ones only when asked for. */
export async function servicesOf(
  ctx: Ctx,
  shopId: string,
  { archived = false }: { archived?: boolean } = {},
): Promise<Service[]> {
  return selectServices(ctx, shopId, archived)
}

/**
 * The services of these ids in that order. One that is not this shop's does not exist, nor, unless `archived`
 * is asked for, one that was retired: 404 at `<pointer>/<index>`.
 */
export async function servicesById(
  ctx: Ctx,
  shopId: string,
  ids: readonly string[],
  chosen: Chosen = {},
): Promise<Service[]> {
  return chosenServices(await selectServicesById(ctx, shopId, ids.filter(isId)), ids, chosen)
}

interface Chosen {
  archived?: boolean
  pointer?: string
}

/** The same among services that were read already, by id. */
export function chosenServices(
  found: ReadonlyMap<string, Service>,
  ids: readonly string[],
  { archived = false, pointer = '/serviceIds' }: Chosen = {},
): Service[] {
  return ids.map((id, index) => {
    const service = found.get(id)
    if (!service || (service.archivedAt && !archived)) throw notFound(`${pointer}/${index}`)
    return service
  })
}

/** The lowest listed price of each of these shops; a shop that lists none is left out. */
export async function lowestPrices(
  ctx: Ctx,
  shopIds: readonly string[],
): Promise<Map<string, { price: Money; taxIncluded: boolean }>> {
  const rows = await selectLowestPrices(ctx, shopIds)
  return new Map(
    rows.map(({ shopId, amount, currency, taxMode }) => [
      shopId,
      { price: { amount, currency }, taxIncluded: taxMode === 'included' },
    ]),
  )
}

/** The ids of the shops that offer this service now: one or none. */
export async function shopsOffering(ctx: Ctx, serviceId: string): Promise<string[]> {
  return selectShopsOffering(ctx, serviceId)
}

/** A service as customers and other programs see it. */
export interface PublicService {
  id: string
  name: string
  description: string
  durationMinutes: number
  /** The list price; null for `quote`. */
  price: Money | null
  priceKind: PriceKind
  taxIncluded: boolean
  /** The car or device is left for the day. */
  dropOff?: boolean
}

/** The public face of a service in the reader's language, where the shop has written it in that. */
export function presentService(service: Service, shop: { taxMode: TaxMode }, locale: Locale): PublicService {
  const { name, description } = serviceWords(service, locale)
  return {
    id: service.id,
    name,
    description,
    durationMinutes: service.durationMinutes,
    price: service.price,
    priceKind: service.priceKind,
    taxIncluded: shop.taxMode === 'included',
    ...(service.dropOff ? { dropOff: true } : {}),
  }
}

/** When a booking of these services is certain: by staff where one of them asks for it, each as it says or else as its shop. */
export function confirmationOf(
  services: readonly Pick<Service, 'confirmBookings'>[],
  shop: { policies: { confirmBookings: Confirmation } },
): Confirmation {
  const each = services.map((service) => service.confirmBookings ?? shop.policies.confirmBookings)
  return each.includes('by_staff') ? 'by_staff' : 'instant'
}

/** The words of a service in a language, else in the shop's own. */
export function serviceWords(
  service: Service,
  locale: Locale,
): { name: string; description: string; category: string } {
  const other = service.translations[locale]
  return {
    name: other?.name || service.name,
    description: other?.description || service.description,
    category: other?.category || service.category,
  }
}

/** The names of services in one line, for whoever writes nothing else of what is to be done. */
export function namesInLine(services: readonly Service[], locale: Locale): string {
  return services.map((service) => serviceWords(service, locale).name).join(locale === 'fa' ? '، ' : ', ')
}

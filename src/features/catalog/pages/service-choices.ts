import type { Ctx } from '../../../kit/context.ts'
import { resourcesOf } from '../../staff/resources.ts'
import { percentOf } from '../../shops/input.ts'
import type { Shop } from '../../shops/shop.ts'
import { taxRatesOf } from '../../shops/taxes.ts'
import type { ResourceKind } from '../service.ts'
import { servicesOf } from '../services.ts'
import type { ServiceChoices } from './service-fields.tsx'

/** What the form of a service offers to choose from, and what a visit usually holds at this shop. */
export async function serviceChoices(
  ctx: Ctx,
  shop: Shop,
): Promise<ServiceChoices & { usualNeeds: ResourceKind[] }> {
  const services = await servicesOf(ctx, shop.id)
  const rates = await taxRatesOf(ctx, shop.id)
  const resources = await resourcesOf(ctx, shop.id)
  const kinds = new Set(resources.map((resource) => resource.kind))
  const place: ResourceKind | undefined = kinds.has('bay') ? 'bay' : kinds.has('bench') ? 'bench' : undefined
  return {
    currency: shop.currency,
    other: shop.locale === 'fa' ? 'en' : 'fa',
    categories: [...new Set(services.map((service) => service.category))].filter(Boolean),
    skills: [...new Set(resources.flatMap((resource) => resource.skills))],
    rates: rates.map(({ id, name, ratePpm }) => ({ id, name, percent: percentOf(ratePpm) })),
    usualNeeds: [...(kinds.has('technician') ? ['technician' as const] : []), ...(place ? [place] : [])],
  }
}

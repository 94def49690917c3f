import type { z } from 'zod'
import type { Ctx } from '../../../../kit/context.ts'
import { invalid } from '../../../../kit/errors.ts'
import { paths } from '../../../../web/paths.ts'
import { openShop, OpenShop } from '../../../staff/open-shop.ts'
import { currencyOptions, regionOptions, timezones } from '../settings/lists.ts'
import { slugOf } from './slug.ts'

const EN = { region: 'US', currency: 'USD', taxMode: 'added', kinds: 'workshop' }
const FA = { region: 'IR', currency: 'IRR', taxMode: 'included', kinds: 'workshop', timezone: 'Asia/Tehran' }

/** What can be chosen for a new shop, and what stands in its form at first. */
export function openingChoices(ctx: Ctx) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  // A server that runs on UTC knows nothing of where the shop is: rather asked than wrong by hours.
  const timezone = here === 'UTC' ? '' : here
  return {
    regions: regionOptions(ctx.locale),
    currencies: currencyOptions(ctx.locale),
    timezones: timezones(),
    values: { timezone, ...(ctx.locale === 'fa' ? FA : EN) },
  }
}

const Shop = OpenShop.pick({
  name: true,
  kinds: true,
  address: true,
  city: true,
  region: true,
  timezone: true,
  currency: true,
  taxMode: true,
  phone: true,
  organisationId: true,
})

export const OpenShopForm = Shop.extend({
  slug: OpenShop.shape.slug.optional(),
  lat: OpenShop.shape.location.unwrap().unwrap().shape.lat.nullable().optional(),
  lon: OpenShop.shape.location.unwrap().unwrap().shape.lon.nullable().optional(),
})

/** Opens the shop of the form with the caller as its owner, and leads to its set-up. */
export async function openByForm(
  ctx: Ctx,
  { lat = null, lon = null, slug, ...given }: z.output<typeof OpenShopForm>,
  approved: boolean,
): Promise<string> {
  if ((lat === null) !== (lon === null)) throw invalid(lat === null ? '/lat' : '/lon', 'missing')
  const location = lat === null || lon === null ? null : { lat, lon }
  const address = slug ?? slugOf(given.name)
  if (address.length < 3) throw invalid('/slug', 'missing')
  const shop = await openShop(ctx, {
    ...given,
    slug: address,
    location,
    locale: ctx.locale,
    hours: [],
    approved,
  })
  return paths(ctx.locale).welcome(`${shop.slug}/hours`)
}

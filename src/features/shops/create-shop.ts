import { z } from 'zod'
import { can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId, transaction } from '../../kit/db/index.ts'
import { explainConstraint, forbidden, Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import { addOrganisation } from '../organisations/organisation.ts'
import {
  contactFields,
  currencyField,
  percentField,
  placeFields,
  ppmOf,
  shopPhone,
  slugField,
  weeklyField,
} from './input.ts'
import { checkWeek } from './opening.ts'
import type { Shop } from './shop.ts'
import { insertShop } from './store.ts'
import { replaceHours } from './store-hours.ts'
import { insertTaxRate } from './store-taxes.ts'

export const CreateShop = z.strictObject({
  slug: slugField(),
  ...placeFields,
  location: placeFields.location.optional(),
  calendar: placeFields.calendar.optional(),
  currency: currencyField(),
  taxMode: z.enum(['added', 'included']),
  /** The default rate; none means that the shop charges no tax. */
  tax: z.strictObject({ name: text({ max: 60 }), percent: percentField() }).optional(),
  hours: z.array(weeklyField()).max(70).default([]),
  phone: contactFields.phone.optional(),
  email: contactFields.email.optional(),
  website: contactFields.website.optional(),
  qualityCheck: z.boolean().optional(),
  /** What the new organisation behind the shop is called, where its name is another. */
  organisation: text({ max: 120 }).optional(),
  /** Open to the public at once; else it waits for `approveShop`. */
  approved: z.boolean().default(false),
})

explainConstraint(
  'shops_slug_key',
  () => new Problem('illegal-move', { reason: 'slug_taken', errors: [{ pointer: '/slug', key: 'taken' }] }),
)

/**
 * Opens a shop: its organisation (a new one unless it comes to another), calendar, default tax rate and hours. Who may
 * and who owns it is said by `openShop`. 403 for one that is approved at once by who may not approve, 409 `slug_taken`.
 */
export async function createShop(
  ctx: Ctx,
  given: z.output<typeof CreateShop>,
  organisationId?: string,
): Promise<Shop> {
  if (given.approved && !can(ctx, 'shop.approve', {})) throw forbidden()
  checkWeek(given.hours, (index) => `/hours/${index}`)
  const phone = shopPhone(given.phone ?? null, given.region, '/phone')
  return transaction(ctx, async (tx) => {
    const named = given.organisation ?? given.name
    const shop = await insertShop(
      tx,
      {
        id: newId(tx.now),
        organisationId: organisationId ?? (await addOrganisation(tx, named)).id,
        slug: given.slug,
        name: given.name,
        kinds: given.kinds,
        status: given.approved ? 'approved' : 'pending',
        city: given.city,
        address: given.address,
        region: given.region,
        lat: given.location?.lat ?? null,
        lon: given.location?.lon ?? null,
        timezone: given.timezone,
        currency: given.currency,
        locale: given.locale,
        calendar: given.calendar ?? (given.locale === 'fa' ? 'jalali' : 'gregorian'),
        taxMode: given.taxMode,
      },
      {
        phone,
        email: given.email ?? null,
        website: given.website ?? null,
        ...(given.qualityCheck === undefined ? {} : { qualityCheck: given.qualityCheck }),
      },
    )
    if (given.tax) {
      await insertTaxRate(tx, shop.id, {
        name: given.tax.name,
        ratePpm: ppmOf(given.tax.percent),
        isDefault: true,
      })
    }
    await replaceHours(tx, shop.id, given.hours)
    await record(tx, { type: 'shop.created', shopId: shop.id, subject: { kind: 'shop', id: shop.id } })
    return shop
  })
}

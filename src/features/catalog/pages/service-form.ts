import { z } from 'zod'
import { invalid } from '../../../kit/errors.ts'
import { text } from '../../../kit/input.ts'
import { type Money, parseMoney } from '../../../kit/money.ts'
import type { Shop } from '../../shops/shop.ts'
import { AddService } from '../add-service.ts'
import { serviceFields } from '../input.ts'
import { RESOURCE_KINDS } from '../service.ts'

/** Amounts are typed in the currency's own units; a row of needs without a kind is none. */
const typed = {
  cost: z.string().max(40).nullable().optional(),
  needs: z
    .array(
      z.strictObject({
        kind: z.enum(RESOURCE_KINDS).optional(),
        skill: text({ max: 60 }).optional(),
        count: z.int().min(1).max(10).default(1),
        holdsSetup: z.boolean(),
        holdsCleanup: z.boolean(),
      }),
    )
    .max(8)
    .default([]),
}

/** All of a service but its price, as a form sends it: what was emptied is missing, not unchanged. */
export const ServiceForm = z.strictObject({
  version: z.int().optional(),
  ...AddService.omit({ price: true, priceKind: true, cost: true, needs: true }).shape,
  translations: z.strictObject({ en: otherWords().optional(), fa: otherWords().optional() }).default({}),
  runsBeside: z.boolean(),
  dropOff: z.boolean(),
  ...typed,
})

function otherWords() {
  return z.strictObject({
    name: text({ max: 120 }).optional(),
    description: serviceFields.description.default(''),
    category: serviceFields.category.default(''),
  })
}

export const PriceForm = z.strictObject({
  version: z.int().optional(),
  priceKind: AddService.shape.priceKind,
  price: z.string().max(40).nullable().optional(),
})

export const NewServiceForm = z.strictObject({
  ...ServiceForm.omit({ version: true }).shape,
  ...PriceForm.omit({ version: true }).shape,
})

type Typed = z.output<typeof ServiceForm>

/** The form's fields as the capability takes them. */
export function serviceOfForm(
  shop: Shop,
  { version: _version, cost, needs, translations, ...plain }: Typed,
): Omit<z.output<typeof AddService>, 'price' | 'priceKind'> {
  const known = Object.entries(translations).flatMap(([locale, words]) =>
    words?.name ? [[locale, { ...words, name: words.name }] as const] : [],
  )
  return {
    ...plain,
    translations: Object.fromEntries(known),
    cost: typedAmount(shop, cost, '/cost'),
    needs: needs.flatMap(({ kind, skill = null, ...need }) => (kind ? [{ kind, skill, ...need }] : [])),
  }
}

/** An amount as typed; 400 at `pointer` where it cannot be read for certain. */
export function typedAmount(shop: Shop, value: string | null | undefined, pointer: string): Money | null {
  if (value == null) return null
  const money = parseMoney(value, shop.currency)
  if (!money || money.amount < 0) throw invalid(pointer, 'amount')
  return money
}

/** Kind and price of the form: a price typed for a quote counts for nothing. */
export function priceOfForm(
  shop: Shop,
  { priceKind, price }: Pick<z.output<typeof PriceForm>, 'price' | 'priceKind'>,
) {
  return { priceKind, price: priceKind === 'quote' ? null : typedAmount(shop, price, '/price') }
}

/** How many rows the form shows for so many needs: one is always empty. */
export const rowsOf = (needs: number): number => Math.max(2, needs + 1)

/** What is ticked in the empty rows: whatever is named there is held for all of the time, until somebody says less. */
export function emptyNeeds(needs: number): Record<string, boolean> {
  const rows = Array.from({ length: rowsOf(needs) - needs }, (_, row) => `needs.${needs + row}`)
  return Object.fromEntries(
    rows.flatMap((name) => [`${name}.holdsSetup`, `${name}.holdsCleanup`].map((box) => [box, true])),
  )
}

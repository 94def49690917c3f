import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict, type FieldError, refuseWrong } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text, version } from '../../kit/input.ts'
import { roundings } from '../../kit/money.ts'
import { bumpCalendarRules } from './calendar-version.ts'
import { clockField, contactFields, placeFields, shopPhone } from './input.ts'
import type { Shop } from './shop.ts'
import { type ShopChange, updateShop } from './store.ts'

/** Absent = unchanged, null = cleared. With `version` a change by somebody else in between is a 409 `conflict`. */
export const EditShop = z.strictObject({
  version: version().optional(),
  ...z.object({ ...placeFields, ...contactFields }).partial().shape,
  accent: z
    .string()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable()
    .optional(),
  legalName: text({ max: 200 }).nullable().optional(),
  taxNumber: text({ max: 40 }).nullable().optional(),
  taxMode: z.enum(['added', 'included']).optional(),
  rounding: z.enum(roundings).optional(),
  invoicePrefix: z
    .string()
    .trim()
    .regex(/^[\w./-]*$/)
    .max(12)
    .optional(),
  fiscalYearStarts: z.int().min(1).max(12).optional(),
  qualityCheck: z.boolean().optional(),
  confirmBookings: z.enum(['instant', 'by_staff']).optional(),
  slotStepMinutes: z.int().min(5).max(240).optional(),
  leadMinutes: z
    .int()
    .min(0)
    .max(60 * 24 * 60)
    .optional(),
  horizonDays: z.int().min(1).max(366).optional(),
  dropOffMinutes: z.int().min(30).max(100_000).nullable().optional(),
  dropOffAt: clockField().nullable().optional(),
  cancelUntilMinutes: z
    .int()
    .min(0)
    .max(60 * 24 * 30)
    .optional(),
  rescheduleUntilMinutes: z
    .int()
    .min(0)
    .max(60 * 24 * 30)
    .optional(),
  confirmAskMinutes: z
    .int()
    .min(60)
    .max(60 * 24 * 30)
    .nullable()
    .optional(),
  confirmReleaseMinutes: z
    .int()
    .min(0)
    .max(60 * 24 * 30)
    .nullable()
    .optional(),
  offerMinutes: z
    .int()
    .min(15)
    .max(60 * 24)
    .optional(),
  noShowLimit: z.int().min(1).max(20).nullable().optional(),
})

// What free times are made from, besides hours and shifts.
const RULES: readonly string[] = [
  'timezone',
  'slotStepMinutes',
  'leadMinutes',
  'horizonDays',
  'dropOffMinutes',
  'dropOffAt',
  'confirmBookings',
]

/** Changes who and where a shop is, its tax, its papers and its booking policies. */
export async function editShop(ctx: Ctx, shop: Shop, input: z.output<typeof EditShop>): Promise<Shop> {
  allowInShop(ctx, 'shop.edit', shop.id)
  const { version = shop.version, ...given } = input
  if (version !== shop.version) throw conflict()
  refuseWrong(confirmFindings(shop, given))
  const change = changeOf(shop, given)
  const fields = Object.keys(change)
  if (fields.length === 0) return shop
  return transaction(ctx, async (tx) => {
    if (fields.some((field) => RULES.includes(field))) await bumpCalendarRules(tx, shop.id)
    const changed = await updateShop(tx, shop, change)
    if (!changed) throw conflict()
    await record(tx, {
      type: 'shop.edited',
      shopId: shop.id,
      subject: { kind: 'shop', id: shop.id },
      data: { fields },
    })
    return changed
  })
}

/** A visit is released only after its customer was asked about it. */
function confirmFindings({ policies }: Shop, given: z.output<typeof EditShop>): FieldError[] {
  const { confirmAskMinutes: ask = policies.confirmAskMinutes } = given
  const { confirmReleaseMinutes: release = policies.confirmReleaseMinutes } = given
  if (release === null || (ask !== null && release < ask)) return []
  return [{ pointer: '/confirmReleaseMinutes', key: 'releaseAfterAsk' }]
}

/** The given columns that differ from what the shop is. */
function changeOf(shop: Shop, given: Omit<z.output<typeof EditShop>, 'version'>): ShopChange {
  const { location, phone, ...plain } = given
  const region = given.region ?? shop.region
  const wanted: ShopChange = {
    ...plain,
    ...(phone === undefined ? {} : { phone: shopPhone(phone, region, '/phone') }),
    ...(location === undefined ? {} : { lat: location?.lat ?? null, lon: location?.lon ?? null }),
  }
  const before: Record<string, unknown> = {
    ...shop,
    ...shop.policies,
    dropOffAt: shop.policies.dropOffAt && Temporal.PlainTime.from(shop.policies.dropOffAt),
    lat: shop.location?.lat ?? null,
    lon: shop.location?.lon ?? null,
  }
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[field]),
    ),
  )
}

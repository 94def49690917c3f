import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { invalid, notFound } from '../../kit/errors.ts'
import { localDay, longText, text } from '../../kit/input.ts'
import { taxRatesOf } from '../shops/taxes.ts'
import { LINE_KINDS } from './line-kinds.ts'
import type { Order } from './store.ts'
import type { NewLine } from './store-jobs.ts'

export const jobFields = {
  title: text({ max: 200 }),
  complaint: longText({ max: 10_000 }),
  cause: longText({ max: 10_000 }),
  correction: longText({ max: 10_000 }),
}

// A line and a sheet that are no larger add up to a safe integer, tax included.
const MAX_LINE = 1_000_000_000_000
export const MAX_LINES = 500
export const MAX_JOBS = 100

const amount = () => z.int().min(-MAX_LINE).max(MAX_LINE)
const price = () => z.strictObject({ amount: amount(), currency: z.string().length(3) })

export const lineFields = {
  kind: z.enum(LINE_KINDS),
  text: text({ max: 300 }),
  /** Hours, pieces: up to three decimals. */
  quantity: z.number().gt(0).max(100_000).multipleOf(0.001),
  /** Null for work that still has to be priced; a discount's is zero or less. */
  unitPrice: price().nullable(),
  /** What it costs the shop. */
  cost: price().nullable(),
  /** One of the shop's tax rates; its default one unless said. */
  taxRateId: z.string().max(64),
  /** The date from which a part is there; null where nothing is waited for. */
  availableFrom: localDay().nullable(),
}

interface Typed {
  kind?: NewLine['kind'] | undefined
  text?: string | undefined
  quantity?: number | undefined
  unitPrice?: z.output<ReturnType<typeof price>> | null | undefined
  cost?: z.output<ReturnType<typeof price>> | null | undefined
  taxRateId?: string | undefined
  availableFrom?: Temporal.PlainDate | null | undefined
}

/** What was typed, as a line keeps it; 400 at the field for another currency or a wrong sign. */
export async function readLine(
  ctx: Ctx,
  order: Order,
  typed: Typed,
  kind: NewLine['kind'],
): Promise<Partial<NewLine>> {
  const { unitPrice, cost } = typed
  for (const [pointer, money] of [
    ['/unitPrice', unitPrice],
    ['/cost', cost],
  ] as const) {
    if (money && money.currency !== order.currency)
      throw invalid(`${pointer}/currency`, 'otherCurrency', { currency: order.currency })
  }
  if (unitPrice && kind === 'discount' && unitPrice.amount > 0)
    throw invalid('/unitPrice/amount', 'numberMax', { limit: 0 })
  if (unitPrice && kind !== 'discount' && unitPrice.amount < 0)
    throw invalid('/unitPrice/amount', 'numberMin', { limit: 0 })
  if (kind === 'discount' && unitPrice === null) throw invalid('/unitPrice', 'missing')
  return {
    ...(typed.kind ? { kind: typed.kind } : {}),
    ...(typed.text === undefined ? {} : { text: typed.text }),
    ...(typed.quantity === undefined ? {} : { quantityMilli: Math.round(typed.quantity * 1000) }),
    ...(unitPrice === undefined ? {} : { unitAmount: unitPrice?.amount ?? null }),
    ...(cost === undefined ? {} : { costAmount: cost?.amount ?? null }),
    ...(typed.availableFrom === undefined ? {} : { availableFrom: typed.availableFrom }),
    ...(typed.taxRateId === undefined ? {} : await taxOf(ctx, order.shopId, typed.taxRateId)),
  }
}

/** A tax rate of the shop, or its default one, as a line keeps it. */
export async function taxOf(
  ctx: Ctx,
  shopId: string,
  id?: string,
): Promise<Pick<NewLine, 'taxName' | 'taxRatePpm'>> {
  const rates = await taxRatesOf(ctx, shopId)
  const rate = id === undefined ? rates.find((one) => one.isDefault) : rates.find((one) => one.id === id)
  if (!rate && id !== undefined) throw notFound('/taxRateId')
  return { taxName: rate?.name ?? '', taxRatePpm: rate?.ratePpm ?? 0 }
}

/** 400 where a line comes to more than a document can add up. */
export function refuseHuge({
  quantityMilli,
  unitAmount,
}: Pick<NewLine, 'quantityMilli' | 'unitAmount'>): void {
  if (Math.abs(unitAmount ?? 0) * (quantityMilli / 1000) > MAX_LINE)
    throw invalid('/unitPrice/amount', 'numberMax', { limit: MAX_LINE })
}

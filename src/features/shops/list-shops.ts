import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { foldDigits, pageLimit, text } from '../../kit/input.ts'
import { SHOP_KINDS } from './shop.ts'
import {
  type FoundShop,
  isDistance,
  NOWHERE_KM,
  type Place,
  searchShops,
  type ShopSearch,
} from './store-search.ts'

/** `lat,lon` in degrees → a place. */
export function placeText() {
  return z
    .string()
    .meta({ description: 'latitude and longitude in degrees', example: '40.7128,-74.006' })
    .transform((typed, context): Place => {
      const found = /^(-?\d{1,2}(?:\.\d{1,12})?),(-?\d{1,3}(?:\.\d{1,12})?)$/.exec(
        foldDigits(typed).replaceAll(' ', ''),
      )
      const [lat, lon] = [Number(found?.[1]), Number(found?.[2])]
      if (found && Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return { lat, lon }
      context.addIssue({ code: 'custom', params: { key: 'place' }, input: typed })
      return z.NEVER
    })
}

export const ListShopsInput = z.strictObject({
  near: placeText().optional(),
  kind: z.enum(SHOP_KINDS).optional(),
  service: text({ max: 120 }).optional(),
  q: text({ min: 0, max: 200 }).optional(),
  limit: pageLimit({ most: 100, fallback: 20 }),
  after: z.string().max(400).optional(),
})

export type ListShopsInput = z.output<typeof ListShopsInput>

export interface ShopPage {
  shops: FoundShop[]
  /** What `after` takes for the next page; null at the end. */
  next: string | null
}

/**
 * The shops that are open to the public, nearest first where `near` is given, else by name. `offeredBy` narrows
 * to these shops, where the caller has named a service by its id.
 */
export async function listShops(
  ctx: Ctx,
  input: ListShopsInput,
  { offeredBy }: { offeredBy?: readonly string[] } = {},
): Promise<ShopPage> {
  const { near, kind, q, limit } = input
  const found = await searchShops(ctx, {
    near,
    kind,
    q,
    ...(offeredBy ? { ids: offeredBy } : { service: input.service }),
    after: readCursor(input.after, near !== undefined),
    limit: limit + 1,
  })
  const shops = found.slice(0, limit)
  const last = found.length > limit ? shops.at(-1) : undefined
  return { shops, next: last ? cursorOf(last, near !== undefined) : null }
}

function cursorOf({ shop, distanceKm }: FoundShop, byDistance: boolean): string {
  return Buffer.from(JSON.stringify([byDistance ? (distanceKm ?? NOWHERE_KM) : shop.name, shop.id])).toString(
    'base64url',
  )
}

function readCursor(after: string | undefined, byDistance: boolean): ShopSearch['after'] {
  if (after === undefined) return undefined
  const [place, id] = parseJson(Buffer.from(after, 'base64url').toString('utf8'))
  if (typeof id === 'string' && isId(id)) {
    if (byDistance && isDistance(place)) return { distance: place, id }
    if (!byDistance && typeof place === 'string' && !place.includes('\0')) return { name: place, id }
  }
  throw invalid('/after', 'wrongFormat')
}

function parseJson(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { searchKey } from '../../kit/input.ts'
import { kindsCalled } from './kinds-called.ts'
import type { Shop, ShopKind } from './shop.ts'
import { SHOP_COLUMNS, shopOf } from './store.ts'

export interface Place {
  lat: number
  lon: number
}

export interface ShopSearch {
  near?: Place | undefined
  kind?: ShopKind | undefined
  /** Words that must all stand in the name, place or services, or name a kind of shop. */
  q?: string | undefined
  /** Words that must all stand in the names of its services. */
  service?: string | undefined
  /** Only these shops. */
  ids?: readonly string[] | undefined
  /** The last shop of the page before: its distance in km (with `near`) or name, and its id. */
  after?: { distance: number; id: string } | { name: string; id: string } | undefined
  limit: number
}

/** A shop as a search found it, with its distance in km where `near` was given and the shop has a place. */
export interface FoundShop {
  shop: Shop
  distanceKm: number | null
}

const EARTH_KM = 6371.0088
// Where a shop has not said where it is, it stands behind all that have.
export const NOWHERE_KM = 1e6
// The half circumference: nothing on Earth is farther.
const FARTHEST_KM = 20_100

/** The approved shops of a search, nearest first where `near` is given, else by name. One more than asked tells of a next page. */
export async function searchShops(ctx: Ctx, search: ShopSearch): Promise<FoundShop[]> {
  if (!search.near) return byName(ctx, search)
  const from = search.after && 'distance' in search.after ? search.after.distance : 0
  // Rings that grow: the index on places answers the small ones, and most searches end there.
  for (const radius of [50, 400, 3200]) {
    if (radius <= from) continue
    const found = await byDistance(ctx, search, search.near, radius)
    if (found.length >= search.limit) return found
  }
  return byDistance(ctx, search, search.near, Number.POSITIVE_INFINITY)
}

function matching(ctx: Ctx, { kind, q, service, ids }: ShopSearch) {
  let query = ctx.db.selectFrom('shops').where('status', '=', 'approved')
  if (kind) query = query.where(sql<boolean>`kinds @> array[${kind}]::text[]`)
  if (ids) query = query.where(sql<boolean>`id = any(${ids}::uuid[])`)
  for (const word of wordsIn(q)) {
    const kinds = kindsCalled(word)
    query = query.where((eb) =>
      eb.or([
        eb('search', 'like', holds(word)),
        eb('offers', 'like', holds(word)),
        ...(kinds.length > 0 ? [sql<boolean>`kinds && ${kinds}::text[]`] : []),
      ]),
    )
  }
  for (const word of wordsIn(service)) query = query.where('offers', 'like', holds(word))
  return query
}

function wordsIn(text: string | undefined): string[] {
  return searchKey(text ?? '')
    .split(' ')
    .filter(Boolean)
}

/** The pattern of a text that holds the word. */
function holds(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}

async function byName(ctx: Ctx, search: ShopSearch): Promise<FoundShop[]> {
  let query = matching(ctx, search).select(SHOP_COLUMNS)
  const { after } = search
  if (after && 'name' in after)
    query = query.where(sql<boolean>`(name, id) > (${after.name}, ${after.id}::uuid)`)
  const rows = await query.orderBy('name').orderBy('id').limit(search.limit).execute()
  return rows.map((row) => ({ shop: shopOf(row), distanceKm: null }))
}

async function byDistance(ctx: Ctx, search: ShopSearch, near: Place, radius: number): Promise<FoundShop[]> {
  const distance = distanceFrom(near)
  let query = matching(ctx, search).select(SHOP_COLUMNS).select(distance.as('distance'))
  if (Number.isFinite(radius)) query = query.where(inBox(near, radius)).where(distance, '<=', radius)
  const { after } = search
  if (after && 'distance' in after) {
    query = query.where(sql<boolean>`(${distance}, id) > (${after.distance}::float8, ${after.id}::uuid)`)
  }
  const rows = await query.orderBy('distance').orderBy('id').limit(search.limit).execute()
  return rows.map(({ distance: km, ...row }) => ({
    shop: shopOf(row),
    distanceKm: km < NOWHERE_KM ? km : null,
  }))
}

/** Great-circle distance in km by the haversine formula. */
function distanceFrom({ lat, lon }: Place): RawBuilder<number> {
  return sql<number>`case when lat is null or lon is null then ${NOWHERE_KM}::float8
    else ${2 * EARTH_KM}::float8 * asin(least(1, sqrt(
      sin(radians(lat - ${lat}::float8) / 2) ^ 2
      + cos(radians(${lat}::float8)) * cos(radians(lat)) * sin(radians(lon - ${lon}::float8) / 2) ^ 2))) end`
}

/** A rectangle of degrees that holds the circle; without its sides where it reaches a pole or the date line. */
function inBox({ lat, lon }: Place, radius: number): RawBuilder<boolean> {
  const angle = radius / EARTH_KM
  const dLat = toDegrees(angle)
  const rows = sql<boolean>`lat between ${lat - dLat}::float8 and ${lat + dLat}::float8`
  if (Math.abs(lat) + dLat >= 90) return rows
  const dLon = toDegrees(Math.asin(Math.sin(angle) / Math.cos((lat * Math.PI) / 180)))
  if (lon - dLon < -180 || lon + dLon > 180) return rows
  return sql<boolean>`${rows} and lon between ${lon - dLon}::float8 and ${lon + dLon}::float8`
}

const toDegrees = (radians: number): number => (radians * 180) / Math.PI

// Enough to offer; a platform with more towns than that needs no list of them.
const MOST_PLACES = 300

/** The towns in which shops are listed, those with most shops first, each where its shops are on average. */
export async function selectPlaces(ctx: Ctx): Promise<(Place & { city: string })[]> {
  const rows = await ctx.db
    .selectFrom('shops')
    .where('status', '=', 'approved')
    .where('lat', 'is not', null)
    .where('lon', 'is not', null)
    .groupBy('city')
    .select(['city', sql<number>`avg(lat)`.as('lat'), sql<number>`avg(lon)`.as('lon')])
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('city')
    .limit(MOST_PLACES)
    .execute()
  return rows
}

/** Whether a number can be a distance that a search gave out. */
export function isDistance(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && (value <= FARTHEST_KM || value === NOWHERE_KM)
}

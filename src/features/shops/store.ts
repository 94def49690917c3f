import type { Selectable } from 'kysely'
import type { Ctx, Locale, Services } from '../../kit/context.ts'
import { type DB, isId, namedRead } from '../../kit/db/index.ts'
import { searchKey } from '../../kit/input.ts'
import type { Rounding, TaxMode } from '../../kit/money.ts'
import type { Shop, ShopKind, ShopPolicies, ShopStatus } from './shop.ts'

const COLUMNS = [
  'id',
  'organisationId',
  'slug',
  'name',
  'kinds',
  'status',
  'city',
  'address',
  'region',
  'lat',
  'lon',
  'timezone',
  'currency',
  'locale',
  'calendar',
  'phone',
  'email',
  'website',
  'accent',
  'legalName',
  'taxNumber',
  'taxMode',
  'rounding',
  'invoicePrefix',
  'fiscalYearStarts',
  'qualityCheck',
  'confirmBookings',
  'slotStepMinutes',
  'leadMinutes',
  'horizonDays',
  'dropOffMinutes',
  'dropOffAt',
  'cancelUntilMinutes',
  'rescheduleUntilMinutes',
  'confirmAskMinutes',
  'confirmReleaseMinutes',
  'offerMinutes',
  'noShowLimit',
  'ratingSum',
  'ratingCount',
  'createdAt',
  'version',
] as const

export { COLUMNS as SHOP_COLUMNS }

export type ShopRow = Pick<Selectable<DB['shops']>, (typeof COLUMNS)[number]>

/** A row as the domain knows it. The checks of the table make the narrowing true. */
export function shopOf(row: ShopRow): Shop {
  const { lat, lon, ratingSum, ratingCount, confirmBookings, ...rest } = row
  const { slotStepMinutes, leadMinutes, horizonDays, cancelUntilMinutes, rescheduleUntilMinutes, ...more } =
    rest
  const {
    confirmAskMinutes,
    confirmReleaseMinutes,
    offerMinutes,
    noShowLimit,
    dropOffMinutes,
    dropOffAt,
    ...plain
  } = more
  return {
    ...plain,
    kinds: row.kinds as ShopKind[],
    status: row.status as ShopStatus,
    locale: row.locale as Locale,
    calendar: row.calendar as Shop['calendar'],
    taxMode: row.taxMode as TaxMode,
    rounding: row.rounding as Rounding,
    location: lat === null || lon === null ? null : { lat, lon },
    rating:
      ratingCount > 0
        ? { average: Math.round((ratingSum / ratingCount) * 100) / 100, count: ratingCount }
        : null,
    policies: {
      confirmBookings: confirmBookings as ShopPolicies['confirmBookings'],
      slotStepMinutes,
      leadMinutes,
      horizonDays,
      dropOffMinutes,
      dropOffAt: dropOffAt && dropOffAt.toString({ smallestUnit: 'minute' }),
      cancelUntilMinutes,
      rescheduleUntilMinutes,
      confirmAskMinutes,
      confirmReleaseMinutes,
      offerMinutes,
      noShowLimit,
    },
  }
}

const SLUG = /^[a-z0-9-]{1,60}$/

/** A shop by its id or slug, whatever its status. */
export async function selectShop(ctx: Ctx, slugOrId: string): Promise<Shop | undefined> {
  // Anything may stand in an address; what can be no slug need not be asked for.
  if (!SLUG.test(slugOrId)) return undefined
  const row = await ctx.db
    .selectFrom('shops')
    .select(COLUMNS)
    .where(isId(slugOrId) ? 'id' : 'slug', '=', slugOrId)
    .executeTakeFirst()
  return row && shopOf(row)
}

/** The shop of an id that is known, locked until the transaction ends. */
export async function lockShop(tx: Ctx, id: string): Promise<Shop> {
  const row = await tx.db
    .selectFrom('shops')
    .select(COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return shopOf(row)
}

/** The shops with these ids, by id, whatever their status. */
export async function selectShops(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Shop>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.selectFrom('shops').select(COLUMNS).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, shopOf(row)]))
}

/** The shops of an organisation, the oldest first. */
export async function selectShopsOf(ctx: Ctx, organisationId: string): Promise<Shop[]> {
  const rows = await ctx.db
    .selectFrom('shops')
    .select(COLUMNS)
    .where('organisationId', '=', organisationId)
    .orderBy('id')
    .execute()
  return rows.map(shopOf)
}

/** The shops that ask their customers whether they come. */
export async function selectShopsThatAsk(ctx: Ctx): Promise<Shop[]> {
  const rows = await ctx.db
    .selectFrom('shops')
    .select(COLUMNS)
    .where('confirmAskMinutes', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(shopOf)
}

const VERSION = `shops.status || ' ' || shops.version || ' ' || calendars.version AS version
  FROM shops JOIN calendars ON calendars.shop_id = shops.id`
// Two statements: nearly all who ask know the slug, and one for both takes longer than either.
const VERSIONS_BY_SLUG = {
  name: 'versions-by-slug',
  text: `SELECT slug AS name, ${VERSION} WHERE slug = ANY ($1)`,
}
const VERSIONS_BY_ID = {
  name: 'versions-by-id',
  text: `SELECT shops.id::text AS name, ${VERSION} WHERE shops.id = ANY ($1)`,
}

/** Shops and their calendars in their present versions, by the slug or id that was asked for: what kept answers depend on. */
export async function selectPageVersions(
  services: Services,
  names: readonly string[],
): Promise<Map<string, string>> {
  const read = async (query: typeof VERSIONS_BY_ID, asked: string[]) =>
    asked.length === 0 ? [] : namedRead<{ name: string; version: string }>(services, query, [asked])
  const bySlug = await read(
    VERSIONS_BY_SLUG,
    names.filter((name) => !isId(name)),
  )
  const byId = await read(VERSIONS_BY_ID, names.filter(isId))
  return new Map([...bySlug, ...byId].map(({ name, version }) => [name, version]))
}

/** What a shop is made of, besides what has a default. */
export interface NewShop {
  id: string
  organisationId: string
  slug: string
  name: string
  kinds: readonly ShopKind[]
  status: ShopStatus
  city: string
  address: string
  region: string
  lat: number | null
  lon: number | null
  timezone: string
  currency: string
  locale: Locale
  calendar: Shop['calendar']
  taxMode: TaxMode
}

/** Writes the shop and its calendar row. */
export async function insertShop(ctx: Ctx, shop: NewShop, details: ShopChange): Promise<Shop> {
  const row = await ctx.db
    .insertInto('shops')
    .values({
      ...shop,
      ...details,
      kinds: [...shop.kinds],
      search: searchTextOf(shop),
      createdAt: ctx.now,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  await ctx.db.insertInto('calendars').values({ shopId: shop.id }).execute()
  return shopOf(row)
}

/** The columns of a shop that its people may change. */
export type ShopChange = Partial<
  Pick<
    ShopRow,
    | 'name'
    | 'kinds'
    | 'city'
    | 'address'
    | 'region'
    | 'lat'
    | 'lon'
    | 'timezone'
    | 'locale'
    | 'calendar'
    | 'phone'
    | 'email'
    | 'website'
    | 'accent'
    | 'legalName'
    | 'taxNumber'
    | 'taxMode'
    | 'rounding'
    | 'invoicePrefix'
    | 'fiscalYearStarts'
    | 'qualityCheck'
    | 'confirmBookings'
    | 'slotStepMinutes'
    | 'leadMinutes'
    | 'horizonDays'
    | 'dropOffMinutes'
    | 'dropOffAt'
    | 'cancelUntilMinutes'
    | 'rescheduleUntilMinutes'
    | 'confirmAskMinutes'
    | 'confirmReleaseMinutes'
    | 'offerMinutes'
    | 'noShowLimit'
  >
>

/** Writes the change and raises the version; undefined when the shop is no longer at `before.version`. */
export async function updateShop(ctx: Ctx, before: Shop, change: ShopChange): Promise<Shop | undefined> {
  const row = await ctx.db
    .updateTable('shops')
    .set({ ...change, search: searchTextOf({ ...before, ...change }), version: before.version + 1 })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row && shopOf(row)
}

export async function updateShopStatus(ctx: Ctx, shopId: string, status: ShopStatus): Promise<Shop> {
  const row = await ctx.db
    .updateTable('shops')
    .set((eb) => ({ status, version: eb('version', '+', 1) }))
    .where('id', '=', shopId)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return shopOf(row)
}

/** Keeps the folded names of what the shop offers, for the search over all shops. */
export async function updateShopOffers(ctx: Ctx, shopId: string, offers: string): Promise<void> {
  await ctx.db.updateTable('shops').set({ offers }).where('id', '=', shopId).execute()
}

/** Raises the shop's version if it is still `version`; says whether it was. */
export async function raiseShopVersion(ctx: Ctx, shopId: string, version: number): Promise<boolean> {
  const row = await ctx.db
    .updateTable('shops')
    .set({ version: version + 1 })
    .where('id', '=', shopId)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Raises the calendar's version alone: kept pages of the shop are made anew, expanded rules stay. */
export async function raiseCalendar(ctx: Ctx, shopId: string): Promise<void> {
  await ctx.db
    .updateTable('calendars')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('shopId', '=', shopId)
    .execute()
}

/** Locks the shop's calendar row and raises what free times and their rules are kept by. */
export async function raiseCalendarRules(ctx: Ctx, shopId: string): Promise<void> {
  await ctx.db
    .updateTable('calendars')
    .set((eb) => ({ version: eb('version', '+', 1), rulesVersion: eb('rulesVersion', '+', 1) }))
    .where('shopId', '=', shopId)
    .execute()
}

function searchTextOf(shop: { name: string; city: string; address: string }): string {
  return searchKey([shop.name, shop.city, shop.address].join(' '))
}

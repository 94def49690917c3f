import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import { plateKey, searchKey } from '../../kit/input.ts'

/** What a vehicle or device is: a device keeps its brand in `make`. */
export interface AssetFacts {
  kind: 'vehicle' | 'device'
  make: string
  model: string
  year: number | null
  vin: string | null
  plate: string | null
  odometer: number | null
  imei: string | null
  serial: string | null
}

/** A vehicle or device as one shop knows it. */
export interface Asset extends AssetFacts {
  shopId: string
  id: string
  customerId: string
  garageAccountId: string | null
  garageAssetId: string | null
  notes: string
  /** No longer among the customer's things; its orders keep it. */
  archivedAt: Temporal.Instant | null
  version: number
}

/** A vehicle or device in a person's garage, seen by its owner at every shop. */
export interface GarageAsset extends AssetFacts {
  accountId: string
  id: string
  version: number
}

const FACTS = ['kind', 'make', 'model', 'year', 'vin', 'plate', 'odometer', 'imei', 'serial'] as const
const COLUMNS = [
  'shopId',
  'id',
  'customerId',
  'garageAccountId',
  'garageAssetId',
  'notes',
  'archivedAt',
  'version',
  ...FACTS,
] as const
const GARAGE_COLUMNS = ['accountId', 'id', 'version', ...FACTS] as const

export async function selectAsset(ctx: Ctx, shopId: string, id: string): Promise<Asset | undefined> {
  const row = await ctx.db
    .selectFrom('assets')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row as Asset | undefined
}

/** The assets with these ids, by id. */
export async function selectAssets(
  ctx: Ctx,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, Asset>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('assets')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row as Asset]))
}

/** A customer's vehicles and devices at the shop, newest first. */
export async function selectAssetsOfCustomer(ctx: Ctx, shopId: string, customerId: string): Promise<Asset[]> {
  const rows = await ctx.db
    .selectFrom('assets')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('customerId', '=', customerId)
    .where('archivedAt', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  return rows as Asset[]
}

/** What several customers have, newest first, by customer. */
export async function selectAssetsOfCustomers(
  ctx: Ctx,
  shopId: string,
  customerIds: readonly string[],
): Promise<Map<string, Asset[]>> {
  if (customerIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('assets')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .where('archivedAt', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  return Map.groupBy(rows as Asset[], (asset) => asset.customerId)
}

/** The customer's asset that is this one by its identity (VIN, IMEI, serial or plate), if they have it already. */
export async function selectSameAsset(
  ctx: Ctx,
  shopId: string,
  customerId: string,
  facts: AssetFacts,
): Promise<Asset | undefined> {
  const known = await selectAssetsOfCustomer(ctx, shopId, customerId)
  return known.find((asset) => isSame(asset, facts))
}

/** Whether two descriptions name one thing: an identity in common, or, without any, the same make and model. */
export function isSame(a: AssetFacts, b: AssetFacts): boolean {
  if (a.kind !== b.kind) return false
  const pairs: [string | null, string | null][] = [
    [a.vin, b.vin],
    [a.imei, b.imei],
    [a.serial, b.serial],
    [a.plate && plateKey(a.plate), b.plate && plateKey(b.plate)],
  ]
  const comparable = pairs.filter(([mine, theirs]) => mine && theirs)
  if (comparable.length > 0) return comparable.some(([mine, theirs]) => mine === theirs)
  return (
    searchKey(`${a.make} ${a.model}`) === searchKey(`${b.make} ${b.model}`) &&
    (a.year ?? b.year) === (b.year ?? a.year)
  )
}

export async function insertAsset(
  ctx: Ctx,
  shopId: string,
  customerId: string,
  facts: AssetFacts,
  garage?: { accountId: string; id: string },
): Promise<Asset> {
  const row = await ctx.db
    .insertInto('assets')
    .values({
      shopId,
      id: newId(ctx.now),
      customerId,
      garageAccountId: garage?.accountId ?? null,
      garageAssetId: garage?.id ?? null,
      ...facts,
      search: searchTextOf(facts),
      createdAt: ctx.now,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Asset
}

/** Writes the changed facts and raises the version; undefined when somebody else changed the row since. */
export async function updateAsset(
  ctx: Ctx,
  before: Asset,
  change: Partial<AssetFacts> & { notes?: string; archivedAt?: Temporal.Instant | null },
): Promise<Asset | undefined> {
  const after = { ...before, ...change }
  const row = await ctx.db
    .updateTable('assets')
    .set({ ...change, search: searchTextOf(after), version: before.version + 1 })
    .where('shopId', '=', before.shopId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row as Asset | undefined
}

/** The shop's row of a garage asset among the things of whoever brings it: of a household each has a row of their own. */
export async function selectAssetOfGarage(
  ctx: Ctx,
  shopId: string,
  garage: { accountId: string; id: string },
  broughtBy: string | null,
): Promise<Asset | undefined> {
  const row = await ctx.db
    .selectFrom('assets')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('garageAccountId', '=', garage.accountId)
    .where('garageAssetId', '=', garage.id)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('customers')
          .select('customers.id')
          .whereRef('customers.shopId', '=', 'assets.shopId')
          .whereRef('customers.id', '=', 'assets.customerId')
          .where('customers.accountId', '=', broughtBy),
      ),
    )
    .executeTakeFirst()
  return row as Asset | undefined
}

export async function selectGarage(ctx: Ctx, accountId: string): Promise<GarageAsset[]> {
  const rows = await ctx.db
    .selectFrom('garageAssets')
    .select(GARAGE_COLUMNS)
    .where('accountId', '=', accountId)
    .where('archivedAt', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  return rows as GarageAsset[]
}

export async function selectGarageAsset(
  ctx: Ctx,
  accountId: string,
  id: string,
): Promise<GarageAsset | undefined> {
  const row = await ctx.db
    .selectFrom('garageAssets')
    .select(GARAGE_COLUMNS)
    .where('accountId', '=', accountId)
    .where('id', '=', id)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  return row as GarageAsset | undefined
}

export async function insertGarageAsset(
  ctx: Ctx,
  accountId: string,
  facts: AssetFacts,
): Promise<GarageAsset> {
  const row = await ctx.db
    .insertInto('garageAssets')
    .values({ accountId, id: newId(ctx.now), ...facts, createdAt: ctx.now })
    .returning(GARAGE_COLUMNS)
    .executeTakeFirstOrThrow()
  return row as GarageAsset
}

export async function updateGarageAsset(
  ctx: Ctx,
  before: GarageAsset,
  change: Partial<AssetFacts> & { archivedAt?: Temporal.Instant },
): Promise<GarageAsset | undefined> {
  const row = await ctx.db
    .updateTable('garageAssets')
    .set({ ...change, version: before.version + 1 })
    .where('accountId', '=', before.accountId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returning(GARAGE_COLUMNS)
    .executeTakeFirst()
  return row as GarageAsset | undefined
}

function searchTextOf(facts: AssetFacts): string {
  const { make, model, vin, plate, imei, serial } = facts
  return searchKey(
    [make, model, vin, plate && plateKey(plate), plate, imei, serial].filter(Boolean).join(' '),
  )
}

import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'
import { money } from '../../kit/money.ts'
import type { PriceKind, Service, ServiceNeed } from './service.ts'

function serviceQuery(ctx: Ctx, shopId: string) {
  return ctx.db
    .selectFrom('services as s')
    .innerJoin('shops', 'shops.id', 's.shopId')
    .leftJoin('taxRates as t', (join) =>
      join
        .onRef('t.shopId', '=', 's.shopId')
        .on((eb) =>
          eb.or([
            eb('t.id', '=', eb.ref('s.taxRateId')),
            eb.and([
              eb('s.taxRateId', 'is', null),
              eb('t.isDefault', '=', true),
              eb('t.archivedAt', 'is', null),
            ]),
          ]),
        ),
    )
    .where('s.shopId', '=', shopId)
    .select([
      's.shopId',
      's.id',
      's.name',
      's.description',
      's.translations',
      's.category',
      's.durationMinutes',
      's.setupMinutes',
      's.cleanupMinutes',
      's.priceKind',
      's.priceAmount',
      's.costAmount',
      's.taxRateId',
      's.leadMinutes',
      's.dailyLimit',
      's.runsBeside',
      's.dropOff',
      's.confirmBookings',
      's.position',
      's.archivedAt',
      's.version',
      'shops.currency',
      't.name as taxName',
      't.ratePpm',
    ])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('serviceNeeds as n')
          .whereRef('n.shopId', '=', 's.shopId')
          .whereRef('n.serviceId', '=', 's.id')
          .select(['n.kind', 'n.skill', 'n.count', 'n.holdsSetup as setup', 'n.holdsCleanup as cleanup'])
          .orderBy('n.id'),
      ).as('needs'),
    )
}

type ServiceRow = Awaited<ReturnType<ReturnType<typeof serviceQuery>['execute']>>[number]

function serviceOf(row: ServiceRow): Service {
  const { priceAmount, costAmount, currency, taxName, ratePpm, translations, needs, ...plain } = row
  return {
    ...plain,
    translations: translations as Service['translations'],
    priceKind: row.priceKind as PriceKind,
    confirmBookings: row.confirmBookings as Service['confirmBookings'],
    price: priceAmount === null ? null : money(priceAmount, currency),
    cost: costAmount === null ? null : money(costAmount, currency),
    tax: { name: taxName ?? '', ratePpm: ratePpm ?? 0 },
    // One word each: Kysely renames columns, not the members of JSON.
    needs: needs.map(({ setup, cleanup, ...need }) => ({
      ...(need as Pick<ServiceNeed, 'kind' | 'skill' | 'count'>),
      holdsSetup: setup,
      holdsCleanup: cleanup,
    })),
  }
}

/** The services of a shop in their order; archived ones only when asked for, at the end. */
export async function selectServices(ctx: Ctx, shopId: string, archived = false): Promise<Service[]> {
  let query = serviceQuery(ctx, shopId)
  if (!archived) query = query.where('s.archivedAt', 'is', null)
  const rows = await query
    .orderBy(sql`s.archived_at is not null`)
    .orderBy('s.position')
    .orderBy('s.id')
    .execute()
  return rows.map(serviceOf)
}

/** The services with these ids, archived ones too, by id. */
export async function selectServicesById(
  ctx: Ctx,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, Service>> {
  if (ids.length === 0) return new Map()
  const rows = await serviceQuery(ctx, shopId).where('s.id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, serviceOf(row)]))
}

/** The lowest listed price of each shop, in its currency's minor units; shops without one are left out. */
export async function selectLowestPrices(
  ctx: Ctx,
  shopIds: readonly string[],
): Promise<{ shopId: string; amount: number; currency: string; taxMode: string }[]> {
  if (shopIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('services as s')
    .innerJoin('shops', 'shops.id', 's.shopId')
    .where('s.shopId', 'in', shopIds)
    .where('s.archivedAt', 'is', null)
    .where('s.priceAmount', 'is not', null)
    .groupBy(['s.shopId', 'shops.currency', 'shops.taxMode'])
    .select((eb) => ['s.shopId', 'shops.currency', 'shops.taxMode', eb.fn.min('s.priceAmount').as('amount')])
    .execute()
  return rows.flatMap((row) => (row.amount === null ? [] : [{ ...row, amount: Number(row.amount) }]))
}

/** The shops that offer the service of this id. */
export async function selectShopsOffering(ctx: Ctx, serviceId: string): Promise<string[]> {
  const rows = await acrossShops(ctx.db, 'a service id from outside names its shop')
    .selectFrom('services')
    .select('shopId')
    .where('id', '=', serviceId)
    .where('archivedAt', 'is', null)
    .execute()
  return rows.map((row) => row.shopId)
}

/** The columns of a service that its shop writes. */
export interface ServiceValues {
  name: string
  description: string
  translations: Service['translations']
  category: string
  durationMinutes: number
  setupMinutes: number
  cleanupMinutes: number
  priceKind: PriceKind
  priceAmount: number | null
  costAmount: number | null
  taxRateId: string | null
  leadMinutes: number | null
  dailyLimit: number | null
  runsBeside: boolean
  dropOff: boolean
  confirmBookings: Service['confirmBookings']
}

/** Writes a new service at the end of the list and gives its id. */
export async function insertService(ctx: Ctx, shopId: string, values: ServiceValues): Promise<string> {
  const { translations, ...plain } = values
  const row = await ctx.db
    .insertInto('services')
    .values({
      ...plain,
      translations: JSON.stringify(translations),
      shopId,
      id: newId(ctx.now),
      position: sql<number>`(select coalesce(max(position), 0) + 1 from services where shop_id = ${shopId})`,
      createdAt: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Writes the change and raises the version; false when the service is no longer at `version`. */
export async function updateService(
  ctx: Ctx,
  { shopId, id, version }: { shopId: string; id: string; version: number },
  change: Partial<ServiceValues> & { archivedAt?: Temporal.Instant | null },
): Promise<boolean> {
  const { translations, ...plain } = change
  const row = await ctx.db
    .updateTable('services')
    .set({
      ...plain,
      ...(translations ? { translations: JSON.stringify(translations) } : {}),
      version: version + 1,
    })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Numbers the services in the given order. */
export async function updatePositions(ctx: Ctx, shopId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update services set position = place.n
    from unnest(${ids}::uuid[]) with ordinality as place (id, n)
    where services.shop_id = ${shopId} and services.id = place.id`.execute(ctx.db)
}

export async function replaceNeeds(
  ctx: Ctx,
  shopId: string,
  serviceId: string,
  needs: readonly ServiceNeed[],
): Promise<void> {
  await ctx.db
    .deleteFrom('serviceNeeds')
    .where('shopId', '=', shopId)
    .where('serviceId', '=', serviceId)
    .execute()
  if (needs.length === 0) return
  await ctx.db
    .insertInto('serviceNeeds')
    .values(needs.map((need) => ({ shopId, id: newId(ctx.now), serviceId, ...need })))
    .execute()
}

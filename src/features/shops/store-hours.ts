import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Closure } from './closures.ts'
import type { OpeningHours } from './opening.ts'

/** The weekly hours of a shop, in the order of the week. */
export async function selectHours(ctx: Ctx, shopId: string): Promise<OpeningHours[]> {
  return ctx.db
    .selectFrom('openingHours')
    .select(['weekday', 'opens', 'closes'])
    .where('shopId', '=', shopId)
    .orderBy('weekday')
    .orderBy('opens')
    .execute()
}

/** The weekly hours of several shops, by shop. */
export async function selectHoursOfShops(
  ctx: Ctx,
  shopIds: readonly string[],
): Promise<Map<string, OpeningHours[]>> {
  if (shopIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('openingHours')
    .select(['shopId', 'weekday', 'opens', 'closes'])
    .where('shopId', 'in', shopIds)
    .orderBy('weekday')
    .orderBy('opens')
    .execute()
  return Map.groupBy(rows, (row) => row.shopId)
}

export async function replaceHours(ctx: Ctx, shopId: string, hours: readonly OpeningHours[]): Promise<void> {
  await ctx.db.deleteFrom('openingHours').where('shopId', '=', shopId).execute()
  if (hours.length === 0) return
  await ctx.db
    .insertInto('openingHours')
    .values(
      hours.map(({ weekday, opens, closes }) => ({ shopId, id: newId(ctx.now), weekday, opens, closes })),
    )
    .execute()
}

/** The closures of a shop that are not over on `from`, and those that come back every year. */
export async function selectClosures(
  ctx: Ctx,
  shopId: string,
  from?: Temporal.PlainDate,
): Promise<Closure[]> {
  let query = ctx.db
    .selectFrom('closures')
    .select(['id', 'startsOn', 'endsOn', 'reason', 'yearly'])
    .where('shopId', '=', shopId)
  if (from) query = query.where((eb) => eb.or([eb('endsOn', '>=', from), eb('yearly', 'is not', null)]))
  const rows = await query.orderBy('startsOn').orderBy('id').execute()
  return rows as Closure[]
}

/** The same for several shops, by shop. */
export async function selectClosuresOfShops(
  ctx: Ctx,
  shopIds: readonly string[],
  from: Temporal.PlainDate,
): Promise<Map<string, Closure[]>> {
  if (shopIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('closures')
    .select(['shopId', 'id', 'startsOn', 'endsOn', 'reason', 'yearly'])
    .where('shopId', 'in', shopIds)
    .where((eb) => eb.or([eb('endsOn', '>=', from), eb('yearly', 'is not', null)]))
    .orderBy('startsOn')
    .execute()
  return Map.groupBy(rows, (row) => row.shopId) as Map<string, (Closure & { shopId: string })[]>
}

export async function insertClosure(ctx: Ctx, shopId: string, closure: Closure): Promise<void> {
  await ctx.db
    .insertInto('closures')
    .values({ shopId, ...closure })
    .execute()
}

/** Writes a closure anew; false when there is none of this id. */
export async function updateClosure(ctx: Ctx, shopId: string, closure: Closure): Promise<boolean> {
  const { id, ...values } = closure
  const row = await ctx.db
    .updateTable('closures')
    .set(values)
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Takes a closure away; undefined when there is none of this id. */
export async function deleteClosure(ctx: Ctx, shopId: string, id: string): Promise<Closure | undefined> {
  const row = await ctx.db
    .deleteFrom('closures')
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .returning(['id', 'startsOn', 'endsOn', 'reason', 'yearly'])
    .executeTakeFirst()
  return row as Closure | undefined
}

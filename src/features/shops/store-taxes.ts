import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'

/** A rate of tax of a shop, in millionths (8.875 % is 88 750). */
export interface TaxRate {
  id: string
  name: string
  ratePpm: number
  /** Taken where a service or line names none. */
  isDefault: boolean
  archivedAt: Temporal.Instant | null
}

const COLUMNS = ['id', 'name', 'ratePpm', 'isDefault', 'archivedAt'] as const

/** The rates of a shop, the default first; archived ones only when asked for. */
export async function selectTaxRates(ctx: Ctx, shopId: string, archived = false): Promise<TaxRate[]> {
  let query = ctx.db.selectFrom('taxRates').select(COLUMNS).where('shopId', '=', shopId)
  if (!archived) query = query.where('archivedAt', 'is', null)
  return query.orderBy('isDefault', 'desc').orderBy('ratePpm', 'desc').orderBy('id').execute()
}

export async function insertTaxRate(
  ctx: Ctx,
  shopId: string,
  rate: { name: string; ratePpm: number; isDefault: boolean },
): Promise<TaxRate> {
  return ctx.db
    .insertInto('taxRates')
    .values({ shopId, id: newId(ctx.now), ...rate })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
}

export async function updateTaxRate(
  ctx: Ctx,
  shopId: string,
  id: string,
  change: Partial<Omit<TaxRate, 'id'>>,
): Promise<TaxRate | undefined> {
  return ctx.db
    .updateTable('taxRates')
    .set(change)
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirst()
}

/** Takes the mark of the default from whichever rate has it. */
export async function clearDefaultRate(ctx: Ctx, shopId: string): Promise<void> {
  await ctx.db
    .updateTable('taxRates')
    .set({ isDefault: false })
    .where('shopId', '=', shopId)
    .where('isDefault', '=', true)
    .execute()
}

import type { Ctx, Locale } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'

/** A copy of what is held that somebody asked for. */
export interface DataExport {
  id: string
  accountId: string | null
  shopId: string | null
  customerId: string | null
  askedBy: string
  locale: Locale
  askedAt: Temporal.Instant
  readyAt: Temporal.Instant | null
  expiresAt: Temporal.Instant | null
  storageKey: string | null
  bytes: number | null
}

const COLUMNS = [
  'id',
  'accountId',
  'shopId',
  'customerId',
  'askedBy',
  'locale',
  'askedAt',
  'readyAt',
  'expiresAt',
  'storageKey',
  'bytes',
] as const

/** An account, a shop's customer, or a whole shop. */
export type Whose =
  | { accountId: string }
  | { shopId: string; customerId: string }
  | { shopId: string; customerId?: never }

/** Lets whoever asks for a copy of a shop do so one after the other. */
export async function lockShopExports(tx: Ctx, shopId: string): Promise<void> {
  await tx.db.selectFrom('shops').select('id').where('id', '=', shopId).forNoKeyUpdate().execute()
}

export async function insertExport(tx: Ctx, whose: Whose, askedBy: string): Promise<DataExport> {
  const row = await tx.db
    .insertInto('dataExports')
    .values({ id: newId(tx.now), ...whose, askedBy, locale: tx.locale, askedAt: tx.now })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as DataExport
}

/** The last copy that was asked for of this person, or of the whole shop. */
export async function selectLastExport(ctx: Ctx, whose: Whose): Promise<DataExport | undefined> {
  const query = ctx.db.selectFrom('dataExports').select(COLUMNS).orderBy('id', 'desc').limit(1)
  const row =
    'accountId' in whose
      ? await query.where('accountId', '=', whose.accountId).executeTakeFirst()
      : await query
          .where('shopId', '=', whose.shopId)
          .where('customerId', 'is not distinct from', whose.customerId ?? null)
          .executeTakeFirst()
  return row as DataExport | undefined
}

export async function selectExport(ctx: Ctx, id: string): Promise<DataExport | undefined> {
  const row = await ctx.db.selectFrom('dataExports').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as DataExport | undefined
}

export async function finishExport(
  tx: Ctx,
  id: string,
  file: { storageKey: string; bytes: number; expiresAt: Temporal.Instant },
): Promise<boolean> {
  const row = await tx.db
    .updateTable('dataExports')
    .set({ ...file, readyAt: tx.now })
    .where('id', '=', id)
    .where('readyAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function noteFetched(tx: Ctx, id: string): Promise<void> {
  await tx.db.updateTable('dataExports').set({ fetchedAt: tx.now }).where('id', '=', id).execute()
}

/** Copies whose time is over, with those that never came about; gives the files to delete. */
export async function deleteOldExports(ctx: Ctx, since: Temporal.Instant): Promise<string[]> {
  const rows = await ctx.db
    .deleteFrom('dataExports')
    .where((eb) =>
      eb.or([eb('expiresAt', '<=', ctx.now), eb.and([eb('readyAt', 'is', null), eb('askedAt', '<', since)])]),
    )
    .returning('storageKey')
    .execute()
  return rows.flatMap(({ storageKey }) => storageKey ?? [])
}

/** Copies that were asked for of a shop's customers and are still there. */
export async function selectExportsOf(ctx: Ctx, shopId: string): Promise<DataExport[]> {
  const rows = await ctx.db
    .selectFrom('dataExports')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('customerId', 'is not', null)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows as DataExport[]
}

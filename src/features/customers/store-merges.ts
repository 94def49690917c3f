import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import { COLUMNS, type Customer, searchTextOf } from './store.ts'

/** A record as a merge needs it: also one that has gone into another, or was erased. */
export type AnyCustomer = Customer & { mergedInto: string | null; erasedAt: Temporal.Instant | null }

/** What of the kept record a merge may change, as it is stored with the merge. */
export interface Said {
  name: string
  email: string | null
  phone: string | null
  address: string | null
  notes: string
  accountId: string | null
  createdAt: string
  deactivatedAt: string | null
}

/** The rows that a merge moved, by their tables; `stricter` are the words that it wrote itself. */
export interface Moved {
  orders: string[]
  appointments: string[]
  assets: string[]
  messages: string[]
  waitlistEntries: string[]
  consents: string[]
  stricter: string[]
  /** Records that had gone into the merged one before. */
  followers: string[]
}

export interface Merge {
  id: string
  keptId: string
  mergedId: string
  mergedAt: Temporal.Instant
  mergedBy: string | null
  before: Said | null
  after: Said | null
  moved: Moved | null
  undoneAt: Temporal.Instant | null
}

/** Both records, locked in the order of their ids, so that merges of a pair and of a ring wait for each other. */
export async function lockCustomers(
  tx: Ctx,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, AnyCustomer>> {
  const rows = await tx.db
    .selectFrom('customers')
    .select([...COLUMNS, 'mergedInto', 'erasedAt'])
    .where('shopId', '=', shopId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row as AnyCustomer]))
}

/** Whether an erasure of one of these is asked for and not yet done. */
export async function isErasureOpen(ctx: Ctx, shopId: string, ids: readonly string[]): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('erasures')
    .select('id')
    .where('shopId', '=', shopId)
    .where('customerId', 'in', ids)
    .where('withdrawnAt', 'is', null)
    .where('refusedAt', 'is', null)
    .where('doneAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Writes what the kept record says from now on. */
export async function writeSaid(tx: Ctx, shopId: string, id: string, said: Said): Promise<Customer> {
  const row = await tx.db
    .updateTable('customers')
    .set({
      ...said,
      createdAt: Temporal.Instant.from(said.createdAt),
      deactivatedAt: said.deactivatedAt === null ? null : Temporal.Instant.from(said.deactivatedAt),
      search: searchTextOf(said),
    })
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Customer
}

/** Points a record at the one that it has gone into, or at none. */
export async function pointAt(tx: Ctx, shopId: string, id: string, mergedInto: string | null): Promise<void> {
  await tx.db
    .updateTable('customers')
    .set({ mergedInto })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .execute()
}

/** Points those that had gone into one record (only these, if said) at another; gives which. */
export async function repoint(
  tx: Ctx,
  shopId: string,
  from: string,
  to: string,
  only?: readonly string[],
): Promise<string[]> {
  if (only?.length === 0) return []
  let query = tx.db
    .updateTable('customers')
    .set({ mergedInto: to })
    .where('shopId', '=', shopId)
    .where('mergedInto', '=', from)
  if (only) query = query.where('id', 'in', only)
  return (await query.returning('id').execute()).map(({ id }) => id)
}

export async function insertMerge(
  tx: Ctx,
  shopId: string,
  merge: { keptId: string; mergedId: string; before: Said; after: Said },
): Promise<string> {
  const id = newId(tx.now)
  await tx.db
    .insertInto('customerMerges')
    .values({
      shopId,
      id,
      keptId: merge.keptId,
      mergedId: merge.mergedId,
      mergedAt: tx.now,
      mergedBy: accountIdOf(tx.caller),
      before: JSON.stringify(merge.before),
      after: JSON.stringify(merge.after),
    })
    .execute()
  return id
}

export async function writeMoved(tx: Ctx, shopId: string, id: string, moved: Moved): Promise<void> {
  await tx.db
    .updateTable('customerMerges')
    .set({ moved: JSON.stringify(moved) })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .execute()
}

const MERGE = [
  'id',
  'keptId',
  'mergedId',
  'mergedAt',
  'mergedBy',
  'before',
  'after',
  'moved',
  'undoneAt',
] as const

/** A merge, locked until the transaction ends. */
export async function lockMerge(tx: Ctx, shopId: string, id: string): Promise<Merge | undefined> {
  const row = await tx.db
    .selectFrom('customerMerges')
    .select(MERGE)
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as Merge | undefined
}

/** The merges into a record that stand, newest first, with the names of what went into it. */
export async function selectMerges(
  ctx: Ctx,
  shopId: string,
  keptId: string,
): Promise<{ id: string; mergedId: string; name: string; mergedAt: Temporal.Instant; canUndo: boolean }[]> {
  const rows = await ctx.db
    .selectFrom('customerMerges')
    .innerJoin('customers', (join) =>
      join
        .onRef('customers.shopId', '=', 'customerMerges.shopId')
        .onRef('customers.id', '=', 'customerMerges.mergedId'),
    )
    .select(['customerMerges.id', 'mergedId', 'customers.name', 'mergedAt', 'moved'])
    .where('customerMerges.shopId', '=', shopId)
    .where('customers.shopId', '=', shopId)
    .where('keptId', '=', keptId)
    .where('undoneAt', 'is', null)
    .orderBy('customerMerges.id', 'desc')
    .execute()
  return rows.map(({ moved, ...row }) => ({ ...row, canUndo: moved !== null }))
}

/** Whether something went into the same record later and is there still. */
export async function isFollowed(ctx: Ctx, shopId: string, { id, keptId }: Merge): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('customerMerges')
    .select('id')
    .where('shopId', '=', shopId)
    .where('keptId', '=', keptId)
    .where('id', '>', id)
    .where('undoneAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Closes a merge that was undone: what it kept of the person goes. */
export async function closeMerge(tx: Ctx, shopId: string, id: string): Promise<void> {
  await tx.db
    .updateTable('customerMerges')
    .set({
      undoneAt: tx.now,
      undoneBy: accountIdOf(tx.caller),
      before: null,
      after: null,
      moved: null,
    })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .execute()
}

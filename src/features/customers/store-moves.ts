import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import type { Moved } from './store-merges.ts'

/** Tables whose rows go with the customer: every one with a customer in it but those that a test names with their reason. */
export const MOVES = ['orders', 'appointments', 'assets', 'messages', 'waitlistEntries'] as const

/** Moves all rows of a table from one customer to another; gives which. */
export async function moveRows(
  tx: Ctx,
  table: (typeof MOVES)[number],
  shopId: string,
  from: string,
  to: string,
): Promise<string[]> {
  // All of them have these columns; the types know each table apart.
  const rows = await tx.db
    .updateTable(table as 'orders')
    .set({ customerId: to })
    .where('shopId', '=', shopId)
    .where('customerId', '=', from)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Moves these rows back. */
export async function returnRows(
  tx: Ctx,
  table: (typeof MOVES)[number],
  shopId: string,
  { ids, from, to }: { ids: readonly string[]; from: string; to: string },
): Promise<void> {
  if (ids.length === 0) return
  await tx.db
    .updateTable(table as 'orders')
    .set({ customerId: to })
    .where('shopId', '=', shopId)
    .where('customerId', '=', from)
    .where('id', 'in', ids)
    .execute()
}

/** What was added to these orders since goes with them. */
export async function returnWithOrders(
  tx: Ctx,
  table: 'appointments' | 'messages' | 'waitlistEntries',
  shopId: string,
  { orderIds, from, to }: { orderIds: readonly string[]; from: string; to: string },
): Promise<void> {
  if (orderIds.length === 0) return
  await tx.db
    .updateTable(table as 'appointments')
    .set({ customerId: to })
    .where('shopId', '=', shopId)
    .where('customerId', '=', from)
    .where('orderId', 'in', orderIds)
    .execute()
}

/** The numbers of orders that were opened since, for the customer who keeps, on things that would go back. */
export async function selectUsedSince(
  ctx: Ctx,
  shopId: string,
  keptId: string,
  { assets, orders }: Moved,
): Promise<string[]> {
  if (assets.length === 0) return []
  let query = ctx.db
    .selectFrom('orders')
    .select('number')
    .where('shopId', '=', shopId)
    .where('customerId', '=', keptId)
    .where('assetId', 'in', assets)
  if (orders.length > 0) query = query.where('id', 'not in', orders)
  return (await query.orderBy('id').limit(5).execute()).map(({ number }) => String(number))
}

/** The owner's hand moves what was agreed to: the table is append only for the application. */
export async function moveConsents(tx: Ctx, shopId: string, mergeId: string): Promise<string[]> {
  const { rows } = await sql<{
    ids: string[]
  }>`select move_consents(${shopId}::uuid, ${mergeId}::uuid) as ids`.execute(tx.db)
  return rows[0]?.ids ?? []
}

export async function returnConsents(tx: Ctx, shopId: string, mergeId: string): Promise<void> {
  await sql`select return_consents(${shopId}::uuid, ${mergeId}::uuid)`.execute(tx.db)
}

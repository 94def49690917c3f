import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { hashToken, newTrackingCode } from '../../kit/secrets.ts'
import type { Holding } from './store-holdings.ts'

/*
 * Erasure writes into the tables of every feature, from this one place: what is taken from a person must be one list that
 * can be read and held against the database (`docs/PRIVACY.md`), not a promise of twenty files. See decision "Erasure in one place".
 */

const LEAST_LETTERS = 4

/** What the person can be recognised by in free text, as a pattern for the database; null where there is nothing. */
export async function marksOf(tx: Ctx, { shopId, customerIds }: Holding): Promise<string | null> {
  const people = await tx.db
    .selectFrom('customers')
    .select(['name', 'email', 'phone', 'address'])
    .where('shopId', '=', shopId)
    .where('id', 'in', customerIds)
    .execute()
  const things = await tx.db
    .selectFrom('assets')
    .select(['vin', 'plate', 'imei', 'serial'])
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .execute()
  const marks = [...people, ...things].flatMap((row) => Object.values(row) as (string | null)[])
  const words = [...new Set(marks.flatMap((mark) => (mark ? [mark, mark.replace(/^\+\d{1,3}/, '')] : [])))]
  const kept = words.filter((word) => word.length >= LEAST_LETTERS)
  return kept.length > 0
    ? kept.map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`\$&`)).join('|')
    : null
}

/** The people and their things, the link to an account, and what the search finds them by. */
export async function eraseRecords(
  tx: Ctx,
  { shopId, customerIds }: Holding,
  name: string,
): Promise<{ customers: number; assets: number }> {
  const customers = await tx.db
    .updateTable('customers')
    .set({
      name,
      email: null,
      phone: null,
      address: null,
      notes: '',
      search: '',
      accountId: null,
      erasedAt: tx.now,
    })
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('shopId', '=', shopId)
    .where('id', 'in', customerIds)
    .executeTakeFirstOrThrow()
  const assets = await tx.db
    .updateTable('assets')
    .set({
      vin: null,
      plate: null,
      imei: null,
      serial: null,
      odometer: null,
      notes: '',
      search: '',
      garageAccountId: null,
      garageAssetId: null,
      archivedAt: tx.now,
    })
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .executeTakeFirstOrThrow()
  return { customers: Number(customers.numUpdatedRows), assets: Number(assets.numUpdatedRows) }
}

/** Links by which a record was to join an account, and what a merge remembers of both sides. */
export async function eraseJoins(tx: Ctx, { shopId, customerIds }: Holding): Promise<void> {
  await tx.db
    .deleteFrom('customerInvitations')
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .execute()
  await tx.db
    .updateTable('customerMerges')
    .set({ before: null, after: null, moved: null })
    .where('shopId', '=', shopId)
    .where((eb) => eb.or([eb('keptId', 'in', customerIds), eb('mergedId', 'in', customerIds)]))
    .execute()
}

/** The orders: what was described and written about them goes, the work and its prices stay. The tracking link ends. */
export async function eraseOrders(
  tx: Ctx,
  { shopId }: Holding,
  orderIds: readonly string[],
): Promise<number> {
  for (const id of orderIds) {
    // A code that nobody was given.
    const code = newTrackingCode()
    await tx.db
      .updateTable('orders')
      .set({
        description: '',
        trackingHash: hashToken(code),
        trackingCipher: tx.services.secrets.encrypt(code),
      })
      .set({ delayedReason: sql<string>`case when delayed_reason is null then null else '' end` })
      .where('shopId', '=', shopId)
      .where('id', '=', id)
      .execute()
  }
  await tx.db
    .updateTable('jobs')
    .set({ complaint: '', cause: '', correction: '' })
    .where('shopId', '=', shopId)
    .where('orderId', 'in', orderIds)
    .execute()
  await tx.db
    .updateTable('appointments')
    .set({ reason: null })
    .where('shopId', '=', shopId)
    .where('orderId', 'in', orderIds)
    .execute()
  return orderIds.length
}

/** Notes on the orders, the shop's own too: people write about people in them. */
export async function eraseNotes(tx: Ctx, { shopId }: Holding, orderIds: readonly string[]): Promise<number> {
  const { numUpdatedRows } = await tx.db
    .updateTable('orderNotes')
    .set({ text: '—' })
    .where('shopId', '=', shopId)
    .where('orderId', 'in', orderIds)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** What records that are append only hold of words about this person; done by the owner's function. */
export async function eraseKeptWords(tx: Ctx, { shopId, customerIds }: Holding): Promise<void> {
  for (const id of customerIds) await sql`select forget_words(${shopId}::uuid, ${id}::uuid)`.execute(tx.db)
}

/** Titles, lines and reasons that stay lose what the person can be recognised by. */
export async function scrub(
  tx: Ctx,
  { shopId }: Holding,
  orderIds: readonly string[],
  marks: string,
): Promise<void> {
  const clean = (column: string) => sql<string>`regexp_replace(${sql.ref(column)}, ${marks}, '…', 'gi')`
  await tx.db
    .updateTable('jobs')
    .set({ title: clean('title') })
    .where('shopId', '=', shopId)
    .where('orderId', 'in', orderIds)
    .execute()
  await tx.db
    .updateTable('lines')
    .set({ text: clean('text') })
    .where('shopId', '=', shopId)
    .where('orderId', 'in', orderIds)
    .execute()
  await tx.db
    .updateTable('conflicts')
    .set({ reason: clean('reason') })
    .where('shopId', '=', shopId)
    .where('reason', 'is not', null)
    .where('appointmentId', 'in', ({ selectFrom }) =>
      selectFrom('appointments')
        .select('appointments.id')
        .where('appointments.shopId', '=', shopId)
        .where('appointments.orderId', 'in', orderIds),
    )
    .execute()
}

/** Photos of their orders, jobs and things: the rows now, the bytes by a job once this is committed. */
export async function erasePhotos(
  tx: Ctx,
  { shopId, customerIds }: Holding,
  orderIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.db
    .deleteFrom('files')
    .where('shopId', '=', shopId)
    .where((eb) =>
      eb.or([
        eb('subjectId', 'in', [...orderIds, ...customerIds]),
        eb('subjectId', 'in', (qb) =>
          qb
            .selectFrom('jobs')
            .select('jobs.id')
            .where('jobs.shopId', '=', shopId)
            .where('orderId', 'in', orderIds),
        ),
        eb('subjectId', 'in', (qb) =>
          qb
            .selectFrom('assets')
            .select('assets.id')
            .where('assets.shopId', '=', shopId)
            .where('customerId', 'in', customerIds),
        ),
      ]),
    )
    .returning(['id', 'storageKey', 'thumbKey'])
    .execute()
  if (rows.length > 0)
    await tx.db
      .deleteFrom('uploads')
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute()
  return rows.flatMap(({ storageKey, thumbKey }) => [storageKey, thumbKey])
}

/** Messages to them or about their orders: to whom, and what stood in them. What waits to be sent stays behind. */
export async function eraseMessages(
  tx: Ctx,
  { shopId, customerIds }: Holding,
  orderIds: readonly string[],
): Promise<number> {
  const rows = await tx.db
    .updateTable('messages')
    .set({ recipient: '', params: '{}', error: null, providerId: null, eventId: null })
    .set({ status: sql<string>`case when status = 'queued' then 'suppressed' else status end` })
    .where('shopId', '=', shopId)
    .where((eb) => eb.or([eb('customerId', 'in', customerIds), eb('orderId', 'in', orderIds)]))
    .returning('id')
    .execute()
  await emptyJobs(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.length
}

/** Sealed parts of messages that will not go any more. */
export async function emptyJobs(tx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update pgboss.job set data = data - 'sealed' where name in ('mail', 'sms') and id = any(${ids}::uuid[])`.execute(
    tx.db,
  )
}

/** Issued invoices of the orders, with the year in which each was issued in the shop's zone. */
export async function selectKeptBooks(
  tx: Ctx,
  { shopId }: Holding,
  orderIds: readonly string[],
): Promise<{ numbers: string[]; lastYear: number | null; payments: number; booksYears: number }> {
  const invoices = await tx.db
    .selectFrom('invoices')
    .innerJoin('shops', 'shops.id', 'invoices.shopId')
    .select('invoices.numberText')
    .select(sql<number>`extract(year from issued_at at time zone shops.timezone)::int`.as('year'))
    .where('invoices.shopId', '=', shopId)
    .where('invoices.orderId', 'in', orderIds)
    .where('issuedAt', 'is not', null)
    .orderBy('issuedAt')
    .execute()
  const { count } = await tx.db
    .selectFrom('payments')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('shopId', '=', shopId)
    .where('orderId', 'in', orderIds)
    .executeTakeFirstOrThrow()
  const { booksYears } = await tx.db
    .selectFrom('shops')
    .select('booksYears')
    .where('id', '=', shopId)
    .executeTakeFirstOrThrow()
  return {
    numbers: invoices.map(({ numberText }) => numberText ?? ''),
    lastYear: invoices.length > 0 ? Math.max(...invoices.map(({ year }) => year)) : null,
    payments: Number(count),
    booksYears,
  }
}

const OVER = ['completed', 'closed', 'canceled']

/** The numbers of repairs that are not over, or on which something is still to be paid. */
export async function selectOpenOrders(ctx: Ctx, { shopId, customerIds }: Holding): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('orders')
    .select('number')
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .where((eb) =>
      eb.or([
        eb('stage', 'not in', OVER),
        eb.and([
          eb('stage', '=', 'completed'),
          sql<boolean>`(select coalesce(sum(i.total_amount), 0) from invoices i
             where i.shop_id = orders.shop_id and i.order_id = orders.id)
            <> (select coalesce(sum(p.amount), 0) from payments p
             where p.shop_id = orders.shop_id and p.order_id = orders.id)`,
        ]),
      ]),
    )
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => Number(number))
}

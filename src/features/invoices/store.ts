import { sql } from 'kysely'
import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx, Locale } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'
import type { Rounding, TaxMode } from '../../kit/money.ts'
import type { LineKind } from '../repairs/jobs.ts'
import type { Parties } from './parties.ts'

/** An invoice as it stands: a draft until it has a number. Amounts in minor units of `currency`. */
export interface Invoice {
  shopId: string
  id: string
  orderId: string
  currency: string
  taxMode: TaxMode
  rounding: Rounding
  locale: Locale
  number: number | null
  numberText: string | null
  netAmount: number
  taxAmount: number
  totalAmount: number
  /** Who and what it is about, as it was at issue; null on a draft. */
  parties: Parties | null
  drawnAt: Temporal.Instant
  issuedAt: Temporal.Instant | null
  dueOn: Temporal.PlainDate | null
  /** What was paid on it so far, refunds taken off. */
  paidAmount: number
}

/** A line of an invoice: a snapshot of the order's line. */
export interface InvoiceLine {
  /** The order's line that it bills. */
  lineId: string | null
  jobTitle: string
  kind: LineKind
  text: string
  quantityMilli: number
  unitAmount: number
  totalAmount: number
  taxName: string
  taxRatePpm: number
}

export interface InvoiceTax {
  name: string
  ratePpm: number
  netAmount: number
  taxAmount: number
}

const PAID = sql<number>`coalesce((select sum(p.amount) from payments p
  where p.shop_id = invoices.shop_id and p.invoice_id = invoices.id), 0)::bigint`

const COLUMNS = [
  'shopId',
  'id',
  'orderId',
  'currency',
  'taxMode',
  'rounding',
  'locale',
  'number',
  'numberText',
  'netAmount',
  'taxAmount',
  'totalAmount',
  'parties',
  'drawnAt',
  'issuedAt',
  'dueOn',
] as const

/** The invoices of an order, oldest first, its draft last. */
export async function selectInvoicesOfOrder(ctx: Ctx, shopId: string, orderId: string): Promise<Invoice[]> {
  const rows = await ctx.db
    .selectFrom('invoices')
    .select(COLUMNS)
    .select(PAID.as('paidAmount'))
    .where('shopId', '=', shopId)
    .where('orderId', '=', orderId)
    .orderBy(sql`issued_at nulls last`)
    .orderBy('id')
    .execute()
  return rows as unknown as Invoice[]
}

/** An invoice by its id alone, for a signed link; who may see it was asked when the link was made. */
export async function selectInvoiceAnywhere(ctx: Ctx, id: string): Promise<Invoice | undefined> {
  const row = await acrossShops(ctx.db, 'a signed link names an invoice by its id alone')
    .selectFrom('invoices')
    .select(COLUMNS)
    .select(PAID.as('paidAmount'))
    .where('id', '=', id)
    .executeTakeFirst()
  return row as unknown as Invoice | undefined
}

/** The issued invoices of an account at all shops, newest first. */
export async function selectInvoicesOfAccount(
  ctx: Ctx,
  accountId: string,
  limit: number,
): Promise<Invoice[]> {
  const rows = await acrossShops(ctx.db, 'a customer sees their invoices of all shops')
    .selectFrom('invoices')
    .innerJoin('orders', (join) =>
      join.onRef('orders.shopId', '=', 'invoices.shopId').onRef('orders.id', '=', 'invoices.orderId'),
    )
    .innerJoin('customers', (join) =>
      join.onRef('customers.shopId', '=', 'orders.shopId').onRef('customers.id', '=', 'orders.customerId'),
    )
    .select(COLUMNS.map((column) => `invoices.${column}` as const))
    .select(PAID.as('paidAmount'))
    .where('customers.accountId', '=', accountId)
    .where('invoices.issuedAt', 'is not', null)
    .orderBy('invoices.issuedAt', 'desc')
    .limit(limit)
    .execute()
  return rows as unknown as Invoice[]
}

export async function selectInvoiceLines(
  ctx: Ctx,
  shopId: string,
  invoiceId: string,
): Promise<InvoiceLine[]> {
  const rows = await ctx.db
    .selectFrom('invoiceLines')
    .select([
      'lineId',
      'jobTitle',
      'kind',
      'text',
      'quantityMilli',
      'unitAmount',
      'totalAmount',
      'taxName',
      'taxRatePpm',
    ])
    .where('shopId', '=', shopId)
    .where('invoiceId', '=', invoiceId)
    .orderBy('position')
    .execute()
  return rows as InvoiceLine[]
}

export async function selectInvoiceTaxes(ctx: Ctx, shopId: string, invoiceId: string): Promise<InvoiceTax[]> {
  return ctx.db
    .selectFrom('invoiceTaxes')
    .select(['name', 'ratePpm', 'netAmount', 'taxAmount'])
    .where('shopId', '=', shopId)
    .where('invoiceId', '=', invoiceId)
    .orderBy('ratePpm', 'desc')
    .orderBy('name')
    .execute()
}

/** The order's lines that stand on an issued invoice. */
export async function selectInvoicedLineIds(ctx: Ctx, shopId: string, orderId: string): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('invoiceLines')
    .innerJoin('invoices', (join) =>
      join
        .onRef('invoices.shopId', '=', 'invoiceLines.shopId')
        .onRef('invoices.id', '=', 'invoiceLines.invoiceId'),
    )
    .select('invoiceLines.lineId')
    .where('invoiceLines.shopId', '=', shopId)
    .where('invoices.orderId', '=', orderId)
    .where('invoices.issuedAt', 'is not', null)
    .execute()
  return new Set(rows.flatMap(({ lineId }) => lineId ?? []))
}

export type NewDraft = Pick<
  Invoice,
  | 'shopId'
  | 'orderId'
  | 'currency'
  | 'taxMode'
  | 'rounding'
  | 'locale'
  | 'netAmount'
  | 'taxAmount'
  | 'totalAmount'
> & { lines: readonly InvoiceLine[]; taxes: readonly InvoiceTax[] }

/** Writes a draft with its lines and taxes; gives its id. */
export async function insertDraft(tx: Ctx, { lines, taxes, ...draft }: NewDraft): Promise<string> {
  const { shopId } = draft
  const id = newId(tx.now)
  await tx.db
    .insertInto('invoices')
    .values({ ...draft, id, drawnAt: tx.now })
    .execute()
  await tx.db
    .insertInto('invoiceLines')
    .values(
      lines.map((line, index) => ({
        ...line,
        shopId,
        id: newId(tx.now),
        invoiceId: id,
        position: index + 1,
      })),
    )
    .execute()
  if (taxes.length > 0) {
    await tx.db
      .insertInto('invoiceTaxes')
      .values(taxes.map((tax) => ({ ...tax, shopId, invoiceId: id })))
      .execute()
  }
  return id
}

/** Removes the order's draft, if it has one. */
export async function deleteDraft(tx: Ctx, shopId: string, orderId: string): Promise<void> {
  const draft = await tx.db
    .selectFrom('invoices')
    .select('id')
    .where('shopId', '=', shopId)
    .where('orderId', '=', orderId)
    .where('issuedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!draft) return
  await tx.db
    .deleteFrom('invoiceLines')
    .where('shopId', '=', shopId)
    .where('invoiceId', '=', draft.id)
    .execute()
  await tx.db
    .deleteFrom('invoiceTaxes')
    .where('shopId', '=', shopId)
    .where('invoiceId', '=', draft.id)
    .execute()
  await tx.db.deleteFrom('invoices').where('shopId', '=', shopId).where('id', '=', draft.id).execute()
}

/**
 * Gives a draft the shop's next number of the fiscal year and locks it, in one statement. The counter's row is held
 * until the commit, so numbers have no gap and no repeat; call it last.
 */
export async function numberInvoice(
  tx: Ctx,
  shopId: string,
  id: string,
  issue: { fiscalYear: number; prefix: string; parties: Parties; dueOn: Temporal.PlainDate },
): Promise<void> {
  await tx.db
    .with('counted', (db) =>
      db
        .insertInto('counters')
        .values({ shopId, series: 'invoice', fiscalYear: issue.fiscalYear, last: 1 })
        .onConflict((conflict) =>
          conflict.columns(['shopId', 'series', 'fiscalYear']).doUpdateSet({ last: sql`counters.last + 1` }),
        )
        .returning('last'),
    )
    .updateTable('invoices')
    .from('counted')
    .set({
      fiscalYear: issue.fiscalYear,
      number: sql`counted.last`,
      numberText: sql`${issue.prefix}::text || ${issue.fiscalYear}::int || '-' || lpad(counted.last::text, greatest(4, length(counted.last::text)), '0')`,
      parties: JSON.stringify(issue.parties),
      issuedAt: tx.now,
      issuedBy: accountIdOf(tx.caller),
      dueOn: issue.dueOn,
      version: sql`invoices.version + 1`,
    })
    .where('invoices.shopId', '=', shopId)
    .where('invoices.id', '=', id)
    .execute()
}

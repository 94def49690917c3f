import type { Ctx } from '../../kit/context.ts'
import type { Holding } from './store-holdings.ts'

/** The shop's records of the person. */
export async function selectRecords(ctx: Ctx, { shopId, customerIds }: Holding) {
  return ctx.db
    .selectFrom('customers')
    .select(['id', 'name', 'email', 'phone', 'address', 'locale', 'notes', 'createdAt', 'deactivatedAt'])
    .where('shopId', '=', shopId)
    .where('id', 'in', customerIds)
    .orderBy('id')
    .execute()
}

export async function selectSaid(ctx: Ctx, { shopId, customerIds }: Holding) {
  return ctx.db
    .selectFrom('consents')
    .select(['purpose', 'channel', 'granted', 'source', 'at'])
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .orderBy('id')
    .execute()
}

export async function selectThings(ctx: Ctx, { shopId, customerIds }: Holding) {
  return ctx.db
    .selectFrom('assets')
    .select(['id', 'kind', 'make', 'model', 'year', 'vin', 'plate', 'odometer', 'imei', 'serial'])
    .select(['notes', 'createdAt', 'archivedAt'])
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .orderBy('id')
    .execute()
}

export async function selectOrderIds(ctx: Ctx, { shopId, customerIds }: Holding): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('orders')
    .select('id')
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function selectVisits(ctx: Ctx, { shopId, customerIds }: Holding) {
  return ctx.db
    .selectFrom('appointments')
    .select(['id', 'orderId', 'status', 'startsAt', 'endsAt', 'source', 'reason', 'createdAt', 'endedAt'])
    .select(['askedToConfirmAt', 'customerConfirmedAt', 'releasedAt'])
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .orderBy('startsAt')
    .execute()
}

export async function selectWaits(ctx: Ctx, { shopId, customerIds }: Holding) {
  return ctx.db
    .selectFrom('waitlistEntries')
    .select(['orderId', 'firstDate', 'lastDate', 'part', 'status', 'createdAt', 'endedAt'])
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .orderBy('id')
    .execute()
}

/** What was sent to them, with the values that the words were filled with; the words themselves are not kept. */
export async function selectSent(ctx: Ctx, { shopId, customerIds }: Holding) {
  return ctx.db
    .selectFrom('messages')
    .select(['createdAt', 'sentAt', 'channel', 'purpose', 'template', 'recipient', 'params', 'status'])
    .where('shopId', '=', shopId)
    .where('customerId', 'in', customerIds)
    .orderBy('id')
    .execute()
}

const NONE = '00000000-0000-0000-0000-000000000000'
const some = (ids: readonly string[]): readonly string[] => (ids.length > 0 ? ids : [NONE])

/** Issued invoices: drafts are the shop's own. */
export async function selectBills(ctx: Ctx, shopId: string, orderIds: readonly string[]) {
  return ctx.db
    .selectFrom('invoices')
    .select(['id', 'orderId', 'numberText', 'currency', 'netAmount', 'taxAmount', 'totalAmount'])
    .select(['issuedAt', 'dueOn', 'parties'])
    .where('shopId', '=', shopId)
    .where('orderId', 'in', some(orderIds))
    .where('issuedAt', 'is not', null)
    .orderBy('issuedAt')
    .execute()
}

export async function selectPaid(ctx: Ctx, shopId: string, orderIds: readonly string[]) {
  return ctx.db
    .selectFrom('payments')
    .select(['orderId', 'invoiceId', 'receiptNumber', 'method', 'amount', 'currency', 'reference', 'at'])
    .where('shopId', '=', shopId)
    .where('orderId', 'in', some(orderIds))
    .orderBy('id')
    .execute()
}

/** The photos that the customer sees. */
export async function selectPhotos(ctx: Ctx, shopId: string, orderIds: readonly string[]) {
  return ctx.db
    .selectFrom('files')
    .select(['id', 'subjectId as orderId', 'storageKey', 'type', 'caption', 'addedAt'])
    .where('shopId', '=', shopId)
    .where('subjectKind', '=', 'order')
    .where('subjectId', 'in', some(orderIds))
    .where('visibility', '<>', 'internal')
    .orderBy('id')
    .execute()
}

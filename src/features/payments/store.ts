import { sql } from 'kysely'
import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'

export type PaymentMethod = 'cash' | 'transfer' | 'card'

/** Money that came in, or (negative) went back. Append only. */
export interface Payment {
  shopId: string
  id: string
  orderId: string
  invoiceId: string
  attemptId: string | null
  refundOf: string | null
  receiptNumber: number
  method: PaymentMethod
  /** Minor units of `currency`; negative for a refund. */
  amount: number
  currency: string
  reference: string
  reason: string
  at: Temporal.Instant
  actorId: string | null
}

export type AttemptStatus = 'started' | 'redirected' | 'paid' | 'failed' | 'abandoned' | 'expired'

/** A try to pay by card, from the button to the bank's word. */
export interface Attempt {
  shopId: string
  id: string
  orderId: string
  invoiceId: string
  amount: number
  currency: string
  gateway: string
  providerRef: string | null
  status: AttemptStatus
  createdAt: Temporal.Instant
}

const PAYMENT = [
  'shopId',
  'id',
  'orderId',
  'invoiceId',
  'attemptId',
  'refundOf',
  'receiptNumber',
  'method',
  'amount',
  'currency',
  'reference',
  'reason',
  'at',
  'actorId',
] as const
const ATTEMPT = [
  'shopId',
  'id',
  'orderId',
  'invoiceId',
  'amount',
  'currency',
  'gateway',
  'providerRef',
  'status',
  'createdAt',
] as const

export type NewPayment = Omit<Payment, 'id' | 'receiptNumber' | 'at' | 'actorId'>

/** Writes a payment with the shop's next receipt number, in one statement; call it last. */
export async function insertPayment(tx: Ctx, payment: NewPayment): Promise<Payment> {
  const { shopId } = payment
  const row = await tx.db
    .with('counted', (db) =>
      db
        .insertInto('counters')
        .values({ shopId, series: 'receipt', fiscalYear: 0, last: 1 })
        .onConflict((conflict) =>
          conflict.columns(['shopId', 'series', 'fiscalYear']).doUpdateSet({ last: sql`counters.last + 1` }),
        )
        .returning('last'),
    )
    .insertInto('payments')
    .values((eb) => ({
      ...payment,
      id: newId(tx.now),
      receiptNumber: eb.selectFrom('counted').select('last'),
      at: tx.now,
      actorId: accountIdOf(tx.caller),
    }))
    .returning(PAYMENT)
    .executeTakeFirstOrThrow()
  return row as Payment
}

/** The payments of an order, oldest first. */
export async function selectPayments(ctx: Ctx, shopId: string, orderId: string): Promise<Payment[]> {
  const rows = await ctx.db
    .selectFrom('payments')
    .select(PAYMENT)
    .where('shopId', '=', shopId)
    .where('orderId', '=', orderId)
    .orderBy('id')
    .execute()
  return rows as Payment[]
}

/** A payment by its id alone; who may see it is the caller's question. */
export async function selectPaymentAnywhere(ctx: Ctx, id: string): Promise<Payment | undefined> {
  const row = await acrossShops(ctx.db, 'a payment is named from outside by its id alone')
    .selectFrom('payments')
    .select(PAYMENT)
    .where('id', '=', id)
    .executeTakeFirst()
  return row as Payment | undefined
}

/** Whether a try has brought money already. */
export async function selectPaymentOfAttempt(
  ctx: Ctx,
  shopId: string,
  attemptId: string,
): Promise<Payment | undefined> {
  const row = await ctx.db
    .selectFrom('payments')
    .select(PAYMENT)
    .where('shopId', '=', shopId)
    .where('attemptId', '=', attemptId)
    .where('amount', '>', 0)
    .executeTakeFirst()
  return row as Payment | undefined
}

export async function insertAttempt(
  tx: Ctx,
  attempt: Pick<Attempt, 'shopId' | 'orderId' | 'invoiceId' | 'amount' | 'currency' | 'gateway'>,
  tokenHash: Buffer,
): Promise<Attempt> {
  const row = await tx.db
    .insertInto('paymentAttempts')
    .values({
      ...attempt,
      id: newId(tx.now),
      status: 'started',
      tokenHash,
      createdAt: tx.now,
      createdBy: accountIdOf(tx.caller),
      updatedAt: tx.now,
    })
    .returning(ATTEMPT)
    .executeTakeFirstOrThrow()
  return row as Attempt
}

/** The try that a payment link's token opens, whose shop nobody knows before. */
export async function selectAttemptByToken(ctx: Ctx, tokenHash: Buffer): Promise<Attempt | undefined> {
  const row = await acrossShops(ctx.db, 'a payment link names a try by its token alone')
    .selectFrom('paymentAttempts')
    .select(ATTEMPT)
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return row as Attempt | undefined
}

/** The try behind the gateway's own name for it, which carries no shop. */
export async function selectAttemptByRef(
  ctx: Ctx,
  gateway: string,
  providerRef: string,
): Promise<Attempt | undefined> {
  const row = await acrossShops(ctx.db, 'a gateway names a payment by its own reference alone')
    .selectFrom('paymentAttempts')
    .select(ATTEMPT)
    .where('gateway', '=', gateway)
    .where('providerRef', '=', providerRef)
    .executeTakeFirst()
  return row as Attempt | undefined
}

/** Holds a try until the transaction ends, and reads it as it is then. */
export async function lockAttempt(tx: Ctx, shopId: string, id: string): Promise<Attempt> {
  const row = await tx.db
    .selectFrom('paymentAttempts')
    .select(ATTEMPT)
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row as Attempt
}

export async function updateAttempt(
  tx: Ctx,
  { shopId, id }: Pick<Attempt, 'shopId' | 'id'>,
  change: { status: AttemptStatus; providerRef?: string },
): Promise<void> {
  await tx.db
    .updateTable('paymentAttempts')
    .set({ ...change, updatedAt: tx.now })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .execute()
}

/** Tries that were led to the bank and of which nothing was heard, oldest first, behind `after`. */
export async function selectOpenAttempts(
  ctx: Ctx,
  { until, after, limit }: { until: Temporal.Instant; after: Attempt | undefined; limit: number },
): Promise<Attempt[]> {
  let query = acrossShops(ctx.db, 'the timer asks the bank about the open payments of all shops')
    .selectFrom('paymentAttempts')
    .select(ATTEMPT)
    .where('status', '=', 'redirected')
    .where('createdAt', '<', until)
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('createdAt', 'id'), '>', tuple(after.createdAt, after.id)),
    )
  return (await query.orderBy('createdAt').orderBy('id').limit(limit).execute()) as Attempt[]
}

/** Closes the tries begun before `until` whose link nobody opened: no bank knows of them. */
export async function expireUnopened(ctx: Ctx, until: Temporal.Instant): Promise<void> {
  await acrossShops(ctx.db, 'the timer closes the payment links of all shops that nobody opened')
    .updateTable('paymentAttempts')
    .set({ status: 'expired', updatedAt: ctx.now })
    .where('status', '=', 'started')
    .where('createdAt', '<', until)
    .execute()
}

/** The tries of an invoice that may still be paid. */
export async function selectOpenAttemptsOf(ctx: Ctx, shopId: string, invoiceId: string): Promise<Attempt[]> {
  const rows = await ctx.db
    .selectFrom('paymentAttempts')
    .select(ATTEMPT)
    .where('shopId', '=', shopId)
    .where('invoiceId', '=', invoiceId)
    .where('status', 'in', ['started', 'redirected'])
    .execute()
  return rows as Attempt[]
}

/** Notes a gateway's event; false when it was noted before. */
export async function insertGatewayEvent(
  tx: Ctx,
  event: { gateway: string; eventId: string; kind: string; providerRef: string | null },
): Promise<boolean> {
  const row = await tx.db
    .insertInto('gatewayEvents')
    .values({ ...event, receivedAt: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('eventId')
    .executeTakeFirst()
  return row !== undefined
}

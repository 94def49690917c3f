import type { Ctx } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'

/** For what a member goes beyond their limit: work on a thing of the head's at a shop, on an order where there is one. */
export interface Wish {
  shopId: string
  headId: string
  memberId: string
  assetId: string
  orderId: string | null
  /** What the order would come to, with tax. */
  amount: number
  currency: string
}

/** A wish that was refused: kept (not asked yet), asked, answered. */
export interface Question extends Wish {
  id: string
  createdAt: Temporal.Instant
  askedAt: Temporal.Instant | null
  answer: 'yes' | 'no' | null
  answeredAt: Temporal.Instant | null
  /** Until when a yes holds. */
  validUntil: Temporal.Instant | null
}

const COLUMNS = [
  'shopId',
  'id',
  'headId',
  'memberId',
  'assetId',
  'orderId',
  'amount',
  'currency',
  'createdAt',
  'askedAt',
  'answer',
  'answeredAt',
  'validUntil',
] as const

const WHY = 'a household asks at whatever shop it is a customer'

/**
 * Keeps a refused wish, once: the same one again is the one that is there. With another amount it is another question,
 * so that nobody says yes to more than they read.
 */
export async function keepQuestion(tx: Ctx, wish: Wish): Promise<string> {
  const same = tx.db
    .selectFrom('householdQuestions')
    .select(['id', 'amount', 'currency'])
    .where('shopId', '=', wish.shopId)
    .where('headId', '=', wish.headId)
    .where('memberId', '=', wish.memberId)
    .where('assetId', '=', wish.assetId)
    .where('orderId', 'is not distinct from', wish.orderId)
    .where('answeredAt', 'is', null)
    .forUpdate()
  const open = await same.executeTakeFirst()
  if (open && open.amount === wish.amount && open.currency === wish.currency) return open.id
  if (open)
    await tx.db
      .deleteFrom('householdQuestions')
      .where('shopId', '=', wish.shopId)
      .where('id', '=', open.id)
      .execute()
  const made = await tx.db
    .insertInto('householdQuestions')
    .values({ ...wish, id: newId(tx.now), createdAt: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  // Another try of theirs kept it in the same moment.
  return made?.id ?? (await same.executeTakeFirstOrThrow()).id
}

/** Questions of a household, the newest first; `by`: as its head who was asked, or as the member whose they are. */
export async function selectQuestions(
  ctx: Ctx,
  by: 'headId' | 'memberId',
  accountId: string,
): Promise<Question[]> {
  let query = acrossShops(ctx.db, WHY)
    .selectFrom('householdQuestions')
    .select(COLUMNS)
    .where(by, '=', accountId)
    .orderBy('id', 'desc')
    .limit(50)
  if (by === 'headId') query = query.where('askedAt', 'is not', null)
  return (await query.execute()) as Question[]
}

/** Marks a member's question as asked, once. */
export async function askQuestion(tx: Ctx, memberId: string, id: string): Promise<Question | undefined> {
  const row = await acrossShops(tx.db, WHY)
    .updateTable('householdQuestions')
    .set({ askedAt: tx.now })
    .where('id', '=', id)
    .where('memberId', '=', memberId)
    .where('askedAt', 'is', null)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row as Question | undefined
}

/** Writes the answer of the head who was asked, once. */
export async function answerQuestion(
  tx: Ctx,
  headId: string,
  id: string,
  said: { answer: 'yes' | 'no'; validUntil: Temporal.Instant | null },
): Promise<Question | undefined> {
  const row = await acrossShops(tx.db, WHY)
    .updateTable('householdQuestions')
    .set({ ...said, answeredAt: tx.now })
    .where('id', '=', id)
    .where('headId', '=', headId)
    .where('askedAt', 'is not', null)
    .where('answeredAt', 'is', null)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row as Question | undefined
}

/** Uses a yes: one of this order, or one of a booking, which is this order's from now on. False where there is none. */
export async function takeYes(
  tx: Ctx,
  { amount, currency, ...wish }: Wish,
  orderId: string,
): Promise<boolean> {
  const yes = await tx.db
    .selectFrom('householdQuestions')
    .select('id')
    .where('shopId', '=', wish.shopId)
    .where('headId', '=', wish.headId)
    .where('memberId', '=', wish.memberId)
    .where('assetId', '=', wish.assetId)
    .where((eb) => eb.or([eb('orderId', '=', orderId), eb('orderId', 'is', null)]))
    .where('answer', '=', 'yes')
    .where('validUntil', '>', tx.now)
    .where('amount', '>=', amount)
    .where('currency', '=', currency)
    .orderBy('orderId')
    .forUpdate()
    .limit(1)
    .executeTakeFirst()
  if (!yes) return false
  await tx.db
    .updateTable('householdQuestions')
    .set({ orderId })
    .where('shopId', '=', wish.shopId)
    .where('id', '=', yes.id)
    .execute()
  return true
}

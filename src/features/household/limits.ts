import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { formatMoney } from '../../kit/money.ts'
import { holdMember } from './store.ts'
import { keepQuestion, takeYes, type Wish } from './store-questions.ts'

/** An order of a member on a thing of somebody else's garage, and what it comes to with what is being agreed to now. */
export interface Spending extends Wish {
  orderId: string
  /** Opened in this very transaction: nothing is left of it where it is refused. */
  isNew: boolean
}

/**
 * Refuses what goes beyond the member's limit, unless the head has said yes to it: 409 `over_limit`, with the question
 * kept that the member can now ask. Whoever is no member any more goes on with their own orders.
 */
export async function refuseOverLimit(tx: Ctx, { isNew, ...spending }: Spending): Promise<void> {
  const member = await holdMember(tx, spending.headId, spending.memberId)
  // Taken out while they were booking.
  if (!member && isNew) throw notFound('/assetId')
  if (!member?.limit || spending.amount === 0) return
  const { amount, currency } = spending
  const { limit } = member
  if (currency === limit.currency && amount <= limit.amount) return
  if (await takeYes(tx, spending, spending.orderId)) return
  const wish: Wish = { ...spending, orderId: isNew ? null : spending.orderId }
  throw illegalMove(
    'over_limit',
    { limit, total: { amount, currency } },
    {
      limit: formatMoney(limit, tx.locale),
      total: formatMoney({ amount, currency }, tx.locale),
    },
    // Once the refused work is rolled back, which would take the question along.
    async (ctx) => ({ question: await transaction(ctx, (fresh) => keepQuestion(fresh, wish)) }),
  )
}

import { z } from 'zod'
import { accountIdOf, allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { type Absence, absentee } from './resources.ts'
import { decideTimeOff as writeDecision, lockTimeOff } from './store-time-off.ts'

export const DecideTimeOff = z.strictObject({
  decision: z.enum(['granted', 'declined']),
  /** A word to the person. */
  answer: text({ min: 0, max: 500 }).default(''),
})

/**
 * Grants or declines time off that somebody asked for; they are told. Visits in what is granted become conflicts.
 * 409 `time_off_decided` where somebody has answered already.
 */
export async function decideTimeOff(
  ctx: Ctx,
  shop: Shop,
  timeOffId: string,
  input: z.output<typeof DecideTimeOff>,
): Promise<Absence> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  if (!isId(timeOffId)) throw notFound()
  const { decision, answer } = input
  return transaction(ctx, async (tx) => {
    if (decision === 'granted') await bumpCalendarRules(tx, shop.id)
    const asked = await lockTimeOff(tx, shop.id, timeOffId)
    if (!asked) throw notFound()
    if (asked.status !== 'asked') throw illegalMove('time_off_decided')
    const decided = await writeDecision(tx, shop.id, asked.id, {
      status: decision,
      answer,
      decidedBy: accountIdOf(tx.caller),
    })
    await record(tx, {
      type: `time_off.${decision}`,
      shopId: shop.id,
      subject: absentee(decided),
      data: {
        timeOffId: decided.id,
        startsAt: decided.startsAt.toString(),
        endsAt: decided.endsAt.toString(),
        asked: true,
      },
    })
    return decided
  })
}

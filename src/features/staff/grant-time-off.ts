import { z } from 'zod'
import { accountIdOf, allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { instant, text } from '../../kit/input.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { findResource } from './edit-resource.ts'
import type { Absence } from './resources.ts'
import { insertTimeOff } from './store-time-off.ts'

export const GrantTimeOff = z.strictObject({
  startsAt: instant(),
  endsAt: instant(),
  reason: text({ min: 0, max: 200 }).default(''),
})

const LONGEST_HOURS = 366 * 24

/** A person is away, a bay is being repaired: always accepted; visits booked then become conflicts. */
export async function grantTimeOff(
  ctx: Ctx,
  shop: Shop,
  resourceId: string,
  input: z.output<typeof GrantTimeOff>,
): Promise<Absence> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  const { startsAt, endsAt, reason } = input
  checkStretch(input)
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const resource = await findResource(tx, shop.id, resourceId)
    const timeOff = await insertTimeOff(tx, shop.id, {
      resourceId: resource.id,
      staffId: resource.staffId,
      startsAt,
      endsAt,
      reason,
      status: 'granted',
      decidedBy: accountIdOf(tx.caller),
      decidedAt: tx.now,
    })
    await record(tx, {
      type: 'time_off.granted',
      shopId: shop.id,
      subject: { kind: 'resource', id: resource.id },
      data: { timeOffId: timeOff.id, startsAt: startsAt.toString(), endsAt: endsAt.toString() },
    })
    return timeOff
  })
}

/** Throws 400 where time off ends before it starts, or lasts longer than a year. */
export function checkStretch({ startsAt, endsAt }: z.output<typeof GrantTimeOff>): void {
  if (Temporal.Instant.compare(endsAt, startsAt) <= 0) throw invalid('/endsAt', 'endBeforeStart')
  if (startsAt.until(endsAt).total('hours') > LONGEST_HOURS) throw invalid('/endsAt', 'tooLong')
}

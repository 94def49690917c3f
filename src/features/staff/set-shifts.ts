import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { localDay } from '../../kit/input.ts'
import { localDate } from '../../kit/time.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import { weeklyField } from '../shops/input.ts'
import { checkWeek } from '../shops/opening.ts'
import type { Shop } from '../shops/shop.ts'
import { findResource } from './edit-resource.ts'
import type { Shift } from './resources.ts'
import { replaceShifts, selectShifts } from './store-resources.ts'

/**
 * A week's plan, in force from a date on (today unless said). No stretch at all, which counts at once: a place is there
 * day and night, a person whenever the shop is open.
 */
export const SetShifts = z.strictObject({
  from: localDay().optional(),
  shifts: z.array(weeklyField()).max(70),
})

/** Plans the weeks of a resource. What it worked before that date stays as it was. 400 where stretches overlap. */
export async function setShifts(
  ctx: Ctx,
  shop: Shop,
  resourceId: string,
  input: z.output<typeof SetShifts>,
): Promise<Shift[]> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  checkWeek(input.shifts, (index) => `/shifts/${index}`)
  const today = localDate(ctx.now, shop.timezone)
  const from = input.from ?? today
  if (Temporal.PlainDate.compare(from, today) < 0) throw invalid('/from', 'past')
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const resource = await findResource(tx, shop.id, resourceId)
    await replaceShifts(tx, shop.id, resource.id, from, input.shifts)
    await record(tx, {
      type: 'shifts.set',
      shopId: shop.id,
      subject: { kind: 'resource', id: resource.id },
      data: { from: from.toString() },
    })
    return selectShifts(tx, shop.id, resource.id)
  })
}

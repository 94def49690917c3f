import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { localDay } from '../../kit/input.ts'
import { localDate } from '../../kit/time.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { findResource } from './edit-resource.ts'
import { checkShifts, shiftField } from './input.ts'
import type { Shift } from './resources.ts'
import { replaceShifts, selectShifts } from './store-shifts.ts'

/**
 * A week's plan, in force from a date on (today unless said), with an end only for a while: then what held before holds
 * again. No stretch at all: from then on a place is there day and night, a person whenever the shop is open.
 */
export const SetShifts = z.strictObject({
  from: localDay().optional(),
  until: localDay().nullable().default(null),
  shifts: z.array(shiftField()).max(70),
})

/**
 * Plans the weeks of a resource. What it worked before that date stays as it was. 400 where stretches overlap, a break
 * is outside its stretch, or an end comes with no stretch: who is away for a while has time off.
 */
export async function setShifts(
  ctx: Ctx,
  shop: Shop,
  resourceId: string,
  input: z.output<typeof SetShifts>,
): Promise<Shift[]> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  const { shifts, until } = input
  checkShifts(shifts, (index) => `/shifts/${index}`)
  const today = localDate(ctx.now, shop.timezone)
  const from = input.from ?? today
  if (Temporal.PlainDate.compare(from, today) < 0) throw invalid('/from', 'past')
  if (until && Temporal.PlainDate.compare(until, from) < 0) throw invalid('/until', 'endBeforeStart')
  if (until && shifts.length === 0) throw invalid('/shifts', 'missing')
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const resource = await findResource(tx, shop.id, resourceId)
    await replaceShifts(tx, shop.id, resource.id, { from, until }, shifts)
    await record(tx, {
      type: 'shifts.set',
      shopId: shop.id,
      subject: { kind: 'resource', id: resource.id },
      data: { from: from.toString(), until: until?.toString() ?? null },
    })
    return selectShifts(tx, shop.id, resource.id)
  })
}

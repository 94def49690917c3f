import { z } from 'zod'
import { accountIdOf, allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { localDay, text } from '../../kit/input.ts'
import { daysBetween, localDate } from '../../kit/time.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { findResource } from './edit-resource.ts'
import { checkDay, dayStretchField } from './input.ts'
import type { ShiftException } from './resources.ts'
import { insertException } from './store-shifts.ts'

/** Dates, both included, on which other hours hold than the week says; no hours: not there at all. */
export const AddException = z.strictObject({
  startsOn: localDay(),
  endsOn: localDay().optional(),
  hours: z.array(dayStretchField()).max(6),
  reason: text({ min: 0, max: 200 }).default(''),
})

const LONGEST_DAYS = 366

/**
 * Gives a person or a place other hours on some dates: an extra Saturday, a short day, a day less. Always accepted; the
 * one entered last counts, and visits that no longer fit become conflicts. 400 for dates that are over.
 */
export async function addException(
  ctx: Ctx,
  shop: Shop,
  resourceId: string,
  input: z.output<typeof AddException>,
): Promise<ShiftException> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  const { startsOn, endsOn = startsOn, hours, reason } = input
  checkDay(hours, (index) => `/hours/${index}`)
  const today = localDate(ctx.now, shop.timezone)
  if (Temporal.PlainDate.compare(startsOn, today) < 0) throw invalid('/startsOn', 'past')
  const days = daysBetween(startsOn, endsOn)
  if (days < 0) throw invalid('/endsOn', 'endBeforeStart')
  if (days >= LONGEST_DAYS) throw invalid('/endsOn', 'tooLong')
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const resource = await findResource(tx, shop.id, resourceId)
    const exception = await insertException(tx, shop.id, {
      resourceId: resource.id,
      startsOn,
      endsOn,
      hours,
      reason,
      createdBy: accountIdOf(tx.caller),
    })
    await record(tx, {
      type: 'shift_exception.added',
      shopId: shop.id,
      subject: { kind: 'resource', id: resource.id },
      data: { exceptionId: exception.id, startsOn: startsOn.toString(), endsOn: endsOn.toString() },
    })
    return exception
  })
}

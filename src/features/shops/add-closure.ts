import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId, transaction } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { localDay, text } from '../../kit/input.ts'
import { daysBetween, localDate } from '../../kit/time.ts'
import { bumpCalendarRules } from './calendar-version.ts'
import type { Closure } from './closures.ts'
import type { Shop } from './shop.ts'
import { insertClosure } from './store-hours.ts'

/** Dates, both included; `yearly` names the calendar in which they come back every year. */
export const AddClosure = z.strictObject({
  startsOn: localDay(),
  endsOn: localDay().optional(),
  reason: text({ min: 0, max: 120 }).default(''),
  yearly: z.enum(['gregorian', 'jalali']).nullable().default(null),
})

// A longer one is a shop that gave up; a yearly one must leave a day to open.
const LONGEST_DAYS = 366
const LONGEST_YEARLY_DAYS = 300

/** Closes the shop on some dates. Booked visits on them stay and become conflicts that a person resolves. */
export async function addClosure(ctx: Ctx, shop: Shop, input: z.output<typeof AddClosure>): Promise<Closure> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  const lastYear = localDate(ctx.now, shop.timezone).subtract({ years: 1 })
  // A year typed in the wrong calendar would close the shop on no day that anybody meant.
  if (!input.yearly && Temporal.PlainDate.compare(input.startsOn, lastYear) < 0) {
    throw invalid('/startsOn', 'past')
  }
  const closure: Closure = {
    id: newId(ctx.now),
    ...closedDates(input),
    reason: input.reason,
    yearly: input.yearly,
  }
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    await insertClosure(tx, shop.id, closure)
    await record(tx, {
      type: 'closure.added',
      shopId: shop.id,
      subject: { kind: 'shop', id: shop.id },
      data: {
        closureId: closure.id,
        startsOn: closure.startsOn.toString(),
        endsOn: closure.endsOn.toString(),
      },
    })
    return closure
  })
}

/** First and last date of a closure; 400 where they are the wrong way round or too far apart. */
export function closedDates(given: {
  startsOn: Temporal.PlainDate
  endsOn?: Temporal.PlainDate | undefined
  yearly: Closure['yearly']
}): { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate } {
  const { startsOn, endsOn = startsOn } = given
  const days = daysBetween(startsOn, endsOn)
  if (days < 0) throw invalid('/endsOn', 'endBeforeStart')
  if (days >= (given.yearly ? LONGEST_YEARLY_DAYS : LONGEST_DAYS)) throw invalid('/endsOn', 'tooLong')
  return { startsOn, endsOn }
}

import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { version } from '../../kit/input.ts'
import { bumpCalendarRules } from './calendar-version.ts'
import { weeklyField } from './input.ts'
import { checkWeek } from './opening.ts'
import type { Shop } from './shop.ts'
import { raiseShopVersion } from './store.ts'
import { replaceHours } from './store-hours.ts'

/** The whole week; several stretches a day are fine (a lunch break), overlapping ones are not. */
export const SetHours = z.strictObject({
  version: version().optional(),
  hours: z.array(weeklyField()).max(70),
})

/**
 * Replaces the weekly opening hours. 400 where stretches overlap. Booked visits stay; those that the new hours no
 * longer cover are found by the calendar.
 */
export async function setHours(ctx: Ctx, shop: Shop, input: z.output<typeof SetHours>): Promise<void> {
  allowInShop(ctx, 'shop.edit', shop.id)
  checkWeek(input.hours, (index) => `/hours/${index}`)
  await transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    if (!(await raiseShopVersion(tx, shop.id, input.version ?? shop.version))) throw conflict()
    await replaceHours(tx, shop.id, input.hours)
    await record(tx, { type: 'hours.set', shopId: shop.id, subject: { kind: 'shop', id: shop.id } })
  })
}

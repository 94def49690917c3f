import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { localDate, parseDate } from '../../kit/time.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { findResource } from './edit-resource.ts'
import { deleteWeek } from './store-shifts.ts'

/**
 * Takes back a week that has not begun: what would have ended the day before runs on. 400 at `/from` for one that
 * holds already, 404 where none begins on that date.
 */
export async function dropShifts(ctx: Ctx, shop: Shop, resourceId: string, from: string): Promise<void> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  const date = parseDate(from)
  if (!date) throw notFound()
  if (Temporal.PlainDate.compare(date, localDate(ctx.now, shop.timezone)) <= 0) throw invalid('/from', 'past')
  await transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const resource = await findResource(tx, shop.id, resourceId)
    if (!(await deleteWeek(tx, shop.id, resource.id, date))) throw notFound()
    await record(tx, {
      type: 'shifts.set',
      shopId: shop.id,
      subject: { kind: 'resource', id: resource.id },
      data: { from },
    })
  })
}

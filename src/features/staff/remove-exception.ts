import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { deleteException } from './store-shifts.ts'

/** Takes other hours away: on those dates the week holds again. */
export async function removeException(ctx: Ctx, shop: Shop, exceptionId: string): Promise<void> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  if (!isId(exceptionId)) throw notFound()
  await transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const gone = await deleteException(tx, shop.id, exceptionId)
    if (!gone) throw notFound()
    await record(tx, {
      type: 'shift_exception.removed',
      shopId: shop.id,
      subject: { kind: 'resource', id: gone.resourceId },
      data: { exceptionId, startsOn: gone.startsOn.toString(), endsOn: gone.endsOn.toString() },
    })
  })
}

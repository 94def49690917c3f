import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { deleteTimeOff } from './store-time-off.ts'
import { absentee } from './resources.ts'

/** Takes time off back: the resource can be booked then again. */
export async function removeTimeOff(ctx: Ctx, shop: Shop, timeOffId: string): Promise<void> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  if (!isId(timeOffId)) throw notFound()
  await transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const gone = await deleteTimeOff(tx, shop.id, timeOffId)
    if (!gone) throw notFound()
    await record(tx, {
      type: 'time_off.removed',
      shopId: shop.id,
      subject: absentee(gone),
      data: { timeOffId, startsAt: gone.startsAt.toString(), endsAt: gone.endsAt.toString() },
    })
  })
}

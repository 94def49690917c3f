import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { ownStaffId } from './ask-time-off.ts'
import { type Absence, absentee } from './resources.ts'
import { selectResourceOfPerson } from './store-resources.ts'
import { deleteTimeOff, lockTimeOff } from './store-time-off.ts'

/**
 * Takes back one's own time off: asked for or declined at any time, granted before it begins. 404 for anybody else's,
 * 409 `time_off_began` afterwards.
 */
export async function withdrawTimeOff(ctx: Ctx, shop: Shop, timeOffId: string): Promise<void> {
  const staffId = ownStaffId(ctx, shop)
  if (!isId(timeOffId)) throw notFound()
  await transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const mine = await lockTimeOff(tx, shop.id, timeOffId)
    if (!mine || !(await isOwn(tx, shop.id, staffId, mine))) throw notFound()
    const began = Temporal.Instant.compare(mine.startsAt, tx.now) <= 0
    if (mine.status === 'granted' && began) throw illegalMove('time_off_began')
    await deleteTimeOff(tx, shop.id, mine.id)
    await record(tx, {
      type: mine.status === 'granted' ? 'time_off.removed' : 'time_off.withdrawn',
      shopId: shop.id,
      subject: absentee(mine),
      data: { timeOffId, startsAt: mine.startsAt.toString(), endsAt: mine.endsAt.toString() },
    })
  })
}

async function isOwn(tx: Ctx, shopId: string, staffId: string, { staffId: whose, resourceId }: Absence) {
  if (whose) return whose === staffId
  const resource = await selectResourceOfPerson(tx, shopId, staffId)
  return resource !== undefined && resource.id === resourceId
}

import { z } from 'zod'
import { invalid } from '../../../kit/errors.ts'
import { text } from '../../../kit/input.ts'
import { wallToInstant } from '../../../kit/time.ts'
import { typedClock } from '../../shops/pages/settings/typed-clock.ts'
import { typedDate } from '../../shops/pages/settings/typed-date.ts'
import type { Shop } from '../../shops/shop.ts'

/** Time off as people type it. */
export const AwayForm = z.strictObject({
  firstDay: typedDate(),
  lastDay: typedDate().optional(),
  fromTime: typedClock().optional(),
  toTime: typedClock().optional(),
  reason: text({ min: 0, max: 200 }).default(''),
})
/** Whole days, or from a time of the first to a time of the last, by the shop's wall clock. */
export function stretchAway(shop: Shop, form: Omit<z.output<typeof AwayForm>, 'reason'>) {
  const { firstDay, lastDay = firstDay, fromTime, toTime } = form
  if (Temporal.PlainDate.compare(lastDay, firstDay) < 0) throw invalid('/lastDay', 'endBeforeStart')
  const midnight = new Temporal.PlainTime()
  const startsAt = wallToInstant(firstDay, fromTime ?? midnight, shop.timezone)
  const endsAt = toTime
    ? wallToInstant(lastDay, toTime, shop.timezone)
    : wallToInstant(lastDay.add({ days: 1 }), midnight, shop.timezone)
  if (Temporal.Instant.compare(endsAt, startsAt) <= 0) throw invalid('/toTime', 'endBeforeStart')
  return { startsAt, endsAt }
}

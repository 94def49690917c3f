import { dayIndex } from '../../../kit/time.ts'
import type { LocalDays } from '../../../kit/time.ts'
import type { DailyLimit } from './types.ts'

/** For each day 1 where one of the limits leaves no room for this visit, else 0. */
export function fullDays(days: LocalDays, limits: readonly DailyLimit[]): Uint8Array {
  const full = new Uint8Array(days.count)
  for (const { limit, startsAt, amounts, adds = 1 } of limits) {
    const booked = new Int32Array(days.count)
    for (const [at, start] of startsAt.entries()) {
      const day = dayIndex(days, start)
      if (day >= 0 && day < days.count) booked[day] = (booked[day] ?? 0) + (amounts ? (amounts[at] ?? 0) : 1)
    }
    for (let day = 0; day < days.count; day++) if ((booked[day] ?? 0) + adds > limit) full[day] = 1
  }
  return full
}

/** True when a visit is over a limit on a day with no other. */
export function exceedsLimits(limits: readonly DailyLimit[]): boolean {
  return limits.some(({ limit, adds = 1 }) => adds > limit)
}

import { z } from 'zod'
import { clockOf } from '../../../../kit/input/clock.ts'

/** A wall time as a person types it: 14:30, 2:30 pm, ۱۴:۳۰. */
export function typedClock() {
  return z.string().transform((typed, context): Temporal.PlainTime => {
    const time = clockOf(typed)
    if (time) return Temporal.PlainTime.from(time)
    context.addIssue({ code: 'custom', params: { key: 'clock' }, input: typed })
    return z.NEVER
  })
}

import type { Ctx } from '../../kit/context.ts'
import { type Span, wallToInstant } from '../../kit/time.ts'
import { closedOn } from '../shops/closures.ts'
import type { Shop } from '../shops/shop.ts'
import { workDay } from '../staff/working-time.ts'
import { shopRules } from './availability.ts'
import { selectCalendarVersions } from './store-calendar.ts'

/** Somebody's break, by the clock of the shop; without a name where it was given none. */
export interface NamedBreak extends Span {
  resourceId: string
  name: string | null
}

/** The breaks of everybody and everything that works on a date of a shop, as its shifts and exceptions say. */
export async function breaksOn(ctx: Ctx, shop: Shop, date: Temporal.PlainDate): Promise<NamedBreak[]> {
  const { rulesVersion } = await selectCalendarVersions(ctx, shop.id)
  const { resources, shifts, exceptions, hours, closures } = await shopRules(ctx, shop, rulesVersion)
  const closed = closedOn(closures, date, date)
  return resources.flatMap(({ id, kind }) => {
    const own = <One extends { resourceId: string }>(all: readonly One[]) =>
      all.filter(({ resourceId }) => resourceId === id)
    const rules = { kind, shifts: own(shifts), exceptions: own(exceptions), open: hours }
    return workDay(rules, date, closed).stretches.flatMap(({ opens, breaks }) =>
      breaks.map(({ starts, ends, name }) => {
        // What starts earlier than its stretch is after midnight.
        const day = isBefore(starts, opens) ? date.add({ days: 1 }) : date
        const last = isBefore(starts, ends) ? day : day.add({ days: 1 })
        return {
          resourceId: id,
          name: name ?? null,
          start: wallToInstant(day, starts, shop.timezone).epochMilliseconds,
          end: wallToInstant(last, ends, shop.timezone).epochMilliseconds,
        }
      }),
    )
  })
}

const isBefore = (a: Temporal.PlainTime, b: Temporal.PlainTime): boolean =>
  Temporal.PlainTime.compare(a, b) < 0

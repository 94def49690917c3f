import { can } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { localDate } from '../../../kit/time.ts'
import type { Shop } from '../../shops/shop.ts'
import { conflictsOfShop } from '../read-conflicts.ts'
import { readVisits } from './read-visits.ts'

/** The visits of a shop that cannot be as they were booked, the next first, each with what is in its way. */
export async function readConflictRows(ctx: Ctx, shop: Shop) {
  if (!can(ctx, 'appointments.read', { shopId: shop.id })) return []
  const conflicts = Map.groupBy(await conflictsOfShop(ctx, shop), ({ appointment }) => appointment.id)
  const appointments = [...conflicts.values()].flatMap((mine) => mine[0]?.appointment ?? [])
  return (await readVisits(ctx, shop, appointments)).map(
    ({ id, startsAt, customer, order, asset, what, phone }) => ({
      id,
      startsAt,
      /** Of the day in the calendar. */
      date: localDate(Temporal.Instant.fromEpochMilliseconds(startsAt), shop.timezone).toString(),
      name: customer?.name ?? '',
      phone,
      orderNumber: order.number,
      asset,
      what,
      causes: (conflicts.get(id) ?? []).map(({ cause, resource }) => ({
        cause,
        name: resource?.name ?? null,
      })),
    }),
  )
}

export type ConflictRow = Awaited<ReturnType<typeof readConflictRows>>[number]

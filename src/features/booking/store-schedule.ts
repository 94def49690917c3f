import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { LIVE } from './store.ts'

/** How many visits to come hold a resource in a stretch of time. */
export async function countVisitsHeld(
  ctx: Ctx,
  shopId: string,
  resourceId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<number> {
  const { n } = await ctx.db
    .selectFrom('claims')
    .innerJoin('appointments', (join) =>
      join
        .onRef('appointments.shopId', '=', 'claims.shopId')
        .onRef('appointments.id', '=', 'claims.appointmentId'),
    )
    .select(sql<number>`count(distinct claims.appointment_id)::int`.as('n'))
    .where('claims.shopId', '=', shopId)
    .where('claims.resourceId', '=', resourceId)
    .where(sql<boolean>`claims.during && tstzrange(${from}::timestamptz, ${to}::timestamptz)`)
    .where('appointments.status', 'in', LIVE)
    .executeTakeFirstOrThrow()
  return n
}

import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Conflict, ConflictCause, Visit } from './conflicts.ts'

/** A conflict that nobody has resolved yet. */
export interface OpenConflict extends Conflict {
  id: string
  foundAt: Temporal.Instant
}

/** Visits still to come, each with what it holds; instants in epoch milliseconds. */
export async function selectComingVisits(ctx: Ctx, shopId: string): Promise<Visit[]> {
  const rows = await ctx.db
    .selectFrom('appointments')
    .leftJoin('claims', (join) =>
      join
        .onRef('claims.shopId', '=', 'appointments.shopId')
        .onRef('claims.appointmentId', '=', 'appointments.id'),
    )
    .select([
      'appointments.id',
      'appointments.startsAt',
      'appointments.endsAt',
      'claims.resourceId',
      'claims.startsAt as heldFrom',
      'claims.endsAt as heldTo',
    ])
    .where('appointments.shopId', '=', shopId)
    .where('appointments.startsAt', '>', ctx.now)
    .where('appointments.status', 'in', ['requested', 'confirmed'])
    .orderBy('appointments.startsAt')
    .execute()
  const visits = new Map<string, Visit>()
  for (const { id, startsAt, endsAt, resourceId, heldFrom, heldTo } of rows) {
    const visit = visits.get(id) ?? {
      id,
      start: startsAt.epochMilliseconds,
      end: endsAt.epochMilliseconds,
      holds: [],
    }
    if (resourceId && heldFrom && heldTo)
      visit.holds.push({ resourceId, start: heldFrom.epochMilliseconds, end: heldTo.epochMilliseconds })
    visits.set(id, visit)
  }
  return [...visits.values()]
}

/** The open conflicts of a shop, or of one appointment. */
export async function selectOpenConflicts(
  ctx: Ctx,
  shopId: string,
  appointmentId?: string,
): Promise<OpenConflict[]> {
  let query = ctx.db
    .selectFrom('conflicts')
    .select(['id', 'appointmentId', 'resourceId', 'cause', 'foundAt'])
    .where('shopId', '=', shopId)
    .where('resolvedAt', 'is', null)
  if (appointmentId) query = query.where('appointmentId', '=', appointmentId)
  const rows = await query.orderBy('foundAt').orderBy('id').execute()
  return rows.map((row) => ({ ...row, cause: row.cause as ConflictCause }))
}

/** Writes down what was found, once for as long as it is open; gives what is new. */
export async function insertConflicts(
  tx: Ctx,
  shopId: string,
  found: readonly Conflict[],
): Promise<OpenConflict[]> {
  if (found.length === 0) return []
  const rows = await tx.db
    .insertInto('conflicts')
    .values(found.map((conflict) => ({ ...conflict, shopId, id: newId(tx.now), foundAt: tx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'appointmentId', 'resourceId', 'cause', 'foundAt'])
    .execute()
  return rows.map((row) => ({ ...row, cause: row.cause as ConflictCause }))
}

/** Ends conflicts that are none any more: the visit was moved or canceled, somebody is back, or its time has come. */
export async function resolveConflicts(tx: Ctx, shopId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.db
    .updateTable('conflicts')
    .set({
      resolvedAt: tx.now,
      resolution: sql<string>`(select case
        when a.status in ('requested', 'confirmed') and a.starts_at > ${tx.now} then 'free'
        when a.status in ('requested', 'confirmed') then 'passed'
        else a.status end
        from appointments a where a.shop_id = conflicts.shop_id and a.id = conflicts.appointment_id)`,
    })
    .where('shopId', '=', shopId)
    .where('id', 'in', ids)
    .where('resolvedAt', 'is', null)
    .execute()
}

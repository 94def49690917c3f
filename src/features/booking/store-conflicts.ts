import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Conflict, ConflictCause, Resolution, Visit } from './conflicts.ts'
import { selectPartsDates } from './store-parts.ts'

/** A conflict that nobody has resolved yet. */
export interface OpenConflict extends Conflict {
  id: string
  foundAt: Temporal.Instant
  /** When the customer was asked for another time. */
  askedAt: Temporal.Instant | null
}

/** How conflicts ended, and who saw to it; null: nobody with an account. */
export interface Settled {
  how: Resolution
  by: string | null
}

const COLUMNS = ['id', 'appointmentId', 'resourceId', 'cause', 'foundAt', 'askedAt'] as const

/** Visits still to come (or the one that is named), each with what it holds and waits for; instants in epoch milliseconds. */
export async function selectComingVisits(ctx: Ctx, shopId: string, only?: string): Promise<Visit[]> {
  let query = ctx.db
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
      'appointments.dropOffMinutes',
      'claims.resourceId',
      'claims.startsAt as heldFrom',
      'claims.endsAt as heldTo',
    ])
    .where('appointments.shopId', '=', shopId)
    .where('appointments.startsAt', '>', ctx.now)
    .where('appointments.status', 'in', ['requested', 'confirmed'])
  if (only) query = query.where('appointments.id', '=', only)
  const parts = await selectPartsDates(ctx, shopId, only)
  const visits = new Map<string, Visit>()
  for (const row of await query.orderBy('appointments.startsAt').execute()) {
    const { id, startsAt, endsAt, dropOffMinutes, resourceId, heldFrom, heldTo } = row
    const visit = visits.get(id) ?? {
      id,
      start: startsAt.epochMilliseconds,
      // What is left for the day stays over the shop's breaks; it must only be taken in while the shop is open.
      end: dropOffMinutes === null ? endsAt.epochMilliseconds : startsAt.epochMilliseconds + 60_000,
      partsOn: parts.get(id) ?? null,
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
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('resolvedAt', 'is', null)
  if (appointmentId) query = query.where('appointmentId', '=', appointmentId)
  const rows = await query.orderBy('foundAt').orderBy('id').execute()
  return rows.map((row) => ({ ...row, cause: row.cause as ConflictCause }))
}

/** One conflict of a shop, resolved or not. */
export async function selectConflict(
  ctx: Ctx,
  shopId: string,
  id: string,
): Promise<(OpenConflict & { resolution: Resolution | null }) | undefined> {
  const row = await ctx.db
    .selectFrom('conflicts')
    .select([...COLUMNS, 'resolution'])
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...row, cause: row.cause as ConflictCause, resolution: row.resolution as Resolution | null }
}

/** What somebody keeps as it is, for visits that are not long over: the conflict, and the visit's time then. */
export async function selectKeptConflicts(
  ctx: Ctx,
  shopId: string,
): Promise<(Conflict & { from: number; until: number })[]> {
  const rows = await ctx.db
    .selectFrom('conflicts')
    .select(['appointmentId', 'resourceId', 'cause', 'keptFrom', 'keptUntil'])
    .where('shopId', '=', shopId)
    .where('keptUntil', '>', ctx.now.subtract({ hours: 24 }))
    .execute()
  return rows.map(({ appointmentId, resourceId, cause, keptFrom, keptUntil }) => ({
    appointmentId,
    resourceId,
    cause: cause as ConflictCause,
    from: keptFrom?.epochMilliseconds ?? 0,
    until: keptUntil?.epochMilliseconds ?? 0,
  }))
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
    .values(
      found.map(({ appointmentId, resourceId, cause }) => ({
        appointmentId,
        resourceId,
        cause,
        shopId,
        id: newId(tx.now),
        foundAt: tx.now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .execute()
  return rows.map((row) => ({ ...row, cause: row.cause as ConflictCause }))
}

/**
 * Ends conflicts that are none any more: as `settled` says, or else by what has become of the visit (called off, here,
 * its time come) or of what was in its way.
 */
export async function resolveConflicts(
  tx: Ctx,
  shopId: string,
  ids: readonly string[],
  settled?: Settled,
): Promise<void> {
  if (ids.length === 0) return
  const seen = sql<string>`(select case
    when a.status in ('requested', 'confirmed') and (a.starts_at > ${tx.now} or cause = 'overrun') then 'free'
    when a.status in ('requested', 'confirmed') then 'passed'
    else a.status end
    from appointments a where a.shop_id = conflicts.shop_id and a.id = conflicts.appointment_id)`
  await tx.db
    .updateTable('conflicts')
    .set({ resolvedAt: tx.now, resolution: settled?.how ?? seen, resolvedBy: settled?.by ?? null })
    .where('shopId', '=', shopId)
    .where('id', 'in', ids)
    .where('resolvedAt', 'is', null)
    .execute()
}

/** Ends the open conflicts of a visit that somebody keeps as it is. */
export async function keepConflicts(
  tx: Ctx,
  visit: { shopId: string; id: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant },
  { by, reason }: { by: string | null; reason: string },
): Promise<void> {
  await tx.db
    .updateTable('conflicts')
    .set({
      resolvedAt: tx.now,
      resolvedBy: by,
      resolution: 'kept',
      reason,
      keptFrom: visit.startsAt,
      keptUntil: visit.endsAt,
    })
    .where('shopId', '=', visit.shopId)
    .where('appointmentId', '=', visit.id)
    .where('resolvedAt', 'is', null)
    .execute()
}

/** Of these visits, what is in the way of those whose customer was asked for another time and has not answered. */
export async function selectAsked(
  ctx: Ctx,
  shopId: string,
  appointmentIds: readonly string[],
): Promise<{ appointmentId: string; cause: ConflictCause }[]> {
  if (appointmentIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('conflicts')
    .select(['appointmentId', 'cause'])
    .distinct()
    .where('shopId', '=', shopId)
    .where('appointmentId', 'in', appointmentIds)
    .where('resolvedAt', 'is', null)
    .where('askedAt', 'is not', null)
    .orderBy('cause')
    .execute()
  return rows.map((row) => ({ ...row, cause: row.cause as ConflictCause }))
}

/** Notes on the open conflicts of a visit that its customer is asked for another time. */
export async function noteAsked(
  tx: Ctx,
  shopId: string,
  appointmentId: string,
  by: string | null,
): Promise<void> {
  await tx.db
    .updateTable('conflicts')
    .set({ askedAt: tx.now, askedBy: by })
    .where('shopId', '=', shopId)
    .where('appointmentId', '=', appointmentId)
    .where('resolvedAt', 'is', null)
    .execute()
}

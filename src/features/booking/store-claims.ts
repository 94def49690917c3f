import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Claim } from './engine/index.ts'

/** One lane of one resource, taken for a while. */
export interface NewClaim {
  resourceId: string
  lane: number
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

// No claim is longer (a check in the schema), so a range read needs to look back no further. Those of more than a day
// are few and have an index of their own: for all others a day is enough.
const LONGEST_CLAIM = '62 days'
const SHORT_CLAIM = '24 hours'

/** What is taken between two instants. */
export interface Busy {
  claims: Claim[]
  /** When the first hold among it runs out, in epoch milliseconds; null where there is none. */
  expiresMs: number | null
}

/**
 * What is taken between two instants, expired holds left out: one read of two covering indexes. A row holds all spans of a
 * lane as one text, since a thousand rows would take longer to be read than to be found.
 */
export async function selectBusy(
  ctx: Ctx,
  shopId: string,
  fromMs: number,
  toMs: number,
  except?: string,
): Promise<Busy> {
  const from = Temporal.Instant.fromEpochMilliseconds(fromMs)
  const to = Temporal.Instant.fromEpochMilliseconds(toMs)
  const before = (length: string) =>
    sql<Temporal.Instant>`${from}::timestamptz - ${sql.lit(length)}::interval`
  const recent = claimsUntil(ctx, shopId, from, except)
    .where('startsAt', '<', to)
    .where('startsAt', '>', before(SHORT_CLAIM))
  const long = claimsUntil(ctx, shopId, from, except)
    .where('startsAt', '<=', before(SHORT_CLAIM))
    .where('startsAt', '>', before(LONGEST_CLAIM))
    .where(sql<boolean>`ends_at - starts_at > ${sql.lit(SHORT_CLAIM)}::interval`)
  const lanes = await recent.unionAll(long).execute()
  const expiries = lanes.flatMap(({ expiresAt }) => expiresAt?.epochMilliseconds ?? [])
  return { claims: lanes.flatMap(claimsOf), expiresMs: expiries.length > 0 ? Math.min(...expiries) : null }
}

/** Claims that last beyond an instant, but for those of one appointment: a row a lane. */
function claimsUntil(ctx: Ctx, shopId: string, from: Temporal.Instant, except: string | undefined) {
  const query = ctx.db
    .selectFrom('claims')
    .select([
      'resourceId',
      'lane',
      sql<string>`string_agg((extract(epoch from starts_at) * 1000)::int8 || ' '
        || (extract(epoch from ends_at) * 1000)::int8, ' ')`.as('times'),
      sql<Temporal.Instant | null>`min(expires_at)`.as('expiresAt'),
    ])
    .where('shopId', '=', shopId)
    .where('endsAt', '>', from)
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', ctx.now)]))
    .groupBy(['resourceId', 'lane'])
  if (!except) return query
  return query.where((eb) => eb.or([eb('appointmentId', 'is', null), eb('appointmentId', '<>', except)]))
}

function claimsOf({ resourceId, lane, times }: { resourceId: string; lane: number; times: string }): Claim[] {
  const numbers = times.split(' ')
  const claims: Claim[] = []
  for (let at = 0; at < numbers.length; at += 2)
    claims.push({ resourceId, lane, start: Number(numbers[at]), end: Number(numbers[at + 1]) })
  return claims
}

/** Gives an appointment other claims. False when the wall let fewer in than asked: then the caller must roll back. */
export async function replaceClaims(
  tx: Ctx,
  appointment: { shopId: string; id: string },
  claims: readonly NewClaim[],
): Promise<boolean> {
  await deleteClaims(tx, appointment.shopId, appointment.id)
  if (claims.length === 0) return true
  const made = await tx.db
    .insertInto('claims')
    .values(claimRows(tx, appointment.shopId, appointment.id, claims))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return made.length === claims.length
}

/** In resource order, so that two writers that meet wait for each other instead of crossing. */
export function claimRows(tx: Ctx, shopId: string, appointmentId: string, claims: readonly NewClaim[]) {
  return [...claims]
    .sort((a, b) => (a.resourceId < b.resourceId ? -1 : a.resourceId > b.resourceId ? 1 : a.lane - b.lane))
    .map((claim) => ({ ...claim, shopId, id: newId(tx.now), kind: 'booking' as const, appointmentId }))
}

/** Frees what an appointment held, and says which people and places that was. */
export async function deleteClaims(tx: Ctx, shopId: string, appointmentId: string): Promise<string[]> {
  const gone = await tx.db
    .deleteFrom('claims')
    .where('shopId', '=', shopId)
    .where('appointmentId', '=', appointmentId)
    .returning('resourceId')
    .execute()
  return [...new Set(gone.map(({ resourceId }) => resourceId))]
}

/** What an appointment holds. */
export async function selectClaims(
  ctx: Ctx,
  shopId: string,
  appointmentIds: readonly string[],
): Promise<{ appointmentId: string | null; resourceId: string }[]> {
  if (appointmentIds.length === 0) return []
  return ctx.db
    .selectFrom('claims')
    .select(['appointmentId', 'resourceId'])
    .where('shopId', '=', shopId)
    .where('appointmentId', 'in', appointmentIds)
    .orderBy('resourceId')
    .execute()
}

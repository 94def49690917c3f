import { type ExpressionBuilder, sql } from 'kysely'
import type { Ctx, Db } from '../../kit/context.ts'
import { acrossShops, type DB, newId } from '../../kit/db/index.ts'

export type AppointmentStatus = 'requested' | 'confirmed' | 'declined' | 'arrived' | 'no_show' | 'canceled'

export interface Appointment {
  shopId: string
  id: string
  orderId: string
  customerId: string
  status: AppointmentStatus
  startsAt: Temporal.Instant
  /** The end of work, without clean-up. */
  endsAt: Temporal.Instant
  serviceIds: string[]
  source: 'web' | 'walk_in' | 'phone'
  sequence: number
  reason: string | null
  createdAt: Temporal.Instant
  version: number
}

/** One lane of one resource, taken for a while. */
export interface NewClaim {
  resourceId: string
  lane: number
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

/** A claim as the slot engine reads it: instants in epoch milliseconds. */
export interface BusySpan {
  resourceId: string
  lane: number
  startMs: number
  endMs: number
}

const COLUMNS = [
  'shopId',
  'id',
  'orderId',
  'customerId',
  'status',
  'startsAt',
  'endsAt',
  'serviceIds',
  'source',
  'sequence',
  'reason',
  'createdAt',
  'version',
] as const

const LIVE: AppointmentStatus[] = ['requested', 'confirmed', 'arrived']

// No claim is longer (a check in the schema), so a range read needs to look back no further. Those of more than a day
// are few and have an index of their own: for all others a day is enough.
const LONGEST_CLAIM = '62 days'
const SHORT_CLAIM = '24 hours'

/**
 * Serialises every write to a shop's calendar: takes its row, raises its version, clears holds that ran out, and
 * gives both versions. What is read after this cannot be changed by anybody else before the commit.
 */
export async function lockCalendar(
  tx: Ctx,
  shopId: string,
): Promise<{ version: number; rulesVersion: number }> {
  return (
    tx.db
      .with('locked', (db) =>
        db
          .updateTable('calendars')
          .set({ version: sql`version + 1` })
          .where('shopId', '=', shopId)
          .returning(['shopId', 'version', 'rulesVersion']),
      )
      // It reads from `locked`, so it begins when the row is ours.
      .with('cleared', (db) =>
        db
          .deleteFrom('claims')
          .using('locked')
          .where('claims.shopId', '=', shopId)
          .whereRef('claims.shopId', '=', 'locked.shopId')
          .where('claims.expiresAt', '<=', tx.now),
      )
      .selectFrom('locked')
      .select(['version', 'rulesVersion'])
      .executeTakeFirstOrThrow()
  )
}

/** The calendar's versions: version changes with every claim, rulesVersion with hours, shifts and services. */
export async function selectCalendarVersions(
  ctx: Ctx,
  shopId: string,
): Promise<{ version: number; rulesVersion: number }> {
  return ctx.db
    .selectFrom('calendars')
    .select(['version', 'rulesVersion'])
    .where('shopId', '=', shopId)
    .executeTakeFirstOrThrow()
}

/** The calendar's version of each of these shops. */
export async function selectVersionsOf(ctx: Ctx, shopIds: readonly string[]): Promise<Map<string, number>> {
  if (shopIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('calendars')
    .select(['shopId', 'version'])
    .where('shopId', 'in', shopIds)
    .execute()
  return new Map(rows.map(({ shopId, version }) => [shopId, version]))
}

/** What is taken between two instants, expired holds left out: one read of two covering indexes. */
export async function selectBusy(
  ctx: Ctx,
  shopId: string,
  fromMs: number,
  toMs: number,
  except?: string,
): Promise<BusySpan[]> {
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
  return recent.unionAll(long).execute()
}

/** Claims that last beyond an instant, but for those of one appointment. */
function claimsUntil(ctx: Ctx, shopId: string, from: Temporal.Instant, except: string | undefined) {
  const query = ctx.db
    .selectFrom('claims')
    .select([
      'resourceId',
      'lane',
      sql<number>`(extract(epoch from starts_at) * 1000)::float8`.as('startMs'),
      sql<number>`(extract(epoch from ends_at) * 1000)::float8`.as('endMs'),
    ])
    .where('shopId', '=', shopId)
    .where('endsAt', '>', from)
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', ctx.now)]))
  if (!except) return query
  return query.where((eb) => eb.or([eb('appointmentId', 'is', null), eb('appointmentId', '<>', except)]))
}

export interface NewAppointment {
  shopId: string
  orderId: string
  customerId: string
  status: 'requested' | 'confirmed'
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  serviceIds: readonly string[]
  source: Appointment['source']
  createdBy: string | null
}

/**
 * Writes the appointment with its claims in one statement. Undefined when the wall (the exclusion
 * constraint) let fewer claims in than asked: then somebody holds the time, and the caller must roll back.
 */
export async function insertAppointment(
  tx: Ctx,
  appointment: NewAppointment,
  claims: readonly NewClaim[],
): Promise<Appointment | undefined> {
  const { serviceIds, ...rest } = appointment
  const id = newId(tx.now)
  const placing = (db: Db) =>
    db
      .insertInto('appointments')
      .values({ ...rest, id, serviceIds: sql`${[...serviceIds]}::uuid[]`, createdAt: tx.now })
      .returning(COLUMNS)
  // A service that takes nobody and no bay holds nothing.
  if (claims.length === 0) return (await placing(tx.db).executeTakeFirstOrThrow()) as Appointment
  const rows = claimRows(tx, appointment.shopId, id, claims)
  const row = await tx.db
    .with('placed', () => placing(tx.db))
    .with('claimed', (db) =>
      db
        .insertInto('claims')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .returning('id'),
    )
    .selectFrom('placed')
    .selectAll()
    .select((eb) => eb.selectFrom('claimed').select(eb.fn.countAll<number>().as('n')).as('claimed'))
    .executeTakeFirstOrThrow()
  const { claimed, ...placed } = row
  return claimed === claims.length ? (placed as Appointment) : undefined
}

/** Gives an appointment other claims. False when the wall let fewer in than asked: then the caller must roll back. */
export async function replaceClaims(
  tx: Ctx,
  appointment: Appointment,
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
function claimRows(tx: Ctx, shopId: string, appointmentId: string, claims: readonly NewClaim[]) {
  return [...claims]
    .sort((a, b) => (a.resourceId < b.resourceId ? -1 : a.resourceId > b.resourceId ? 1 : a.lane - b.lane))
    .map((claim) => ({ ...claim, shopId, id: newId(tx.now), kind: 'booking' as const, appointmentId }))
}

export async function deleteClaims(tx: Ctx, shopId: string, appointmentId: string): Promise<void> {
  await tx.db
    .deleteFrom('claims')
    .where('shopId', '=', shopId)
    .where('appointmentId', '=', appointmentId)
    .execute()
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

/** Changes an appointment and raises its version and, for what a calendar file tells, its sequence. */
export async function updateAppointment(
  tx: Ctx,
  before: Appointment,
  change: Partial<Pick<Appointment, 'status' | 'startsAt' | 'endsAt' | 'reason'>> & {
    endedAt?: Temporal.Instant
  },
): Promise<Appointment> {
  const row = await tx.db
    .updateTable('appointments')
    .set({ ...change, sequence: before.sequence + 1, version: before.version + 1 })
    .where('shopId', '=', before.shopId)
    .where('id', '=', before.id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Appointment
}

/**
 * An appointment by its id alone, wherever it is, its row locked until the transaction ends; who may see it is
 * the caller's question. The order of locks is the appointment's row, then the calendar.
 */
export async function lockAppointment(tx: Ctx, id: string): Promise<Appointment | undefined> {
  const row = await acrossShops(tx.db, 'an appointment is named from outside by its id alone')
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as Appointment | undefined
}

/** One appointment of a shop. */
export async function selectAppointment(
  ctx: Ctx,
  shopId: string,
  id: string,
): Promise<Appointment | undefined> {
  const row = await ctx.db
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row as Appointment | undefined
}

/** The appointments of a shop with these ids, by id. */
export async function selectAppointmentsById(
  ctx: Ctx,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, Appointment>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row as Appointment]))
}

/** The order's living appointment, or its newest one with `any`. */
export async function selectAppointmentOfOrder(
  ctx: Ctx,
  shopId: string,
  orderId: string,
  which: 'live' | 'any' = 'live',
): Promise<Appointment | undefined> {
  let query = ctx.db
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('orderId', '=', orderId)
  if (which === 'live') query = query.where('status', 'in', LIVE)
  const row = await query.orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row as Appointment | undefined
}

/** Which of these orders have a living appointment. */
export async function selectBookedOrderIds(
  ctx: Ctx,
  shopId: string,
  orderIds: readonly string[],
): Promise<Set<string>> {
  if (orderIds.length === 0) return new Set()
  const rows = await ctx.db
    .selectFrom('appointments')
    .select('orderId')
    .where('shopId', '=', shopId)
    .where('orderId', 'in', orderIds)
    .where('status', 'in', LIVE)
    .execute()
  return new Set(rows.map((row) => row.orderId))
}

/** A shop's appointments that start between two instants, earliest first. */
export async function selectAppointmentsBetween(
  ctx: Ctx,
  shopId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
  page: { after?: { startsAt: Temporal.Instant; id: string } | undefined; limit: number; staffId?: string },
): Promise<Appointment[]> {
  let query = ctx.db
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('startsAt', '>=', from)
    .where('startsAt', '<', to)
  const { after, staffId } = page
  if (staffId) query = query.where((eb) => eb.exists(claimsOfStaff(eb, shopId, staffId)))
  if (after)
    query = query.where((eb) => eb(eb.refTuple('startsAt', 'id'), '>', eb.tuple(after.startsAt, after.id)))
  const rows = await query.orderBy('startsAt').orderBy('id').limit(page.limit).execute()
  return rows as Appointment[]
}

/** The claims of the appointment at hand that hold this member of staff. */
function claimsOfStaff(eb: ExpressionBuilder<DB, 'appointments'>, shopId: string, staffId: string) {
  return eb
    .selectFrom('claims')
    .innerJoin('resources', (join) =>
      join.onRef('resources.shopId', '=', 'claims.shopId').onRef('resources.id', '=', 'claims.resourceId'),
    )
    .select('claims.id')
    .where('claims.shopId', '=', shopId)
    .whereRef('claims.appointmentId', '=', 'appointments.id')
    .where('resources.staffId', '=', staffId)
}

/** A customer's appointments at a shop, the latest first. */
export async function selectAppointmentsOfCustomer(
  ctx: Ctx,
  shopId: string,
  customerId: string,
  limit: number,
): Promise<Appointment[]> {
  const rows = await ctx.db
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('customerId', '=', customerId)
    .orderBy('startsAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows as Appointment[]
}

/** Everything an account has booked, at any shop, newest first. */
export async function selectAppointmentsOfAccount(
  ctx: Ctx,
  accountId: string,
  after: string | undefined,
  limit: number,
): Promise<Appointment[]> {
  let query = acrossShops(ctx.db, 'a customer sees what they booked at all shops')
    .selectFrom('appointments')
    .innerJoin('customers', (join) =>
      join
        .onRef('customers.shopId', '=', 'appointments.shopId')
        .onRef('customers.id', '=', 'appointments.customerId'),
    )
    .select(COLUMNS.map((column) => `appointments.${column}` as const))
    .where('customers.accountId', '=', accountId)
  if (after) query = query.where('appointments.id', '<', after)
  const rows = await query.orderBy('appointments.id', 'desc').limit(limit).execute()
  return rows as Appointment[]
}

/** When the living visits for a service begin, from an instant on, in epoch milliseconds: what a daily limit counts. */
export async function selectStartsByService(
  ctx: Ctx,
  shopId: string,
  serviceId: string,
  from: Temporal.Instant,
  except?: string,
): Promise<number[]> {
  let query = ctx.db
    .selectFrom('appointments')
    .select('startsAt')
    .where('shopId', '=', shopId)
    .where('startsAt', '>=', from)
    .where('status', 'in', LIVE)
    .where(sql<boolean>`${serviceId}::uuid = any (service_ids)`)
  if (except) query = query.where('id', '<>', except)
  const rows = await query.execute()
  return rows.map((row) => row.startsAt.epochMilliseconds)
}

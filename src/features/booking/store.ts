import { sql } from 'kysely'
import type { Ctx, Db } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'
import { claimRows, type NewClaim } from './store-claims.ts'

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
  /** Minutes of work for which the asset is left with the shop; null: it is worked on at its time. */
  dropOffMinutes: number | null
  /** How long the work takes where staff have said so; null: as long as its services. */
  workMinutes: number | null
  source: 'web' | 'walk_in' | 'phone'
  sequence: number
  reason: string | null
  /** When its customer was asked whether they come, and when they (or staff for them) said so. */
  askedToConfirmAt: Temporal.Instant | null
  customerConfirmedAt: Temporal.Instant | null
  /** Canceled because nobody confirmed it in time. */
  releasedAt: Temporal.Instant | null
  /** Called off by the customer too late. */
  late: boolean
  createdAt: Temporal.Instant
  version: number
}

export const COLUMNS = [
  'shopId',
  'id',
  'orderId',
  'customerId',
  'status',
  'startsAt',
  'endsAt',
  'serviceIds',
  'dropOffMinutes',
  'workMinutes',
  'source',
  'sequence',
  'reason',
  'askedToConfirmAt',
  'customerConfirmedAt',
  'releasedAt',
  'late',
  'createdAt',
  'version',
] as const

export const LIVE: AppointmentStatus[] = ['requested', 'confirmed', 'arrived']

export interface NewAppointment {
  shopId: string
  orderId: string
  customerId: string
  status: 'requested' | 'confirmed'
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  serviceIds: readonly string[]
  dropOffMinutes: number | null
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

/** Changes an appointment and raises its version and, for what a calendar file tells, its sequence. */
export async function updateAppointment(
  tx: Ctx,
  before: Appointment,
  change: Partial<
    Pick<Appointment, 'status' | 'startsAt' | 'endsAt' | 'dropOffMinutes' | 'workMinutes' | 'reason'>
  > & {
    serviceIds?: readonly string[]
    endedAt?: Temporal.Instant
    /** What it held, once it came to nothing. */
    released?: string[]
  } & Partial<Pick<Appointment, 'askedToConfirmAt' | 'customerConfirmedAt' | 'releasedAt' | 'late'>>,
): Promise<Appointment> {
  const { serviceIds, ...rest } = change
  const row = await tx.db
    .updateTable('appointments')
    .set({
      ...rest,
      ...(serviceIds ? { serviceIds: sql`${[...serviceIds]}::uuid[]` } : {}),
      sequence: before.sequence + 1,
      version: before.version + 1,
    })
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

/** Locks appointments of a shop, in the order of their ids. */
export async function lockAppointments(tx: Ctx, shopId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.db
    .selectFrom('appointments')
    .select('id')
    .where('shopId', '=', shopId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
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

import { type ExpressionBuilder, sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops, type DB } from '../../kit/db/index.ts'
import { type Appointment, COLUMNS, LIVE } from './store.ts'

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
  page: {
    after?: { startsAt: Temporal.Instant; id: string } | undefined
    limit: number
    staffId?: string
    /** Without those that were canceled or declined, or are over. */
    live?: boolean
  },
): Promise<Appointment[]> {
  let query = ctx.db
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('startsAt', '>=', from)
    .where('startsAt', '<', to)
  const { after, staffId, live } = page
  if (live) query = query.where('status', 'in', LIVE)
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

/** The living visits with dropped-off work that begin from an instant on: what the day's hours for it count. */
export async function selectDropOffs(
  ctx: Ctx,
  shopId: string,
  from: Temporal.Instant,
  except?: string,
): Promise<{ startsAt: Temporal.Instant; minutes: number }[]> {
  let query = ctx.db
    .selectFrom('appointments')
    .select(['startsAt', sql<number>`drop_off_minutes`.as('minutes')])
    .where('shopId', '=', shopId)
    .where('startsAt', '>=', from)
    .where('status', 'in', LIVE)
    .where('dropOffMinutes', 'is not', null)
  if (except) query = query.where('id', '<>', except)
  return query.execute()
}

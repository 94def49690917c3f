import type { Ctx } from '../../kit/context.ts'
import { invalid } from '../../kit/errors.ts'
import { isId } from '../../kit/db/index.ts'
import type { Shop } from '../shops/shop.ts'
import { type Appointment, selectAppointment, selectAppointmentOfOrder } from './store.ts'
import { selectClaims } from './store-claims.ts'
import {
  selectAppointmentsBetween,
  selectAppointmentsOfAccount,
  selectAppointmentsOfCustomer,
  selectBookedOrderIds,
} from './store-lists.ts'

export type { Appointment, AppointmentStatus } from './store.ts'

export interface Page<T> {
  appointments: T[]
  next: string | null
}

const DISTANT_PAST = Temporal.Instant.from('1970-01-01T00:00:00Z')
const DISTANT_FUTURE = Temporal.Instant.from('9999-01-01T00:00:00Z')

interface ShopPage {
  bounds?: { start: Temporal.Instant; end: Temporal.Instant } | undefined
  /** A technician's own: those that hold them. Null: a technician without a staff row sees none. */
  staffId?: string | null | undefined
  /** Those alone that are still to come about. */
  live?: boolean
  limit: number
  after?: string | undefined
}

/** A page of a shop's appointments, earliest first; `next` continues it. */
export async function appointmentsOfShop(ctx: Ctx, shop: Shop, page: ShopPage): Promise<Page<Appointment>> {
  const { start, end } = page.bounds ?? { start: DISTANT_PAST, end: DISTANT_FUTURE }
  const rows =
    page.staffId === null
      ? []
      : await selectAppointmentsBetween(ctx, shop.id, start, end, {
          after: readCursor(page.after),
          limit: page.limit + 1,
          ...(page.staffId ? { staffId: page.staffId } : {}),
          ...(page.live ? { live: true } : {}),
        })
  return cut(rows, page.limit, (last) => `${last.startsAt.toString()}_${last.id}`)
}

/** A page of everything an account booked, at any shop, newest first. */
export async function appointmentsOfAccount(
  ctx: Ctx,
  accountId: string,
  page: { limit: number; after?: string | undefined },
): Promise<Page<Appointment>> {
  const rows = await selectAppointmentsOfAccount(ctx, accountId, page.after, page.limit + 1)
  return cut(rows, page.limit, (last) => last.id)
}

/** A customer's appointments at a shop, the latest first, for whoever may see the customer. */
export async function appointmentsOfCustomer(
  ctx: Ctx,
  shopId: string,
  customerId: string,
  limit: number,
): Promise<Appointment[]> {
  return selectAppointmentsOfCustomer(ctx, shopId, customerId, limit)
}

/** One appointment of a shop. */
export async function appointmentById(
  ctx: Ctx,
  shopId: string,
  id: string,
): Promise<Appointment | undefined> {
  return selectAppointment(ctx, shopId, id)
}

/** The order's appointment: the living one, else the last one that was. */
export async function appointmentOfOrder(
  ctx: Ctx,
  shopId: string,
  orderId: string,
): Promise<Appointment | undefined> {
  return (
    (await selectAppointmentOfOrder(ctx, shopId, orderId)) ??
    selectAppointmentOfOrder(ctx, shopId, orderId, 'any')
  )
}

/** Which of these orders have a time. */
export async function bookedOrders(
  ctx: Ctx,
  shopId: string,
  orderIds: readonly string[],
): Promise<Set<string>> {
  return selectBookedOrderIds(ctx, shopId, orderIds)
}

/** What appointments hold: resource ids by appointment. */
export async function heldResources(
  ctx: Ctx,
  shopId: string,
  appointmentIds: readonly string[],
): Promise<Map<string, string[]>> {
  const held = new Map<string, string[]>()
  for (const { appointmentId, resourceId } of await selectClaims(ctx, shopId, appointmentIds)) {
    const mine = held.get(appointmentId ?? '') ?? []
    if (!mine.includes(resourceId)) held.set(appointmentId ?? '', [...mine, resourceId])
  }
  return held
}

function cut(rows: Appointment[], limit: number, cursorOf: (last: Appointment) => string): Page<Appointment> {
  const appointments = rows.slice(0, limit)
  const last = appointments.at(-1)
  return { appointments, next: rows.length > limit && last ? cursorOf(last) : null }
}

function isBetween(at: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, to) <= 0
}

function readCursor(after: string | undefined): { startsAt: Temporal.Instant; id: string } | undefined {
  if (after === undefined) return undefined
  const [at = '', id = ''] = after.split('_')
  try {
    const startsAt = Temporal.Instant.from(at)
    if (isId(id) && isBetween(startsAt, DISTANT_PAST, DISTANT_FUTURE)) return { startsAt, id }
  } catch {
    // not one of ours: told below
  }
  throw invalid('/after', 'wrongFormat')
}

import type { Ctx } from '../../kit/context.ts'
import { type Appointment, COLUMNS } from './store.ts'

/** Writes down that a customer was asked, or said that they come. A calendar file tells neither, so its sequence stays. */
export async function updateConfirmation(
  tx: Ctx,
  before: Appointment,
  change: Partial<Pick<Appointment, 'askedToConfirmAt' | 'customerConfirmedAt'>>,
): Promise<Appointment> {
  const row = await tx.db
    .updateTable('appointments')
    .set({ ...change, version: before.version + 1 })
    .where('shopId', '=', before.shopId)
    .where('id', '=', before.id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Appointment
}

/**
 * The confirmed visits of a shop that begin after now and until `until`, of which their customers have said nothing:
 * those that nobody was asked about yet, or those that somebody was asked about by `askedBy`.
 */
export async function selectUnconfirmed(
  ctx: Ctx,
  shopId: string,
  until: Temporal.Instant,
  askedBy: Temporal.Instant | null,
): Promise<Appointment[]> {
  const query = ctx.db
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('startsAt', '>', ctx.now)
    .where('startsAt', '<=', until)
    .where('status', '=', 'confirmed')
    .where('customerConfirmedAt', 'is', null)
  const rows = await (
    askedBy ? query.where('askedToConfirmAt', '<=', askedBy) : query.where('askedToConfirmAt', 'is', null)
  )
    .orderBy('startsAt')
    .execute()
  return rows as Appointment[]
}

/** When a customer of a shop did not come, and when they called off too late or let a visit be released; newest first. */
export async function selectMissed(
  ctx: Ctx,
  shopId: string,
  customerId: string,
): Promise<{ id: string; startsAt: Temporal.Instant; status: string }[]> {
  return ctx.db
    .selectFrom('appointments')
    .select(['id', 'startsAt', 'status'])
    .where('shopId', '=', shopId)
    .where('customerId', '=', customerId)
    .where((eb) =>
      eb.or([
        eb('status', '=', 'no_show'),
        eb.and([
          eb('status', '=', 'canceled'),
          eb.or([eb('late', '=', true), eb('releasedAt', 'is not', null)]),
        ]),
      ]),
    )
    .orderBy('startsAt', 'desc')
    .execute()
}

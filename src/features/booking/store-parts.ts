import type { Ctx } from '../../kit/context.ts'

/**
 * The latest date on which parts of an order (or of the order of a visit) are there; declined work does not count. Read
 * only: lines and jobs belong to a feature above.
 */
export async function selectPartsDate(
  ctx: Ctx,
  shopId: string,
  { orderId, moving }: { orderId?: string | undefined; moving?: string | undefined },
): Promise<Temporal.PlainDate | null> {
  const row = await ctx.db
    .selectFrom('lines')
    .innerJoin('jobs', (join) =>
      join.onRef('jobs.shopId', '=', 'lines.shopId').onRef('jobs.id', '=', 'lines.jobId'),
    )
    .where('lines.shopId', '=', shopId)
    .where('lines.orderId', '=', (eb) =>
      orderId
        ? eb.val(orderId)
        : eb
            .selectFrom('appointments')
            .select('orderId')
            .where('shopId', '=', shopId)
            .where('id', '=', moving ?? '')
            .$asScalar(),
    )
    .where('jobs.authorisation', '<>', 'declined')
    .select((eb) => eb.fn.max('lines.availableFrom').as('date'))
    .executeTakeFirst()
  return row?.date ?? null
}

/** The same for orders that have no visit yet, by order; those that wait for none are left out. */
export async function selectPartsDatesOfOrders(
  ctx: Ctx,
  shopId: string,
  orderIds: readonly string[],
): Promise<Map<string, Temporal.PlainDate>> {
  if (orderIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('lines')
    .innerJoin('jobs', (join) =>
      join.onRef('jobs.shopId', '=', 'lines.shopId').onRef('jobs.id', '=', 'lines.jobId'),
    )
    .where('lines.shopId', '=', shopId)
    .where('lines.orderId', 'in', orderIds)
    .where('lines.availableFrom', 'is not', null)
    .where('jobs.authorisation', '<>', 'declined')
    .groupBy('lines.orderId')
    .select((eb) => ['lines.orderId', eb.fn.max('lines.availableFrom').as('date')])
    .execute()
  return new Map(rows.flatMap(({ orderId, date }) => (date ? [[orderId, date]] : [])))
}

/** The same for the visits of a shop still to come (or the one that is named) that wait for any, by visit. */
export async function selectPartsDates(
  ctx: Ctx,
  shopId: string,
  only?: string,
): Promise<Map<string, Temporal.PlainDate>> {
  let query = ctx.db
    .selectFrom('appointments')
    .innerJoin('lines', (join) =>
      join
        .onRef('lines.shopId', '=', 'appointments.shopId')
        .onRef('lines.orderId', '=', 'appointments.orderId'),
    )
    .innerJoin('jobs', (join) =>
      join.onRef('jobs.shopId', '=', 'lines.shopId').onRef('jobs.id', '=', 'lines.jobId'),
    )
    .where('appointments.shopId', '=', shopId)
    .where('lines.shopId', '=', shopId)
    .where('jobs.shopId', '=', shopId)
    .where('appointments.startsAt', '>', ctx.now)
    .where('appointments.status', 'in', ['requested', 'confirmed'])
    .where('lines.availableFrom', 'is not', null)
    .where('jobs.authorisation', '<>', 'declined')
  if (only) query = query.where('appointments.id', '=', only)
  const rows = await query
    .groupBy('appointments.id')
    .select((eb) => ['appointments.id', eb.fn.max('lines.availableFrom').as('date')])
    .execute()
  return new Map(rows.flatMap(({ id, date }) => (date ? [[id, date]] : [])))
}

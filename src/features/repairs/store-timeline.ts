import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'

/** A recorded fact about an order or what belongs to it. */
export interface OrderEvent {
  id: string
  type: string
  actorKind: 'account' | 'guest' | 'system' | 'key'
  actorId: string | null
  at: Temporal.Instant
  data: Record<string, unknown>
}

/**
 * What other programs did to an order and what belongs to it: the name of the key by the event's id, and by the instant and
 * the stage that the order came into, since an entry of a stage knows people only.
 */
export async function keysByAct(ctx: Ctx, shopId: string, orderId: string): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('events')
    .innerJoin('apiKeys', (join) =>
      join.onRef('apiKeys.shopId', '=', 'events.shopId').onRef('apiKeys.id', '=', 'events.actorId'),
    )
    .select(['events.id', 'events.at', 'apiKeys.name', 'events.type'])
    .select(sql<string | null>`events.data ->> 'to'`.as('stage'))
    .where('events.shopId', '=', shopId)
    .where('apiKeys.shopId', '=', shopId)
    .where('events.actorKind', '=', 'key')
    .where('events.subjectId', 'in', sql<string>`(${itsParts(shopId, orderId)})`)
    .execute()
  return new Map(
    rows.flatMap(({ id, at, name, type, stage }): [string, string][] => [
      [id, name],
      [`${at.toString()} ${stage ?? (type === 'order.delayed' ? 'delayed' : 'pending')}`, name],
    ]),
  )
}

/** The ids of an order and of what belongs to it. */
function itsParts(shopId: string, orderId: string) {
  return sql`select ${orderId}::uuid
    union all select id from appointments where shop_id = ${shopId} and order_id = ${orderId}
    union all select id from invoices where shop_id = ${shopId} and order_id = ${orderId}
    union all select id from payments where shop_id = ${shopId} and order_id = ${orderId}`
}

/** The events of these types about an order, its appointments, invoices and payments, oldest first. */
export async function selectOrderEvents(
  ctx: Ctx,
  shopId: string,
  orderId: string,
  types: readonly string[],
): Promise<OrderEvent[]> {
  const rows = await ctx.db
    .selectFrom('events')
    .select(['id', 'type', 'actorKind', 'actorId', 'at', 'data'])
    .where('shopId', '=', shopId)
    .where('type', 'in', types)
    .where('subjectId', 'in', sql<string>`(${itsParts(shopId, orderId)})`)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows as unknown as OrderEvent[]
}

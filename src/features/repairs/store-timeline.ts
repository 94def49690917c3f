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
    .where(
      'subjectId',
      'in',
      sql<string>`(select ${orderId}::uuid
        union all select id from appointments where shop_id = ${shopId} and order_id = ${orderId}
        union all select id from invoices where shop_id = ${shopId} and order_id = ${orderId}
        union all select id from payments where shop_id = ${shopId} and order_id = ${orderId})`,
    )
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows as unknown as OrderEvent[]
}

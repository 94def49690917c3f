import type { Caller } from '../../../../kit/access/index.ts'
import type { Ctx } from '../../../../kit/context.ts'
import { findOrder, type Order, orderByCode, trackingCodeOf } from '../../find-order.ts'

/** A repair that somebody looks at as its customer. */
export interface Opened {
  /** The caller may see this order and act on it as its customer, never as staff. */
  ctx: Ctx
  order: Order
  code: string
}

/** The repair that a tracking code opens; 404 for a wrong one. */
export async function openByCode(ctx: Ctx, code: string): Promise<Opened> {
  return { ...(await orderByCode(asCustomer(ctx), code)), code }
}

/** A signed-in customer's own repair; 404 for anybody else's. */
export async function openOwn(ctx: Ctx, id: string): Promise<Opened> {
  const mine = asCustomer(ctx)
  const order = await findOrder(mine, id, 'orders.read')
  return { ctx: mine, order, code: await trackingCodeOf(mine, order) }
}

/** Staff who open a customer's link see what the customer sees. */
function asCustomer(ctx: Ctx): Ctx {
  return { ...ctx, caller: withoutRights(ctx.caller) }
}

function withoutRights(caller: Caller): Caller {
  return caller.kind === 'account' ? { ...caller, platformRoles: [], grants: [] } : caller
}

import { allow, type Caller, type Permission, type Subject } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { notFound, unauthenticated } from '../../kit/errors.ts'
import { hashToken, normaliseTrackingCode } from '../../kit/secrets.ts'
import { lockOrder, type Order, selectOrder, selectOrderAnywhere, selectTrackingCipher } from './store.ts'

export type { Order, StageEntry } from './store.ts'

/** What access asks of an order: its shop, its customer's account, who works on it. */
export function subjectOf(order: Order): Subject {
  return { shopId: order.shopId, orderId: order.id, accountId: order.accountId, staffIds: order.staffIds }
}

/** The order of an id, if the caller may by this permission: 401 for a stranger, 404 for what is not theirs, 403 for no. */
export async function findOrder(
  ctx: Ctx,
  id: string,
  permission: Permission,
  pointer?: string,
): Promise<Order> {
  refuseStrangers(ctx)
  const order = isId(id) ? await selectOrderAnywhere(ctx, { id }) : undefined
  return allowed(ctx, order, permission, pointer)
}

/** The same, held until the transaction ends: what is decided on it stays true. */
export async function holdOrder(
  tx: Ctx,
  id: string,
  permission: Permission,
  pointer?: string,
): Promise<Order> {
  refuseStrangers(tx)
  const shopId = isId(id) ? await lockOrder(tx, id) : undefined
  const order = shopId ? await selectOrder(tx, shopId, id) : undefined
  return allowed(tx, order, permission, pointer)
}

function allowed(ctx: Ctx, order: Order | undefined, permission: Permission, pointer?: string): Order {
  if (!order) throw notFound(pointer)
  allow(ctx, permission, subjectOf(order), pointer)
  return order
}

function refuseStrangers({ caller }: Ctx): void {
  if (caller.kind === 'nobody' && !caller.orderId) throw unauthenticated()
}

/** The order as it stands now, for what follows inside a transaction that has asked already. */
export async function orderAgain(tx: Ctx, { shopId, id }: Order): Promise<Order> {
  const order = await selectOrder(tx, shopId, id)
  if (!order) throw notFound()
  return order
}

/** The order that a tracking code opens, with a context whose caller may see it; 404 for a wrong code. */
export async function orderByCode(ctx: Ctx, code: string): Promise<{ ctx: Ctx; order: Order }> {
  const order = await selectOrderAnywhere(ctx, { trackingHash: hashToken(normaliseTrackingCode(code)) })
  if (!order) throw notFound()
  return { ctx: { ...ctx, caller: holding(ctx.caller, order.id) }, order }
}

/** The context of a request that may carry a tracking code (`?code=`); 404 where the code opens another order. */
export async function withCode(ctx: Ctx, id: string, code: string | undefined): Promise<Ctx> {
  if (code === undefined || code === '') return ctx
  const opened = await orderByCode(ctx, code)
  if (opened.order.id !== id) throw notFound()
  return opened.ctx
}

function holding(caller: Caller, orderId: string): Caller {
  return caller.kind === 'system' ? caller : { ...caller, orderId }
}

/** The tracking code in clear, for a link in a message or an answer to its owner. */
export async function trackingCodeOf(
  ctx: Ctx,
  { shopId, id }: Pick<Order, 'shopId' | 'id'>,
): Promise<string> {
  return ctx.services.secrets.decrypt(await selectTrackingCipher(ctx, shopId, id))
}

/**
 * A request that is to be booked, held: by its customer, by staff, or by whoever has its code. 404 at
 * `/requestId` where it is not theirs, at `/code` where the code is wrong.
 */
export async function findOrderForBooking(
  tx: Ctx,
  id: string,
  code: string | undefined,
): Promise<{ order: Order & { trackingCode: string }; subject: Subject; caller: Caller }> {
  const seen = code ? await codeFor(tx, id, code) : tx
  const order = await holdOrder(seen, id, 'orders.read', '/requestId')
  return {
    order: { ...order, trackingCode: await trackingCodeOf(tx, order) },
    subject: subjectOf(order),
    caller: seen.caller,
  }
}

async function codeFor(tx: Ctx, id: string, code: string): Promise<Ctx> {
  const order = await selectOrderAnywhere(tx, { trackingHash: hashToken(normaliseTrackingCode(code)) })
  if (order?.id !== id) throw notFound('/code')
  return { ...tx, caller: holding(tx.caller, id) }
}

import { z } from 'zod'
import { allow } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { version } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { findCustomer } from './find-customer.ts'
import { type Customer, updateCustomer } from './store.ts'

export const ChangeState = z.strictObject({ version: version().optional() })
export type ChangeState = z.output<typeof ChangeState>

/**
 * Takes a customer off the list: found only when asked for, not offered for new work. What they have with the shop
 * stays. Done already is fine.
 */
export function deactivateCustomer(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  id: string,
  input: ChangeState,
): Promise<Customer> {
  return changeState(ctx, shop, id, 'deactivated', input)
}

/** Puts a customer on the list again. */
export function reactivateCustomer(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  id: string,
  input: ChangeState,
): Promise<Customer> {
  return changeState(ctx, shop, id, 'reactivated', input)
}

async function changeState(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  id: string,
  to: 'deactivated' | 'reactivated',
  { version }: ChangeState,
): Promise<Customer> {
  // The platform's administrators close accounts; a shop's own record is for whoever sees it there.
  allow(ctx, 'customers.read', { shopId: shop.id, readBy: 'customers.read' })
  allow(ctx, 'customers.deactivate', { shopId: shop.id, readBy: 'customers.read' })
  return transaction(ctx, async (tx) => {
    const before = await findCustomer(tx, shop.id, id)
    if (version !== undefined && version !== before.version) throw conflict()
    if ((before.deactivatedAt !== null) === (to === 'deactivated')) return before
    const after = await updateCustomer(tx, before, {
      deactivatedAt: to === 'deactivated' ? tx.now : null,
    })
    if (!after) throw conflict()
    const subject = { kind: 'customer', id: before.id } as const
    await audit(tx, { action: `customers.${to}`, shopId: shop.id, subject })
    await record(tx, { type: `customer.${to}`, shopId: shop.id, subject })
    return after
  })
}

/** A customer who comes again by themselves is served again. */
export async function serveAgain(tx: Ctx, customer: Customer): Promise<Customer> {
  if (customer.deactivatedAt === null) return customer
  const after = await updateCustomer(tx, customer, { deactivatedAt: null })
  if (!after) throw conflict()
  await record(tx, {
    type: 'customer.reactivated',
    shopId: customer.shopId,
    subject: { kind: 'customer', id: customer.id },
  })
  return after
}

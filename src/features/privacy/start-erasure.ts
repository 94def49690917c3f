import { z } from 'zod'
import { allow } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import { findCustomer } from '../customers/find-customer.ts'
import type { Shop } from '../shops/shop.ts'
import { holdingOf } from './holdings.ts'
import { selectOpenOrders } from './store-erase.ts'
import { type Erasure, insertErasure } from './store-erasures.ts'

export const StartErasure = z.strictObject({
  name: text({ max: 200 }).meta({
    description: "The customer's name, typed once more: this cannot be undone.",
  }),
})
export type StartErasure = z.output<typeof StartErasure>

/**
 * Begins the erasure of one customer of the shop, in this shop alone; a job does it at once. Refused while a repair of
 * theirs is open or not paid. Their account, if they have one, stays: that is theirs.
 */
export async function startErasure(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  customerId: string,
  input: StartErasure,
): Promise<Erasure> {
  allow(ctx, 'customers.erase', { shopId: shop.id, readBy: 'customers.read' })
  return transaction(ctx, async (tx) => {
    const customer = await findCustomer(tx, shop.id, customerId)
    if (input.name.trim() !== customer.name.trim()) throw invalid('/name', 'nameOfCustomer')
    const open = await selectOpenOrders(tx, await holdingOf(tx, shop.id, customer.id))
    if (open.length > 0) throw illegalMove('customer_repair_open', { orders: open.map(String) })
    const { caller } = tx
    const erasure = await insertErasure(
      tx,
      { shopId: shop.id, customerId: customer.id },
      { askedBy: caller.kind === 'account' ? caller.accountId : null, dueAt: tx.now },
    )
    const subject = { kind: 'customer', id: customer.id } as const
    await audit(tx, {
      action: 'privacy.startErasure',
      shopId: shop.id,
      subject,
      after: { erasure: erasure.id },
    })
    await record(tx, { type: 'customer.erasure_asked', shopId: shop.id, subject })
    return erasure
  })
}

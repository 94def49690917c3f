import { allow } from '../../kit/access/index.ts'
import { auditRead } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import type { Shop } from '../shops/shop.ts'
import { findCustomer } from './find-customer.ts'
import { currentConsents } from './consents.ts'
import type { Customer } from './store.ts'
import { type Consent, selectConsents } from './store-consents.ts'

/**
 * A shop's record of a customer, with what they agreed to. `workers`: the staff who have work of theirs in hand, for
 * those who read only the customers of their own jobs. That it was read is noted.
 */
export async function readCustomer(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  id: string,
  workers: (customerId: string) => Promise<readonly string[]>,
): Promise<{ customer: Customer; consents: Consent[] }> {
  allow(ctx, 'customers.read', {
    shopId: shop.id,
    readBy: 'customers.read',
    staffIds: await workers(id),
  })
  const customer = await findCustomer(ctx, shop.id, id)
  await auditRead(ctx, {
    action: 'customers.read',
    shopId: shop.id,
    subject: { kind: 'customer', id: customer.id },
  })
  return { customer, consents: currentConsents(await selectConsents(ctx, shop.id, customer.id)) }
}

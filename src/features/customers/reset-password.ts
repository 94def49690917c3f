import { allow, refuseActing } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, Problem } from '../../kit/errors.ts'
import { mailResetLink } from '../accounts/forgot-password.ts'
import { heldAccount } from '../accounts/account.ts'
import type { Shop } from '../shops/shop.ts'
import { findCustomer } from './find-customer.ts'

// Fewer than the person may ask for themselves: a shop cannot use up their own tries.
const MAILS_AN_HOUR = 2
const WAIT_SECONDS = 3600

/**
 * Mails a customer who has an account a link to a new password, to the address of their account; the shop sees neither
 * the link nor that address. 409 `no_account`, `customer_account_closed`, `no_email`; 403 for whoever acts in another's place; 429 after two in an hour.
 */
export async function resetCustomersPassword(
  ctx: Ctx,
  shop: Pick<Shop, 'id' | 'name'>,
  id: string,
): Promise<void> {
  // The platform's administrators reset accounts on their own page; a shop's record is for whoever sees it there.
  allow(ctx, 'customers.read', { shopId: shop.id, readBy: 'customers.read' })
  allow(ctx, 'customers.resetPassword', { shopId: shop.id, readBy: 'customers.read' })
  refuseActing(ctx)
  await transaction(ctx, async (tx) => {
    const customer = await findCustomer(tx, shop.id, id)
    if (!customer.accountId) throw illegalMove('no_account')
    const account = await heldAccount(tx, customer.accountId)
    if (account.deactivatedAt) throw illegalMove('customer_account_closed')
    if (account.email === null) throw illegalMove('no_email')
    if (!(await mailResetLink(tx, account, { most: MAILS_AN_HOUR, by: shop.name })))
      throw new Problem('slow-down', { retryAfterSeconds: WAIT_SECONDS })
    await audit(tx, {
      action: 'customers.resetPassword',
      shopId: shop.id,
      subject: { kind: 'customer', id: customer.id },
    })
  })
}

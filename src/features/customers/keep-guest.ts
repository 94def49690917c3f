import { accountIdOf, signedIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { forbidden } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { accountById } from '../accounts/account.ts'
import { setAccount } from './store-join.ts'
import { type Customer, customerById } from './read.ts'

/**
 * Whether a signed-in person may take a guest's record into their account: its address is theirs and confirmed. That
 * they hold its tracking code is the caller's to have asked.
 */
export async function mayKeepGuest(ctx: Ctx, customer: Customer | null): Promise<boolean> {
  const accountId = accountIdOf(ctx.caller)
  if (!accountId || !customer?.email || customer.accountId) return false
  const account = await accountById(ctx, accountId)
  return account?.emailVerifiedAt != null && account.email === customer.email
}

/** Takes a guest's record, with everything asked for under it, into the caller's account. */
export async function keepGuest(ctx: Ctx, shopId: string, customerId: string): Promise<void> {
  const { accountId } = signedIn(ctx)
  await transaction(ctx, async (tx) => {
    const customer = await customerById(tx, shopId, customerId)
    if (customer?.accountId === accountId) return
    if (!(await mayKeepGuest(tx, customer ?? null))) throw forbidden()
    if (!(await setAccount(tx, shopId, customerId, accountId))) throw forbidden()
    await record(tx, {
      type: 'customer.joined',
      shopId,
      subject: { kind: 'customer', id: customerId },
      data: { accountId },
    })
  })
}

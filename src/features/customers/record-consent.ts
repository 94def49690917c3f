import { z } from 'zod'
import { allow } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import type { Shop } from '../shops/shop.ts'
import { findCustomer } from './find-customer.ts'
import { insertConsents, type NewConsent } from './store-consents.ts'

/** Records that a customer agreed to something; a later record for the same purpose and channel counts. */
export async function recordConsent(
  tx: Ctx,
  shopId: string,
  customerId: string,
  purpose: NewConsent['purpose'],
  source: string,
): Promise<void> {
  await insertConsents(tx, shopId, customerId, [{ purpose, channel: 'any', granted: true, source }])
}

export const SetConsent = z.strictObject({
  purpose: z.enum(['reminders', 'promotions', 'reviews']),
  channel: z.enum(['any', 'email', 'sms']).default('any'),
  granted: z.boolean(),
})
export type SetConsent = z.output<typeof SetConsent>

/** Writes down what a customer told staff: yes or no to reminders, offers, or being asked for a review. */
export async function setConsent(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  customerId: string,
  input: SetConsent,
): Promise<void> {
  allow(ctx, 'customers.edit', { shopId: shop.id, readBy: 'customers.read' })
  await transaction(ctx, async (tx) => {
    const customer = await findCustomer(tx, shop.id, customerId)
    await insertConsents(tx, shop.id, customer.id, [{ ...input, source: 'staff' }])
    await record(tx, {
      type: 'customer.consented',
      shopId: shop.id,
      subject: { kind: 'customer', id: customer.id },
      data: { ...input },
    })
  })
}

import type { Ctx } from '../../kit/context.ts'
import { insertConsents, type NewConsent } from './store.ts'

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

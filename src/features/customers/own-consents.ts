import type { Ctx } from '../../kit/context.ts'
import { record } from '../../kit/events/events.ts'
import { type Consent, currentConsents } from './consents.ts'
import type { SetConsent } from './record-consent.ts'
import { insertConsents, selectConsents } from './store-consents.ts'

/** The last word of a person for each purpose and channel, over the records that make them up. */
export async function currentConsentsOf(
  ctx: Ctx,
  shopId: string,
  customerIds: readonly string[],
): Promise<Consent[]> {
  const said: Consent[] = []
  for (const id of customerIds) said.push(...(await selectConsents(ctx, shopId, id)))
  return currentConsents(said.toSorted((one, other) => Temporal.Instant.compare(other.at, one.at)))
}

/**
 * Writes down what a customer said themselves. A word for every channel also takes the place of what was said for one;
 * access is asked by the caller.
 */
export async function sayConsent(
  tx: Ctx,
  shopId: string,
  customerId: string,
  { purpose, channel, granted }: SetConsent,
): Promise<void> {
  const before = await currentConsentsOf(tx, shopId, [customerId])
  const single = before.filter((one) => one.purpose === purpose && one.channel !== 'any')
  const channels = channel === 'any' ? ['any' as const, ...single.map((one) => one.channel)] : [channel]
  await insertConsents(
    tx,
    shopId,
    customerId,
    [...new Set(channels)].map((each) => ({ purpose, channel: each, granted, source: 'web' })),
  )
  await record(tx, {
    type: 'customer.consented',
    shopId,
    subject: { kind: 'customer', id: customerId },
    data: { purpose, channel, granted },
  })
}

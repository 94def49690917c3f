import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'

export type ConsentPurpose = 'terms' | 'service' | 'reminders' | 'promotions' | 'reviews'
export type ConsentChannel = 'any' | 'email' | 'sms'

export interface NewConsent {
  purpose: ConsentPurpose
  channel: ConsentChannel
  granted: boolean
  /** Where it was given: `web`, `phone`, `walk_in`, `staff`. */
  source: string
}

/** What a customer agreed to or took back, as it was said. */
export interface Consent extends NewConsent {
  id: string
  at: Temporal.Instant
}

/** Writes down what was said; gives the ids, in this order. */
export async function insertConsents(
  ctx: Ctx,
  shopId: string,
  customerId: string,
  consents: readonly NewConsent[],
): Promise<string[]> {
  if (consents.length === 0) return []
  const rows = consents.map((consent) => ({
    shopId,
    id: newId(ctx.now),
    customerId,
    at: ctx.now,
    ...consent,
  }))
  await ctx.db.insertInto('consents').values(rows).execute()
  return rows.map(({ id }) => id)
}

/** Everything a customer ever said, newest first. */
export async function selectConsents(ctx: Ctx, shopId: string, customerId: string): Promise<Consent[]> {
  const rows = await ctx.db
    .selectFrom('consents')
    .select(['id', 'purpose', 'channel', 'granted', 'source', 'at'])
    .where('shopId', '=', shopId)
    .where('customerId', '=', customerId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows as Consent[]
}

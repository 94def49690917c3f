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

/**
 * The last word of a customer on one purpose by one way, or by any; undefined where nothing was ever said. What was said of
 * a record that went into this one counts too.
 */
export async function selectLastWord(
  ctx: Ctx,
  asked: { shopId: string; customerId: string; purpose: ConsentPurpose; channel: 'email' | 'sms' },
): Promise<boolean | undefined> {
  const { shopId, customerId, purpose, channel } = asked
  const row = await ctx.db
    .selectFrom('consents')
    .select('granted')
    .where('shopId', '=', shopId)
    .where('customerId', 'in', (eb) =>
      eb
        .selectFrom('customers')
        .select('id')
        .where('shopId', '=', shopId)
        .where(({ eb: of, or }) => or([of('id', '=', customerId), of('mergedInto', '=', customerId)])),
    )
    .where('purpose', '=', purpose)
    .where('channel', 'in', ['any', channel])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.granted
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

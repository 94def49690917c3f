import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'
import type { NewClaim } from './store-claims.ts'

/** A time that somebody has to themselves for a while, and what for. */
export interface Hold {
  shopId: string
  id: string
  serviceIds: string[]
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant
}

const COLUMNS = ['shopId', 'id', 'serviceIds', 'startsAt', 'endsAt', 'createdAt', 'expiresAt'] as const

export interface NewHold {
  shopId: string
  /** The token's hash; null for an offer to the waitlist. */
  secretHash: Buffer | null
  callerHash: Buffer | null
  serviceIds: readonly string[]
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  expiresAt: Temporal.Instant
}

/** Writes a hold with what it occupies. Undefined when the wall let fewer claims in: then the caller must roll back. */
export async function insertHold(
  tx: Ctx,
  { serviceIds, ...hold }: NewHold,
  claims: readonly NewClaim[],
): Promise<Hold | undefined> {
  const { shopId, expiresAt } = hold
  const row = await tx.db
    .insertInto('holds')
    .values({
      ...hold,
      id: newId(tx.now),
      serviceIds: sql`${[...serviceIds]}::uuid[]`,
      createdAt: tx.now,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  if (claims.length === 0) return row
  const made = await tx.db
    .insertInto('claims')
    .values(
      claims.map((claim) => ({
        ...claim,
        shopId,
        id: newId(tx.now),
        kind: 'hold' as const,
        holdId: row.id,
        expiresAt,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return made.length === claims.length ? row : undefined
}

/** The hold of a token that has not run out. */
export async function selectHold(ctx: Ctx, shopId: string, secretHash: Buffer): Promise<Hold | undefined> {
  return ctx.db
    .selectFrom('holds')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('secretHash', '=', secretHash)
    .where('expiresAt', '>', ctx.now)
    .executeTakeFirst()
}

/** A hold by its id that has not run out. */
export async function selectHoldById(ctx: Ctx, shopId: string, id: string): Promise<Hold | undefined> {
  return ctx.db
    .selectFrom('holds')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .where('expiresAt', '>', ctx.now)
    .executeTakeFirst()
}

/** Takes a hold away, and with it (by the foreign key) what it occupied. */
export async function deleteHold(tx: Ctx, shopId: string, id: string): Promise<void> {
  await tx.db.deleteFrom('holds').where('shopId', '=', shopId).where('id', '=', id).execute()
}

/** When the living holds of a caller run out, over all shops, the first to go first. */
export async function selectExpiriesOfCaller(ctx: Ctx, callerHash: Buffer): Promise<Temporal.Instant[]> {
  const rows = await acrossShops(ctx.db, 'how much one caller holds is counted over all shops')
    .selectFrom('holds')
    .select('expiresAt')
    .where('callerHash', '=', callerHash)
    .where('expiresAt', '>', ctx.now)
    .orderBy('expiresAt')
    .execute()
  return rows.map(({ expiresAt }) => expiresAt)
}

/** What is held for visits of a shop at this moment: it counts against the limits of its day. */
export async function selectLivingHolds(
  ctx: Ctx,
  shopId: string,
): Promise<Pick<Hold, 'serviceIds' | 'startsAt' | 'expiresAt'>[]> {
  return ctx.db
    .selectFrom('holds')
    .select(['serviceIds', 'startsAt', 'expiresAt'])
    .where('shopId', '=', shopId)
    .where('expiresAt', '>', ctx.now)
    .execute()
}

/** Forgets holds that ran out before an instant, of all shops; what they occupied goes with them. */
export async function deleteOldHolds(ctx: Ctx, before: Temporal.Instant): Promise<void> {
  await acrossShops(ctx.db, 'a sweep goes over all shops')
    .deleteFrom('holds')
    .where('expiresAt', '<', before)
    .execute()
}

import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'

/** Whose PIN: a person's at one shop. */
export interface PinOwner {
  shopId: string
  staffId: string
}

/** Sets a PIN; earlier tries are forgotten. */
export async function putPin(tx: Ctx, owner: PinOwner, pinHash: string): Promise<void> {
  const fresh = { pinHash, setAt: tx.now, tries: 0, triedAt: null }
  await tx.db
    .insertInto('devicePins')
    .values({ ...owner, ...fresh })
    .onConflict((conflict) => conflict.columns(['shopId', 'staffId']).doUpdateSet(fresh))
    .execute()
}

/**
 * Counts a try before it is looked at, so that a burst of them gets no more than as many one after another. The hash, and
 * whether it was the last one; undefined where too many failed since `since`, or there is no PIN.
 */
export async function takePinTry(
  tx: Ctx,
  { shopId, staffId }: PinOwner,
  { most, since }: { most: number; since: Temporal.Instant },
): Promise<{ pinHash: string; isLast: boolean } | undefined> {
  const row = await tx.db
    .updateTable('devicePins')
    .set({
      tries: sql`CASE WHEN tried_at IS NULL OR tried_at <= ${since} THEN 1 ELSE tries + 1 END`,
      triedAt: tx.now,
    })
    .where('shopId', '=', shopId)
    .where('staffId', '=', staffId)
    .where((is) => is.or([is('tries', '<', most), is('triedAt', 'is', null), is('triedAt', '<=', since)]))
    .returning(['pinHash', 'tries'])
    .executeTakeFirst()
  return row && { pinHash: row.pinHash, isLast: row.tries >= most }
}

/** Forgets the tries once one was right; says whether the PIN is still the one that was looked at. */
export async function clearPinTries(tx: Ctx, owner: PinOwner, pinHash: string): Promise<boolean> {
  const row = await tx.db
    .updateTable('devicePins')
    .set({ tries: 0, triedAt: null })
    .where('shopId', '=', owner.shopId)
    .where('staffId', '=', owner.staffId)
    .where('pinHash', '=', pinHash)
    .returning('staffId')
    .executeTakeFirst()
  return row !== undefined
}

/** Who of a shop has a PIN. */
export async function selectPinOwners(ctx: Ctx, shopId: string): Promise<string[]> {
  const rows = await ctx.db.selectFrom('devicePins').select('staffId').where('shopId', '=', shopId).execute()
  return rows.map(({ staffId }) => staffId)
}

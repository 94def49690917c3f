import type { Ctx } from '../../kit/context.ts'

/** What the platform decided about a shop. */
export interface ShopDecision {
  id: string
  status: 'approved' | 'suspended'
  /** Why, in words for the people of the shop; empty where nothing was said. */
  reason: string
  decidedAt: Temporal.Instant
  /** The account; null: the program itself. */
  decidedBy: string | null
}

export async function insertDecision(
  tx: Ctx,
  shopId: string,
  decision: Omit<ShopDecision, 'decidedAt'>,
): Promise<void> {
  await tx.db
    .insertInto('shopDecisions')
    .values({ shopId, ...decision, decidedAt: tx.now })
    .execute()
}

/** The last decisions about a shop, the newest first. */
export async function selectDecisions(ctx: Ctx, shopId: string, limit: number): Promise<ShopDecision[]> {
  const rows = await ctx.db
    .selectFrom('shopDecisions')
    .select(['id', 'status', 'reason', 'decidedAt', 'decidedBy'])
    .where('shopId', '=', shopId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows as ShopDecision[]
}

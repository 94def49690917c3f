import { can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { keptAfter } from '../../kit/retention.ts'
import type { Shop } from '../shops/shop.ts'
import { doublesOf } from './doubles.ts'
import type { Double } from './store-doubles.ts'
import { selectMerges } from './store-merges.ts'

export interface PastMerge {
  id: string
  name: string
  mergedAt: string
  /** Until when it can be taken back; null once that is over. */
  until: string | null
}

/** For a customer's page: who may be the same person, and what went into the record; nothing for who may not merge. */
export async function mergeState(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  customerId: string,
): Promise<{ doubles: Double[]; merges: PastMerge[] }> {
  if (!can(ctx, 'customers.merge', { shopId: shop.id })) return { doubles: [], merges: [] }
  const merges = await selectMerges(ctx, shop.id, customerId)
  return {
    doubles: await doublesOf(ctx, shop, customerId),
    merges: merges.map(({ id, name, mergedAt, canUndo }) => ({
      id,
      name,
      mergedAt: mergedAt.toString(),
      until: canUndo ? until(ctx, mergedAt) : null,
    })),
  }
}

function until(ctx: Ctx, mergedAt: Temporal.Instant): string | null {
  const end = keptAfter(mergedAt, 'merges')
  return Temporal.Instant.compare(end, ctx.now) > 0 ? end.toString() : null
}

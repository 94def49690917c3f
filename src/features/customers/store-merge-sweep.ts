import type { Ctx } from '../../kit/context.ts'
import { acrossShops } from '../../kit/db/index.ts'

/** Closes the way back of merges from before this instant: what they kept of the person goes, that they were stays. */
export async function closeOldMerges(ctx: Ctx, before: Temporal.Instant): Promise<void> {
  await acrossShops(ctx.db, 'merges of all shops grow old')
    .updateTable('customerMerges')
    .set({ before: null, after: null, moved: null })
    .where('moved', 'is not', null)
    .where('mergedAt', '<', before)
    .execute()
}

/** Deletes links whose time was over before this instant. */
export async function deleteOldLinks(ctx: Ctx, before: Temporal.Instant): Promise<void> {
  await acrossShops(ctx.db, 'links of all shops grow old')
    .deleteFrom('customerInvitations')
    .where('expiresAt', '<', before)
    .execute()
}

import type { Ctx } from '../../kit/context.ts'
import { documentTotals } from '../../kit/money.ts'
import { assetById } from '../assets/read.ts'
import { refuseOverLimit } from '../household/limits.ts'
import { type JobWithLines, priced } from './jobs.ts'
import { jobsOf } from './read-jobs.ts'
import { type Order, selectOrder } from './store.ts'
import { type AuthorisationRecord, selectAuthorisations } from './store-jobs.ts'

/**
 * Refuses what a member of a household has just agreed to on a thing that is shared with them, where the order now goes
 * beyond their limit: 409 `over_limit`. For every door but the counter's; an order on one's own thing has no limit.
 */
export async function keepWithinLimit(
  tx: Ctx,
  { shopId, id }: Pick<Order, 'shopId' | 'id'>,
  { isNew = false } = {},
): Promise<void> {
  const order = await selectOrder(tx, shopId, id)
  if (!order?.accountId) return
  const asset = await assetById(tx, shopId, order.assetId)
  if (!asset?.garageAccountId || !asset.garageAssetId || asset.garageAccountId === order.accountId) return
  const jobs = await jobsOf(tx, order)
  await refuseOverLimit(tx, {
    shopId,
    orderId: id,
    isNew,
    headId: asset.garageAccountId,
    memberId: order.accountId,
    assetId: asset.garageAssetId,
    amount: agreedTo(order, jobs, await selectAuthorisations(tx, shopId, id)),
    currency: order.currency,
  })
}

/** All approved work with its tax, and what a yes allows beyond the prices that are known. */
function agreedTo(order: Order, jobs: readonly JobWithLines[], said: readonly AuthorisationRecord[]): number {
  const agreed = jobs.filter((job) => job.authorisation === 'authorised')
  const beyond = agreed.map((job) => {
    const last = said.findLast(({ jobId, answer }) => jobId === job.id && answer === 'authorised')
    const known = documentTotals(job.lines.map(priced), order).subtotal
    return Math.max(0, (last?.amount ?? 0) - known)
  })
  const lines = agreed.flatMap((job) => job.lines).map(priced)
  return documentTotals(lines, order).total + beyond.reduce((sum, amount) => sum + amount, 0)
}

import type { Ctx } from '../../kit/context.ts'
import type { Shop } from '../shops/shop.ts'
import { selectMissed } from './store-confirm.ts'

/** The visits of a customer at one shop that came to nothing by their doing, newest first. */
export interface MissedVisits {
  noShows: Temporal.Instant[]
  /** Called off too late, or released because they never confirmed. */
  late: Temporal.Instant[]
}

/** How often a customer did not come to a shop, or called off too late, and when. */
export async function missedVisits(ctx: Ctx, shopId: string, customerId: string): Promise<MissedVisits> {
  const missed = await selectMissed(ctx, shopId, customerId)
  const when = (isNoShow: boolean) =>
    missed.filter(({ status }) => (status === 'no_show') === isNoShow).map(({ startsAt }) => startsAt)
  return { noShows: when(true), late: when(false) }
}

/** Whether a shop wants to say yes itself before this customer's booking is certain, because of visits they missed. */
export async function mustAskFirst(ctx: Ctx, { id, policies }: Shop, customerId: string): Promise<boolean> {
  if (policies.noShowLimit === null) return false
  return (await missedVisits(ctx, id, customerId)).noShows.length >= policies.noShowLimit
}

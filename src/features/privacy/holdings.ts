import type { Ctx } from '../../kit/context.ts'
import { selectHoldings, type Holding } from './store-holdings.ts'

export type { Holding } from './store-holdings.ts'

/** What shops hold of an account: its customer record in each, with those that were merged into it. */
export function holdingsOf(ctx: Ctx, accountId: string): Promise<Holding[]> {
  return selectHoldings(ctx, { accountId })
}

/** One customer of a shop, with the records that were merged into theirs. */
export async function holdingOf(ctx: Ctx, shopId: string, customerId: string): Promise<Holding> {
  const [holding] = await selectHoldings(ctx, { shopId, customerId })
  return holding ?? { shopId, customerId, customerIds: [customerId] }
}

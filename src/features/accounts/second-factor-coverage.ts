import type { Ctx } from '../../kit/context.ts'
import { countWithSecondFactor } from './store-second-factors.ts'

/** How many of these accounts have an authenticator app or a passkey. */
export async function secondFactorCoverage(ctx: Ctx, accountIds: readonly string[]): Promise<number> {
  return accountIds.length === 0 ? 0 : countWithSecondFactor(ctx, accountIds)
}

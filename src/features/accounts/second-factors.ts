import type { Ctx } from '../../kit/context.ts'
import { selectWithSecondFactor } from './store-second-factors.ts'

/** Who of these accounts has a second factor: an authenticator app that was confirmed, or a passkey. */
export async function withSecondFactor(ctx: Ctx, accountIds: readonly string[]): Promise<Set<string>> {
  return new Set(accountIds.length > 0 ? await selectWithSecondFactor(ctx, accountIds) : [])
}

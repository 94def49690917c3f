import type { Ctx } from '../../kit/context.ts'
import { selectSessionStart } from './store-sessions.ts'

/** When the session of this call was signed in to. */
export function sessionSince(ctx: Ctx, sessionId: string): Promise<Temporal.Instant | undefined> {
  return selectSessionStart(ctx, sessionId)
}

import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { markProven } from './store-sessions.ts'

/** Notes in the caller's session that they have just shown who they are. */
export async function noteProven(tx: Ctx, sessionId: string, by: 'password' | 'phone'): Promise<void> {
  await markProven(tx, sessionId)
  const subject = { kind: 'session', id: sessionId } as const
  await audit(tx, { action: 'accounts.prove', subject, after: { by } })
}

import { accountIdOf } from './access/caller.ts'
import type { Ctx } from './context.ts'
import { newId } from './db/ids.ts'
import type { EventSubject } from './events/events.ts'

/** A line of the audit log: what somebody did or tried. Never passwords, codes or tokens. */
export interface AuditLine {
  /** Feature and verb: `accounts.signIn`. */
  action: string
  subject?: { kind: EventSubject['kind'] | 'session'; id: string }
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  shopId?: string | null
  /** Who did it, where it is not the caller: somebody who is just signing in. */
  actorId?: string | null
}

/** Writes a line of the audit log in the open transaction: who, when and from where come from the context. */
export async function audit(tx: Ctx, line: AuditLine): Promise<void> {
  await tx.db
    .insertInto('audit')
    .values({
      id: newId(tx.now),
      at: tx.now,
      shopId: line.shopId ?? null,
      actorId: line.actorId === undefined ? accountIdOf(tx.caller) : line.actorId,
      action: line.action,
      subjectKind: line.subject?.kind ?? null,
      subjectId: line.subject?.id ?? null,
      before: line.before ? JSON.stringify(line.before) : null,
      after: line.after ? JSON.stringify(line.after) : null,
      address: tx.address ?? null,
      userAgent: tx.userAgent ?? null,
      requestId: tx.requestId,
    })
    .execute()
}

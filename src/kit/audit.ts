import { doerOf } from './access/caller.ts'
import type { Ctx } from './context.ts'
import { earliestId, newId } from './db/ids.ts'
import { passingHash } from './audit-passing.ts'
import { noteAudited } from './db/transaction.ts'
import type { EventSubject } from './events/events.ts'

/** A line of the audit log: what somebody did or tried. Never passwords, codes or tokens; no names but in `words`. */
export interface AuditLine {
  /** Feature and verb: `accounts.signIn`. */
  action: string
  subject?: { kind: EventSubject['kind'] | 'session'; id: string }
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  /**
   * What somebody typed and may name a person: read with `after`, kept for a time only, and gone with the erasure of whom it
   * is about.
   */
  words?: Record<string, string>
  shopId?: string | null
  /** Who did it, where it is not the caller: somebody who is just signing in, or who begins or ends acting for another. */
  actorId?: string | null
}

/**
 * Writes a line of the audit log in the open transaction: who (and in whose place), when and from where come from the
 * context.
 */
export async function audit(tx: Ctx, line: AuditLine): Promise<void> {
  noteAudited(tx, line.subject?.id)
  await writeLine(tx, line)
}

/** The same for an event that is a line too: a verb's own line about the same record takes its place (`events.ts`). */
export async function writeLine(tx: Ctx, line: AuditLine): Promise<void> {
  await tx.db.insertInto('audit').values(rowOf(tx, line)).execute()
}

// Pages ask for their data again after each change: that is still the same look.
const ONE_LOOK_MINUTES = 15

/** Notes that somebody read something about a person; looking again within a quarter of an hour is one look. */
export async function auditRead(
  ctx: Ctx,
  line: Pick<AuditLine, 'action' | 'shopId'> & Required<Pick<AuditLine, 'subject'>>,
): Promise<void> {
  const { actorId, keyId } = whoOf(ctx)
  if (actorId === null && keyId === null) return
  const since = ctx.now.subtract({ minutes: ONE_LOOK_MINUTES })
  const noted = await ctx.db
    .selectFrom('audit')
    .select('id')
    .where(keyId === null ? 'actorId' : 'keyId', '=', keyId ?? actorId)
    .where('id', '>=', earliestId(since))
    .where('action', '=', line.action)
    .where('subjectId', '=', line.subject.id)
    .limit(1)
    .executeTakeFirst()
  if (!noted) await audit(ctx, line)
}

/** Who did it: a person (in another's place), or a key. */
function whoOf({ caller }: Ctx) {
  return { ...doerOf(caller), keyId: caller.kind === 'key' ? caller.keyId : null }
}

function rowOf(tx: Ctx, line: AuditLine) {
  const doer =
    line.actorId === undefined ? whoOf(tx) : { actorId: line.actorId, actingFor: null, keyId: null }
  const passing = {
    id: newId(tx.now),
    address: tx.address ?? null,
    userAgent: tx.userAgent ?? null,
    words: line.words ?? null,
  }
  return {
    ...passing,
    words: line.words ? JSON.stringify(line.words) : null,
    passingHash: passingHash(tx.services.secrets, passing),
    at: tx.now,
    shopId: line.shopId ?? null,
    ...doer,
    action: line.action,
    subjectKind: line.subject?.kind ?? null,
    subjectId: line.subject?.id ?? null,
    before: line.before ? JSON.stringify(line.before) : null,
    after: line.after ? JSON.stringify(line.after) : null,
    requestId: tx.requestId,
  }
}

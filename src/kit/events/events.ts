import { doerOf, grantIn } from '../access/caller.ts'
import { writeLine } from '../audit.ts'
import type { Ctx } from '../context.ts'
import { newId } from '../db/ids.ts'
import { unsettled } from '../db/transaction.ts'

/** What an event is about. */
export interface EventSubject {
  kind:
    | 'account'
    | 'shop'
    | 'customer'
    | 'asset'
    | 'service'
    | 'resource'
    | 'order'
    | 'job'
    | 'appointment'
    | 'invoice'
    | 'payment'
    | 'staff'
    | 'role'
    | 'key'
  id: string
}

/** A fact that was committed: ids, keys and amounts only, never names, free text, codes or tokens. */
export interface Event {
  id: string
  shopId: string | null
  type: string
  subject: EventSubject
  /** Who really did it, and in whose place where somebody acted for another. */
  actor: { kind: 'account' | 'guest' | 'system' | 'key'; id: string | null; actingFor?: string }
  at: Temporal.Instant
  data: Record<string, EventValue>
}

export type EventValue = string | number | boolean | null | string[]

/**
 * Records a fact in the open transaction. Its `within` reactions have run when this returns; those `after`
 * become jobs at the commit.
 */
export async function record(
  tx: Ctx,
  fact: { type: string; shopId: string | null; subject: EventSubject; data?: Record<string, EventValue> },
): Promise<Event> {
  const event: Event = {
    id: newId(tx.now),
    shopId: fact.shopId,
    type: fact.type,
    subject: fact.subject,
    actor: actorOf(tx),
    at: tx.now,
    data: fact.data ?? {},
  }
  const pending = unsettled(tx)
  pending.events.push(event)
  if (AUDITED.has(event.type)) await auditEvent(tx, event)
  else if (isFromAbove(tx, event.shopId))
    pending.atEnd.push(async () => {
      // A verb's own line about the same record says more, wherever in the verb it is written.
      if (!pending.audited.includes(event.subject.id)) await auditEvent(tx, event)
    })
  for (const reaction of tx.services.reactions.to(event.type, 'within')) await reaction.run(tx, event)
  return event
}

// Prices, bills and money: what the books and the terms of a shop hang on stands in the audit log too.
const AUDITED = new Set([
  'service.added',
  'service.repriced',
  'service.retired',
  'invoice.issued',
  'payment.received',
  'payment.refunded',
  'shop.edited',
])

/** Whether the platform's people act, in a shop that they do not work for or in another's place: each such act is logged. */
function isFromAbove({ caller }: Ctx, shopId: string | null): boolean {
  if (caller.kind !== 'account') return false
  if (caller.actedBy) return true
  if (caller.platformRoles.length === 0 || shopId === null) return false
  return grantIn(caller, shopId) === undefined
}

async function auditEvent(tx: Ctx, { type, shopId, subject, data }: Event): Promise<void> {
  const { from, ...after } = data
  await writeLine(tx, {
    action: type,
    shopId,
    subject,
    ...(from === undefined ? {} : { before: { from } }),
    after,
  })
}

function actorOf({ caller }: Ctx): Event['actor'] {
  if (caller.kind === 'key') return { kind: 'key', id: caller.keyId }
  const { actorId: id, actingFor } = doerOf(caller)
  if (caller.kind === 'account') return { kind: 'account', id, ...(actingFor ? { actingFor } : {}) }
  return { kind: caller.kind === 'nobody' ? 'guest' : 'system', id: null }
}

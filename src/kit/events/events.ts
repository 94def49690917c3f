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
  id: string
}

/** A fact that was committed: ids, keys and amounts only, never names, free text, codes or tokens. */
export interface Event {
  id: string
  shopId: string | null
  type: string
  subject: EventSubject
  actor: { kind: 'account' | 'guest' | 'system'; id: string | null }
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
  unsettled(tx).events.push(event)
  for (const reaction of tx.services.reactions.to(event.type, 'within')) await reaction.run(tx, event)
  return event
}

function actorOf({ caller }: Ctx): Event['actor'] {
  if (caller.kind === 'account') return { kind: 'account', id: caller.accountId }
  return { kind: caller.kind === 'nobody' ? 'guest' : 'system', id: null }
}

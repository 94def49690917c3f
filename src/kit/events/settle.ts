import type { Ctx } from '../context.ts'
import { insertJobs, type NewJob } from '../jobs/queue.ts'
import type { Event } from './events.ts'

/** What a transaction gathered and must write before it commits. */
export interface Unsettled {
  events: Event[]
  jobs: NewJob[]
  /** Who has a line of the audit log from the verb itself, by id. */
  audited: string[]
  /** Runs when the work is done, before anything else is written: what depends on all that happened. */
  atEnd: (() => Promise<void>)[]
  afterCommit: (() => void)[]
}

/** Writes the gathered events and the jobs of their `after` reactions, one insert each. */
export async function settle(tx: Ctx, pending: Unsettled): Promise<void> {
  for (const last of pending.atEnd) await last()
  for (const event of pending.events) {
    for (const reaction of tx.services.reactions.to(event.type, 'after')) {
      pending.jobs.push({ queue: 'reactions', data: { reaction: reaction.name, event: jsonOf(event) } })
    }
  }
  for (let from = 0; from < pending.events.length; from += CHUNK) {
    await insertEvents(tx, pending.events.slice(from, from + CHUNK))
  }
  await insertJobs(tx, pending.jobs)
}

// A statement holds 65,535 parameters at most; an event takes ten.
const CHUNK = 1000

async function insertEvents(tx: Ctx, events: readonly Event[]): Promise<void> {
  if (events.length === 0) return
  await tx.db
    .insertInto('events')
    .values(
      events.map((event) => ({
        id: event.id,
        shopId: event.shopId,
        type: event.type,
        subjectKind: event.subject.kind,
        subjectId: event.subject.id,
        actorKind: event.actor.kind,
        actorId: event.actor.id,
        actingFor: event.actor.actingFor ?? null,
        at: event.at,
        data: JSON.stringify(event.data),
      })),
    )
    .execute()
}

/** An event as a job carries it. */
export function jsonOf(event: Event): Record<string, unknown> {
  return { ...event, at: event.at.toString() }
}

/** The event that a job carries. */
export function eventOf(json: Record<string, unknown>): Event {
  return { ...(json as unknown as Event), at: Temporal.Instant.from(String(json['at'])) }
}

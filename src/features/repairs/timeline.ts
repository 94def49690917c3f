import type { Ctx } from '../../kit/context.ts'
import { type Person, staffOf } from '../staff/people.ts'
import { resourcesById } from '../staff/resources.ts'
import type { Goal } from './stages.ts'
import { type Order, selectStageEntries } from './store.ts'
import { type AuthorisationRecord, selectAuthorisations } from './store-jobs.ts'
import { type Note, selectNotes } from './store-people.ts'
import { keysByAct, type OrderEvent, selectOrderEvents } from './store-timeline.ts'

/** Who did something: somebody of the shop by name, another program by the name of its key, the customer, or the program. */
export interface Doer {
  kind: 'staff' | 'key' | 'customer' | 'system'
  name: string | null
}

/** One thing that happened to an order. */
export type TimelineEntry = { id: string; at: Temporal.Instant; by: Doer } & (
  | { kind: 'stage'; stage: Goal; first: boolean; note: string | null }
  | { kind: 'note'; note: Note }
  | { kind: 'answer'; answer: AuthorisationRecord }
  /** `who` names the person or bay it is about, for people of the shop. */
  | { kind: 'event'; type: TimelineEvent; who: string | null; data: Record<string, unknown> }
)

const PUBLIC_EVENTS = [
  'order.promised',
  'appointment.placed',
  'appointment.confirmed',
  'appointment.moved',
  'appointment.declined',
  'appointment.canceled',
  'appointment.no_show',
  'appointment.arrived',
  'invoice.issued',
  'payment.received',
  'payment.refunded',
] as const
const STAFF_EVENTS = ['order.assigned', 'order.unassigned', 'order.placed', 'order.photographed'] as const
export type TimelineEvent = (typeof PUBLIC_EVENTS)[number] | (typeof STAFF_EVENTS)[number]

/**
 * What happened to an order, newest first: stages, promises, answers, notes, its appointments and its money.
 * Without `internal` only what the customer may know, and nobody's name.
 */
export async function timelineOf(
  ctx: Ctx,
  order: Order,
  { internal }: { internal: boolean },
): Promise<TimelineEntry[]> {
  const { shopId, id } = order
  const people = await staffOf(ctx, shopId, { left: true })
  const keys = await keysByAct(ctx, shopId, id)
  const doer = doersOf(order, people, internal)
  /** A key that did something is named where staff would be. */
  const handOf = (act: string, actorId: string | null, guest: boolean): Doer => {
    const key = keys.get(act)
    if (key === undefined) return doer(actorId, guest)
    return internal ? { kind: 'key', name: key } : { kind: 'staff', name: null }
  }
  const stages = await selectStageEntries(ctx, shopId, id)
  const notes = await selectNotes(ctx, shopId, id, internal)
  const answers = await selectAuthorisations(ctx, shopId, id)
  const events = await selectOrderEvents(
    ctx,
    shopId,
    id,
    internal ? [...PUBLIC_EVENTS, ...STAFF_EVENTS] : PUBLIC_EVENTS,
  )
  const names = internal ? await namesIn(ctx, shopId, people, events) : new Map<unknown, string>()
  const entries: TimelineEntry[] = [
    ...stages.map(({ id: entryId, stage, at, actorId, note }, index) => ({
      id: entryId,
      kind: 'stage' as const,
      at,
      by: handOf(`${at.toString()} ${stage}`, actorId, index === 0),
      stage,
      first: index === 0,
      note: internal || stage === 'delayed' ? note : null,
    })),
    ...notes.map((note) => ({
      kind: 'note' as const,
      id: note.id,
      at: note.at,
      by: writer(note, internal),
      note,
    })),
    ...answers.map((answer) => ({
      kind: 'answer' as const,
      id: answer.id,
      at: answer.at,
      by: doer(answer.actorId, answer.givenBy === 'customer'),
      answer,
    })),
    ...events.map(({ id: eventId, type, actorKind, actorId, at, data }) => ({
      id: eventId,
      kind: 'event' as const,
      at,
      by: handOf(eventId, actorId, actorKind === 'guest'),
      type: type as TimelineEvent,
      who: names.get(data['staffId'] ?? data['bayId']) ?? null,
      data,
    })),
  ]
  // Ids rise with time and settle what happened in one instant.
  return entries.sort((a, b) => Temporal.Instant.compare(b.at, a.at) || (a.id < b.id ? 1 : -1))
}

function writer(note: Note, internal: boolean): Doer {
  return { kind: 'staff', name: internal && note.authorName ? note.authorName : null }
}

/** Tells whose hand it was. `guest` says that a nameless one was the customer's, not the program's. */
function doersOf(
  order: Order,
  people: readonly Person[],
  internal: boolean,
): (actorId: string | null, guest: boolean) => Doer {
  const byAccount = new Map(people.map((person) => [person.accountId, person.name]))
  return (actorId, guest) => {
    if (actorId === null) return { kind: guest ? 'customer' : 'system', name: null }
    if (actorId === order.accountId) return { kind: 'customer', name: null }
    return { kind: 'staff', name: internal ? (byAccount.get(actorId) ?? null) : null }
  }
}

/** The names of the people and bays that events speak of, by id. */
async function namesIn(
  ctx: Ctx,
  shopId: string,
  people: readonly Person[],
  events: readonly OrderEvent[],
): Promise<Map<unknown, string>> {
  const bayIds = events.flatMap(({ data }) => (typeof data['bayId'] === 'string' ? [data['bayId']] : []))
  const bays = await resourcesById(ctx, shopId, [...new Set(bayIds)])
  return new Map([...people, ...bays.values()].map(({ id, name }) => [id, name]))
}

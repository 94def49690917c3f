import { money } from '../../../../kit/money.ts'
import type { OrderSheet } from '../../read-order.ts'
import type { Goal } from '../../stages.ts'
import type { TimelineEntry, TimelineEvent } from '../../timeline.ts'

/** What is told to a customer: words stand under `track.timeline.<key>`. */
export type ToldKey =
  | 'opened'
  | 'begun'
  | 'goesOn'
  | 'parts'
  | 'paused'
  | 'checking'
  | 'ready'
  | 'sent'
  | 'handedOver'
  | 'closed'
  | 'canceled'
  | 'delayed'
  | 'note'
  | 'asked'
  | 'authorised'
  | 'declined'
  | 'revived'
  | 'promised'
  | 'promiseBack'
  | 'requested'
  | 'confirmed'
  | 'moved'
  | 'visitDeclined'
  | 'visitCanceled'
  | 'noShow'
  | 'arrived'
  | 'invoiced'
  | 'paid'
  | 'refunded'

/** One thing that happened, for a customer. Instants as RFC 3339. */
export interface Told {
  id: string
  at: string
  key: ToldKey
  when: string | null
  amount: { amount: number; currency: string } | null
  job: string
  text: string
}

const STAGES: Partial<Record<Goal, ToldKey>> = {
  in_progress: 'begun',
  awaiting_parts: 'parts',
  on_hold: 'paused',
  quality_check: 'checking',
  ready_for_pickup: 'ready',
  dispatched: 'sent',
  completed: 'handedOver',
  closed: 'closed',
  canceled: 'canceled',
  delayed: 'delayed',
}

const EVENTS: Partial<Record<TimelineEvent, ToldKey>> = {
  'order.promised': 'promised',
  'appointment.placed': 'requested',
  'appointment.confirmed': 'confirmed',
  'appointment.moved': 'moved',
  'appointment.declined': 'visitDeclined',
  'appointment.canceled': 'visitCanceled',
  'appointment.no_show': 'noShow',
  'appointment.arrived': 'arrived',
  'invoice.issued': 'invoiced',
  'payment.received': 'paid',
  'payment.refunded': 'refunded',
}

/** A repair's story as its customer is told it, newest first: everyday words, nothing said twice. */
export function tellTimeline({ timeline, jobs, order }: OrderSheet): Told[] {
  const told = timeline.flatMap((entry, index) => {
    const key = keyOf(entry, timeline.slice(index + 1))
    if (!key) return []
    const amount = amountOf(entry)
    return {
      id: entry.id,
      at: entry.at.toString(),
      key,
      when: whenOf(entry),
      amount: amount === null ? null : money(Math.abs(amount), order.currency),
      job: entry.kind === 'answer' ? (jobs.find(({ id }) => id === entry.answer.jobId)?.title ?? '') : '',
      text: entry.kind === 'note' ? entry.note.text : entry.kind === 'stage' ? (entry.note ?? '') : '',
    }
  })
  return told.filter(({ key, at }) => !isSaidBy(ECHOES[key], at, told))
}

/** Of two things that one act brought about, the one on the left is left out. */
const ECHOES: Partial<Record<ToldKey, readonly ToldKey[]>> = {
  requested: ['confirmed'],
  arrived: ['begun'],
  visitCanceled: ['canceled'],
}

function isSaidBy(keys: readonly ToldKey[] | undefined, at: string, told: readonly Told[]): boolean {
  return keys !== undefined && told.some((one) => one.at === at && keys.includes(one.key))
}

function keyOf(entry: TimelineEntry, before: readonly TimelineEntry[]): ToldKey | undefined {
  switch (entry.kind) {
    case 'note':
      return 'note'
    case 'answer':
      // What is said with the booking is the booking.
      return entry.answer.how === 'booking' ? undefined : entry.answer.answer
    case 'event':
      // Another bay, or work that was agreed on: the customer is told of each job.
      if (entry.type === 'appointment.moved' && entry.data['newTime'] === false) return undefined
      if (entry.type === 'order.promised' && !entry.data['promisedAt']) return 'promiseBack'
      return EVENTS[entry.type]
    case 'stage': {
      if (entry.first) return 'opened'
      const again = before.some((one) => one.kind === 'stage' && one.stage === 'in_progress')
      return entry.stage === 'in_progress' && again ? 'goesOn' : STAGES[entry.stage]
    }
  }
}

function whenOf(entry: TimelineEntry): string | null {
  if (entry.kind !== 'event') return null
  const when = entry.data['promisedAt'] ?? entry.data['startsAt']
  return typeof when === 'string' ? when : null
}

function amountOf(entry: TimelineEntry): number | null {
  if (entry.kind === 'answer') return entry.answer.amount
  if (entry.kind !== 'event') return null
  const amount = entry.data['amount'] ?? entry.data['total']
  return typeof amount === 'number' ? amount : null
}

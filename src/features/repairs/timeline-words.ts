import type { Locale } from '../../kit/context.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { formatMoney } from '../../kit/money.ts'
import { formatDateTime } from '../../kit/time.ts'
import { localDigits, type TimeStyle } from '../../kit/time/format.ts'
import { calendarOf, type Shop } from '../shops/shop.ts'
import type { JobWithLines } from './jobs.ts'
import type { Order } from './store.ts'
import type { TimelineEntry } from './timeline.ts'

/** What the words of an entry need besides the entry. */
export interface TimelineNames {
  order: Pick<Order, 'currency'>
  shop: Pick<Shop, 'timezone' | 'calendar'>
  jobs: readonly Pick<JobWithLines, 'id' | 'title'>[]
}

/** One line that says what happened, in the reader's language and the shop's time. */
export function textOfEntry(
  entry: TimelineEntry,
  about: TimelineNames,
  locale: Locale,
  style = styleOf(about.shop, locale),
): string {
  const words = translator(locale, 'repairs')
  switch (entry.kind) {
    case 'stage':
      if (entry.first) return words('timeline.opened')
      return words('timeline.stage', { status: words(`status.${entry.stage}`) })
    case 'note':
      return words(entry.note.visibility === 'customer' ? 'timeline.noteForCustomer' : 'timeline.note')
    case 'answer': {
      const { answer, how, jobId, amount, currency } = entry.answer
      const job = about.jobs.find((one) => one.id === jobId)?.title ?? ''
      return words(`timeline.answer.${answer}`, {
        job: reading(job, locale),
        how: words(`how.${how}`),
        amount: formatMoney({ amount, currency }, locale),
      })
    }
    case 'event':
      return words(`timeline.event.${eventKey(entry)}`, eventValues(entry, about, locale, style))
  }
}

type EventEntry = Extract<TimelineEntry, { kind: 'event' }>

/** A visit that has kept its time was not moved. */
function eventKey({ type, data }: EventEntry): EventKey {
  if (type === 'appointment.moved' && data['newTime'] === false) return 'appointment_changed'
  return type.replace('.', '_') as EventKey
}

type EventKey =
  | 'order_promised'
  | 'order_assigned'
  | 'order_unassigned'
  | 'order_placed'
  | 'order_photographed'
  | 'appointment_placed'
  | 'appointment_confirmed'
  | 'appointment_moved'
  | 'appointment_changed'
  | 'appointment_declined'
  | 'appointment_canceled'
  | 'appointment_no_show'
  | 'appointment_arrived'
  | 'invoice_issued'
  | 'payment_received'
  | 'payment_refunded'

function eventValues(
  { data, who }: EventEntry,
  about: TimelineNames,
  locale: Locale,
  style: TimeStyle,
): Record<string, string | number> {
  const when = data['promisedAt'] ?? data['startsAt']
  const amount = data['amount'] ?? data['total']
  return {
    when: typeof when === 'string' ? formatDateTime(Temporal.Instant.from(when), style, 'short') : 'none',
    who: who === null ? 'none' : reading(who, locale),
    amount:
      typeof amount === 'number'
        ? formatMoney({ amount: Math.abs(amount), currency: about.order.currency }, locale)
        : 'none',
    count: typeof data['count'] === 'number' ? data['count'] : 0,
  }
}

/** How a reader of this language is told times of a shop. */
function styleOf(shop: Pick<Shop, 'timezone' | 'calendar'>, locale: Locale): TimeStyle {
  return { locale, calendar: calendarOf(shop), zone: shop.timezone }
}

/** What was typed in Persian with its own digits again; it is kept with Latin ones, for search. */
export function reading(text: string, locale: Locale): string {
  return locale === 'fa' && /\p{Script=Arabic}/u.test(text) ? localDigits(text, locale) : text
}

import { ICalAttendeeStatus, ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Appointment } from './store.ts'

/** What a calendar is told of an appointment. */
export type CalendarVisit = Pick<Appointment, 'id' | 'status' | 'startsAt' | 'endsAt' | 'sequence'>

export interface CalendarWords {
  /** What the visit is for. */
  summary: string
  description: string
  /** The tracking page, where there is one to show. */
  url?: string
}

interface Place {
  name: string
  address: string
  city: string
  email: string | null
}

/** A calendar file: how it is to be taken (RFC 5546) and its text (RFC 5545). */
export interface CalendarFile {
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH'
  content: string
}

interface Making {
  host: string
  now: Temporal.Instant
  as?: 'REQUEST' | 'PUBLISH'
  /** Whom a mail invites. They have booked themselves, so that nobody asks them for an answer. */
  guest?: { name: string; email: string | null }
}

const OVER = new Set<Appointment['status']>(['canceled', 'declined', 'no_show'])

/**
 * The appointment as an iCalendar event. The UID is the appointment's and stays; the sequence rises with every
 * change, so that a calendar takes the newest. One that came to nothing is a CANCEL. Instants are written in UTC: a visit
 * is one moment, and no table of time zones has to agree with the reader's.
 */
export function calendarFile(
  appointment: CalendarVisit,
  shop: Place,
  words: CalendarWords,
  { host, now, as = 'REQUEST', guest }: Making,
): CalendarFile {
  const method = OVER.has(appointment.status) ? 'CANCEL' : as
  const calendar = new ICalCalendar({
    prodId: { company: 'Fixbay', product: 'Fixbay' },
    method: ICalCalendarMethod[method],
  })
  calendar.createEvent({
    id: `${appointment.id}@${host}`,
    sequence: appointment.sequence,
    stamp: now.toString(),
    start: utc(appointment.startsAt),
    end: utc(appointment.endsAt),
    summary: words.summary,
    description: words.description,
    location: `${shop.name}, ${shop.address}, ${shop.city}`,
    status: statusOf(appointment, method),
    ...(words.url ? { url: words.url } : {}),
    // Calendars take no invitation and no cancellation without an organizer.
    organizer: { name: shop.name, email: shop.email ?? `no-reply@${host}` },
    ...(guest?.email && as === 'REQUEST'
      ? {
          attendees: [
            { name: guest.name, email: guest.email, rsvp: false, status: ICalAttendeeStatus.ACCEPTED },
          ],
        }
      : {}),
  })
  return { method, content: calendar.toString() }
}

function statusOf({ status }: CalendarVisit, method: CalendarFile['method']): ICalEventStatus {
  if (method === 'CANCEL') return ICalEventStatus.CANCELLED
  return status === 'requested' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
}

/** As the library reads an instant: a text with its offset. */
function utc(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' })
}

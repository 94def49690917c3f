import { ICalCalendar, ICalEventStatus } from 'ical-generator'
import type { AppointmentStatus } from './store.ts'

/** One entry of a calendar that somebody subscribes to. Its id stays for as long as the thing is there. */
export interface FeedEntry {
  id: string
  sequence: number
  /** When it was made: the same at each asking, so that an unchanged calendar is the same text. */
  stamp: Temporal.Instant
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  summary: string
  description?: string
  location?: string
  url?: string
  status: AppointmentStatus | null
}

const OVER = new Set<AppointmentStatus>(['canceled', 'declined', 'no_show'])
const HOUR_SECONDS = 3600

/** A calendar to subscribe to (RFC 5545), with the hint to ask again in an hour (RFC 7986). */
export function feedFile(name: string, host: string, entries: readonly FeedEntry[]): string {
  const calendar = new ICalCalendar({
    prodId: { company: 'Fixbay', product: 'Fixbay' },
    name,
    ttl: HOUR_SECONDS,
  })
  for (const { id, stamp, startsAt, endsAt, status, ...plain } of entries) {
    calendar.createEvent({
      ...plain,
      id: `${id}@${host}`,
      stamp: utc(stamp),
      start: utc(startsAt),
      end: utc(endsAt),
      status: statusOf(status),
    })
  }
  return calendar.toString()
}

function statusOf(status: AppointmentStatus | null): ICalEventStatus {
  if (status && OVER.has(status)) return ICalEventStatus.CANCELLED
  return status === 'requested' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
}

const utc = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'second' })

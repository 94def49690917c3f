import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { calendarFile, type CalendarVisit } from './calendar-file.ts'

const visit: CalendarVisit = {
  id: '01947f3c-0000-7000-8000-000000000001',
  status: 'confirmed',
  // An hour that the clocks of New York repeat.
  startsAt: Temporal.Instant.from('2026-11-01T05:30:00Z'),
  endsAt: Temporal.Instant.from('2026-11-01T06:30:00Z'),
  sequence: 0,
}

const place = { name: 'Harbor; Auto', address: '1 Pier Road, Dock "B"', city: 'New York', email: null }
const words = { summary: 'Brakes, oil; more', description: 'Line one\nA back\\slash' }
const making = { host: 'fixbay.example', now: Temporal.Instant.from('2026-10-20T08:00:00Z') }
const guest = { name: 'Grace Guest', email: 'grace@example.org' }

/** What an independent parser reads. */
function read(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content))
  const component = calendar.getFirstSubcomponent('vevent')
  if (!component) throw new Error('no event')
  const event = new ICAL.Event(component)
  return {
    method: calendar.getFirstPropertyValue('method'),
    status: component.getFirstPropertyValue('status'),
    organizer: component.getFirstPropertyValue('organizer'),
    attendees: event.attendees.map((attendee) => String(attendee.getFirstValue()).toLowerCase()),
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    description: event.description,
    location: event.location,
    start: event.startDate.toJSDate().toISOString(),
    end: event.endDate.toJSDate().toISOString(),
    inUtc: event.startDate.zone === ICAL.Timezone.utcTimezone,
  }
}

test('an independent parser reads what was written: UID, sequence, method, instants in UTC, texts as they were [S0.02a]', () => {
  const { method, content } = calendarFile(visit, place, words, { ...making, guest })
  expect(method).toBe('REQUEST')
  expect(read(content)).toEqual({
    method: 'REQUEST',
    status: 'CONFIRMED',
    organizer: 'mailto:no-reply@fixbay.example',
    attendees: ['mailto:grace@example.org'],
    uid: `${visit.id}@fixbay.example`,
    sequence: 0,
    ...words,
    location: 'Harbor; Auto, 1 Pier Road, Dock "B", New York',
    start: '2026-11-01T05:30:00.000Z',
    end: '2026-11-01T06:30:00.000Z',
    inUtc: true,
  })
})

test('a move and a cancel keep the UID and raise the sequence; what came to nothing is canceled, however it is fetched', () => {
  const say = (change: Partial<CalendarVisit>, as: 'REQUEST' | 'PUBLISH' = 'REQUEST') => {
    const { uid, sequence, method, status } = read(
      calendarFile({ ...visit, ...change }, place, words, { ...making, as }).content,
    )
    return [uid === `${visit.id}@fixbay.example`, sequence, method, status]
  }
  expect(say({ sequence: 1 })).toEqual([true, 1, 'REQUEST', 'CONFIRMED'])
  expect(say({ sequence: 1, status: 'requested' }, 'PUBLISH')).toEqual([true, 1, 'PUBLISH', 'TENTATIVE'])
  for (const status of ['canceled', 'declined', 'no_show'] as const)
    expect(say({ sequence: 2, status }, 'PUBLISH')).toEqual([true, 2, 'CANCEL', 'CANCELLED'])
})

test('long lines are folded at 75 octets and no Persian letter or emoji is cut in two', () => {
  const summary =
    'تعویض لنت و بازدید کامل ترمزهای جلو و عقب به‌همراه روغن ترمز 🚗 برای پژو ۲۰۶ در تعمیرگاه بندر'
  const description = `${summary}، ${summary}`
  const { content } = calendarFile(visit, place, { summary, description }, making)
  const lines = content.split('\r\n')
  expect(lines.length).toBeGreaterThan(15)
  for (const line of lines) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(line.isWellFormed()).toBe(true)
    expect(line).not.toMatch(/[\n\r]/)
  }
  expect(read(content)).toMatchObject({ summary, description, attendees: [] })
})

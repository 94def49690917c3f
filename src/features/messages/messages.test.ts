import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import type { EmailMessage } from '../../adapters/email/port.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z' })
const { shop, hire, addService } = await testShop(app)
await hire('technician')
const service = await addService({ needs: [{ kind: 'technician' }] })

async function mailsTo(address: string): Promise<EmailMessage[]> {
  await app.drainJobs()
  return app.outbox.mails(address)
}

/** UID, sequence and method of a mail's calendar part, as an independent parser reads them. */
function calendarOf(mail: EmailMessage | undefined) {
  const calendar = new ICAL.Component(ICAL.parse(mail?.ical?.content ?? ''))
  const event = calendar.getFirstSubcomponent('vevent')
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event?.getFirstPropertyValue('uid'),
    sequence: Number(event?.getFirstPropertyValue('sequence')),
    start: String(event?.getFirstPropertyValue('dtstart')),
  }
}

async function book(email: string, startsAt: string, more: Record<string, unknown> = {}) {
  const answer = await app.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name: 'Grace Guest', email, ...more },
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body as { id: string; requestId: string; trackingCode: string; trackingUrl: string }
}

test('the mail that confirms offers a guest to keep the repair in an account, by a link that works once; a text does not', async () => {
  const email = 'gail@example.org'
  await book(email, '2026-12-22T09:00:00-05:00', { name: 'Gail Guest', phone: '+12125550177' })
  const claims = (text = '') => /\/claim\/[\w-]+\/([\w-]+)/.exec(text)?.[1]
  const [confirmation] = await mailsTo(email)
  expect(confirmation?.text).toContain('Keep this repair in an account')
  const token = claims(confirmation?.text)
  expect(token).toBeDefined()
  expect(confirmation?.html).toContain(`/claim/${shop.slug}/${token}`)
  const texts = app.outbox.texts('+12125550177')
  expect([texts.length > 0, texts.map(({ text }) => claims(text))]).toEqual([
    true,
    texts.map(() => undefined),
  ])
  // Nothing of it is kept but in what was sent.
  const { rows } = await app.services.database.pool.query(
    `select count(*)::int as n from messages m, pgboss.job j where m.params::text like $1 or j.data::text like $1`,
    [`%${token}%`],
  )
  expect(rows[0].n).toBe(0)

  const gail = await app.people.add({ name: 'Gail Guest', email: 'gail.at.home@example.org' })
  const claim = `/api/shops/${shop.slug}/claim`
  expect((await gail.post(claim, { token })).status).toBe(204)
  expect((await gail.get('/api/service-request')).body['requests']).toHaveLength(1)
  const other = await app.people.add()
  expect((await other.post(claim, { token })).status).toBe(404)

  // Whoever has an account needs none.
  app.outbox.clear()
  const booked = await gail.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt: '2026-12-22T11:00:00-05:00',
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks again.',
  })
  expect(booked.status, booked.text).toBe(201)
  await app.drainJobs()
  const mails = app.outbox.mails()
  expect([mails.length > 0, mails.map(({ text }) => claims(text))]).toEqual([
    true,
    mails.map(() => undefined),
  ])
})

test('a booking is confirmed by mail with the tracking link and a calendar file; a move and a cancel replace it [S0.02a] [S0.02b] [S1.4.6a]', async () => {
  const booked = await book('grace@example.org', '2026-12-02T09:00:00-05:00')
  const code = `?code=${booked.trackingCode}`
  const [confirmation] = await mailsTo('grace@example.org')
  expect(confirmation?.subject).toContain('Wednesday, December 2, 2026')
  expect(confirmation?.text).toContain(booked.trackingUrl)
  const first = calendarOf(confirmation)
  expect(first).toMatchObject({ method: 'REQUEST', start: '2026-12-02T14:00:00Z' })

  await app.guest.patch(`/api/appointment/${booked.id}${code}`, { startsAt: '2026-12-02T10:00:00-05:00' })
  await app.drainJobs()
  await app.guest.post(`/api/appointment/${booked.id}/cancel${code}`)
  const mails = await mailsTo('grace@example.org')
  expect(mails).toHaveLength(3)
  const [, moved, canceled] = mails.map(calendarOf)
  expect(moved).toMatchObject({ method: 'REQUEST', uid: first.uid, start: '2026-12-02T15:00:00Z' })
  expect(canceled).toMatchObject({ method: 'CANCEL', uid: first.uid })
  expect([first.sequence, moved?.sequence, canceled?.sequence]).toEqual([0, 1, 2])
})

test('a customer hears that work begins and that it is ready, once each [S0.05a] [S0.05b] [S0.05c] [S1.4.6b] [S2.10a] [S2.10d] [S3.C7a]', async () => {
  const advisor = await hire('advisor')
  const booked = await book('henry@example.org', '2026-12-03T09:00:00-05:00')
  await app.drainJobs()
  const status = `/api/service-request/${booked.requestId}/status`
  for (const stage of ['in_progress', 'quality_check', 'in_progress', 'quality_check', 'ready_for_pickup']) {
    const answer = await advisor.patch(status, { status: stage })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    await app.drainJobs()
  }
  const subjects = (await mailsTo('henry@example.org')).map((mail) => mail.subject)
  expect(subjects.slice(1)).toEqual([
    'Work on your Toyota Corolla has begun',
    'Your Toyota Corolla is ready for pickup',
  ])
})

test('a note for the customer is written to them, once; an internal one is not [S0.15b]', async () => {
  const advisor = await hire('advisor')
  const booked = await book('nora@example.org', '2026-12-10T09:00:00-05:00', { phone: '+12125550144' })
  const notes = `/api/service-request/${booked.requestId}/notes`
  await app.drainJobs()
  await advisor.post(notes, { text: 'He never pays on time.', visibility: 'internal' })
  await advisor.post(notes, { text: 'We found a nail.\n\nShall we <mend> it?', visibility: 'customer' })
  const mails = (await mailsTo('nora@example.org')).slice(1)
  expect(mails.map(({ subject }) => subject)).toEqual([`${shop.name} wrote to you about your Toyota Corolla`])
  expect(mails[0]?.text).toMatch(/We found a nail\.\s+Shall we <mend> it\?/)
  expect(mails[0]?.html).toContain('&lt;mend&gt;')
  expect(mails[0]?.text).toContain(booked.trackingUrl)
  const texts = app.outbox.texts('+12125550144').map(({ text }) => text)
  expect(texts.filter((text) => text.includes('wrote to you'))).toHaveLength(1)
  expect(texts.join()).not.toContain('nail')
})

test('news that is no longer true is not told: moved and canceled before the first message went out', async () => {
  const booked = await book('judy@example.org', '2026-12-08T09:00:00-05:00')
  const code = `?code=${booked.trackingCode}`
  await app.guest.patch(`/api/appointment/${booked.id}${code}`, { startsAt: '2026-12-08T10:00:00-05:00' })
  await app.guest.post(`/api/appointment/${booked.id}/cancel${code}`)
  const mails = await mailsTo('judy@example.org')
  expect(mails.map((mail) => calendarOf(mail).method)).toEqual(['CANCEL'])
})

test('the words are those of the customer: Persian, Jalali, right to left', async () => {
  const answer = await app.guest.post(
    '/api/appointment',
    {
      shop: shop.slug,
      serviceIds: [service.id],
      startsAt: '2026-12-04T09:00:00-05:00',
      asset: { kind: 'vehicle', make: 'Peugeot', model: '206' },
      description: 'صدا می‌دهد',
      customer: { name: 'مریم', email: 'maryam@example.org', phone: '۰۹۱۲۱۲۳۴۵۶۷' },
    },
    { 'accept-language': 'fa' },
  )
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  const [mail] = await mailsTo('maryam@example.org')
  expect(mail?.subject).toContain('۱۳ آذر ۱۴۰۵')
  expect(mail?.text).toContain('/fa/track/')
  expect(app.outbox.texts('+989121234567')).toHaveLength(1)
})

test('a message of the outbox never stands in the database with its code', async () => {
  const booked = await book('ida@example.org', '2026-12-07T09:00:00-05:00')
  await mailsTo('ida@example.org')
  const rows = await app.services.database.pool.query(
    `select m.params::text || coalesce((select string_agg(j.data::text, ' ') from pgboss.job j), '') as text from messages m`,
  )
  for (const { text } of rows.rows) expect(text).not.toContain(booked.trackingCode)
})

test('the invoice and the receipt are told [S1.4.6c]', async () => {
  const advisor = await hire('advisor')
  const booked = await book('karl@example.org', '2026-12-09T09:00:00-05:00')
  for (const status of ['in_progress', 'quality_check', 'ready_for_pickup', 'completed']) {
    await advisor.patch(`/api/service-request/${booked.requestId}/status`, { status })
  }
  await app.drainJobs()
  await advisor.post(`/api/service-request/${booked.requestId}/invoice/payments`, { method: 'cash' })
  const subjects = (await mailsTo('karl@example.org')).map((mail) => mail.subject)
  expect(subjects).toContain(`Invoice 2026-0001 from ${shop.name}: $140.45`)
  expect(subjects.at(-1)).toBe(`Thank you: $140.45 received by ${shop.name}`)
})

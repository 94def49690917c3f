import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { addPages } from '../../../web/testing/pages.ts'
import { plainBrowser, textOf } from '../../../web/testing/plain-browser.ts'

// Tuesday, eight in the morning in New York.
const house = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0.2 } })
const { app, clock } = house
await addPages(app, [], undefined, undefined, 0.2)
const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }))
const needs = [{ kind: 'bay' as const }]
const { shop, owner, addService, addResource } = await testShop(house, { hours, phone: '(718) 555-0142' })
await addResource()
await addResource({ name: 'Bay 2' })
const service = await addService({ name: 'Brake pads', needs, durationMinutes: 60 })

/** A guest's booked repair. */
async function book(startsAt: string, more: Record<string, unknown> = {}) {
  const { status, body } = await house.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla', year: 2019, plate: 'ABC 1234' },
    description: 'It squeaks when I brake.',
    customer: { name: 'Grace Guest', email: 'grace@example.org' },
    startsAt,
    ...more,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return { id: body.requestId as string, code: body.trackingCode as string, appointment: body.id as string }
}

const move = (id: string, status: string, more: Record<string, unknown> = {}) =>
  owner.patch(`/api/service-request/${id}/status`, { status, ...more })

async function look(code: string, prefix = ''): Promise<string> {
  const page = await plainBrowser(app).open(`${prefix}/track/${code}`)
  expect(page.status).toBe(200)
  return textOf(page.html)
}

test('a repair is told in one sentence at each stage, with the promised time [S0.05a] [S0.05c] [S1.4.1] [S3.C3a] [S3.C3b] [S3.C3c] [S3.ST.02] [S3.ST.03] [S3.ST.05] [S3.ST.06] [S3.ST.11]', async () => {
  const { id, code } = await book('2026-12-02T14:00:00Z')
  expect(await look(code)).toContain('Your Corolla is booked for tomorrow, 9:00 AM.')
  expect(await look(code, '/fa')).toContain('Corolla شما نوبت دارد: فردا، ۹:۰۰.')
  await move(id, 'in_progress', { promisedAt: '2026-12-01T21:30:00Z' })
  const working = await look(code)
  expect(working).toContain('Your Corolla is being worked on. Ready about 4:30 PM.')
  expect(working).toContain('What you reportedIt squeaks when I brake.')
  expect(await look(code, '/fa')).toContain('Corolla شما در دست تعمیر است. حدود ۱۶:۳۰ آماده می‌شود.')
  await move(id, 'awaiting_parts')
  expect(await look(code)).toContain('waiting for a part. Ready about')
  clock.advance({ hours: 10 })
  expect(await look(code)).toContain('takes longer than planned')
  clock.advance({ hours: -10 })
  await move(id, 'in_progress')
  await move(id, 'quality_check')
  expect(await look(code)).toContain('is done and being checked')
  await move(id, 'ready_for_pickup')
  const ready = await look(code)
  expect(ready).toContain('Your Corolla is ready. You can pick it up.')
  expect(ready).toContain('Show the way')
  const story = ready.slice(ready.indexOf('What happened'))
  for (const told of [
    'Ready to be picked up',
    'The work goes on',
    'Waiting for a part',
    'The work has begun',
  ])
    expect(story).toContain(told)
  expect(story).not.toContain('Moved to')
})

test('what a customer must not see is not on the page: notes and names of the shop’s people', async () => {
  const { id, code } = await book('2026-12-02T15:00:00Z')
  await owner.post(`/api/service-request/${id}/notes`, {
    text: 'Customer is difficult',
    visibility: 'internal',
  })
  await owner.post(`/api/service-request/${id}/notes`, { text: 'We found a nail.', visibility: 'customer' })
  await move(id, 'in_progress')
  const { html } = await plainBrowser(app).open(`/track/${code}`)
  expect(html).toContain('We found a nail.')
  expect(html).not.toContain('difficult')
  expect(html).not.toContain(owner.name)
})

test('staff who open a customer’s link see what the customer sees', async () => {
  const { id, code } = await book('2026-12-02T16:00:00Z')
  await owner.post(`/api/service-request/${id}/notes`, {
    text: 'Secret of the house',
    visibility: 'internal',
  })
  const tab = plainBrowser(app)
  await tab.open('/sign-in')
  await tab.press('Sign in', { fill: { email: owner.email, password: owner.password } })
  const page = await tab.open(`/track/${code}`)
  expect(page.status).toBe(200)
  expect(page.html).not.toContain('Secret of the house')
})

test('the page is for whoever has the code alone: no index, no referrer, no cache; a wrong code is helped [S0.05a]', async () => {
  const { code } = await book('2026-12-02T17:00:00Z')
  const { html, headers } = await plainBrowser(app).open(`/track/${code}`)
  expect(html).toContain('<meta name="robots" content="noindex"/>')
  expect(headers['referrer-policy']).toBe('same-origin')
  expect(String(headers['cache-control'])).toContain('private')
  const tab = plainBrowser(app)
  const wrong = await tab.open('/track/AAAA-BBBB-CCCC-DDDD')
  expect(wrong.status).toBe(404)
  expect(textOf(wrong.html)).toContain('No repair has this code')
  const typed = await tab.press('Open', {
    fill: { code: ` ${code.toLowerCase().replace(/(.{4})/g, '$1-')}` },
  })
  expect([typed.status, typed.path]).toEqual([200, `/track/${code}`])
  expect((await plainBrowser(app).open('/fa/track/nope')).html).toContain('هیچ تعمیری این کد را ندارد')
})

test('a visit is moved within the shop’s notice, without JavaScript [S1.4.4d] [S3.A2b]', async () => {
  const { code } = await book('2026-12-03T14:00:00Z')
  const other = await book('2026-12-03T15:00:00Z')
  const tab = plainBrowser(app)
  const choose = await tab.open(`/track/${code}/time?day=2026-12-03`)
  expect(textOf(choose.html)).toContain('Choose another time')
  expect(textOf(choose.html)).toContain('Booked for Thursday, December 3, 2026, 9:00 AM')
  expect(choose.html).toContain('value="2026-12-03T14:00:00Z"')
  expect((await tab.press('Move the visit')).status).toBe(400)
  const moved = await tab.press('Move the visit', { tick: { startsAt: '2026-12-03T16:00:00Z' } })
  expect([moved.status, moved.path]).toEqual([200, `/track/${code}`])
  expect(textOf(moved.html)).toContain('booked for Thu, Dec 3, 11:00 AM')
  expect(textOf(moved.html)).toContain('Visit moved to')
  await tab.open(`/track/${other.code}/time?day=2026-12-03`)
  await book('2026-12-03T17:00:00Z')
  await book('2026-12-03T17:00:00Z')
  const taken = await tab.press('Move the visit', { tick: { startsAt: '2026-12-03T17:00:00Z' } })
  expect(taken.status).toBe(409)
  expect(textOf(taken.html)).toContain('This time has just been taken')
  const instead = await tab.press(/^Move to Thursday 1/)
  expect([instead.status, instead.path]).toEqual([200, `/track/${other.code}`])
})

test('a visit is canceled alone and booked again, or all of it; too late is said and sends to the phone', async () => {
  const { code } = await book('2026-12-04T14:00:00Z')
  const tab = plainBrowser(app)
  await tab.open(`/track/${code}`)
  const alone = await tab.press('Cancel it', { tick: { scope: 'visit' } })
  expect(textOf(alone.html)).toContain('The visit for your Corolla is canceled.')
  expect(textOf(alone.html)).toContain('Choose a time')
  const times = await tab.open(`/track/${code}/time?day=2026-12-04`)
  expect(textOf(times.html)).toContain('Brake pads')
  const again = await tab.press('Book this time', { tick: { startsAt: '2026-12-04T15:00:00Z' } })
  expect(textOf(again.html)).toContain('booked for Fri, Dec 4, 10:00 AM')
  const all = await tab.press('Cancel it', { tick: { scope: 'all' } })
  expect(textOf(all.html)).toContain('The repair of your Corolla is canceled.')
  expect(textOf(all.html)).toContain('To pay$0.00')
  expect(textOf(all.html)).toContain('Book again')
  expect(textOf(all.html)).not.toContain('Cancel it')

  const soon = await book('2026-12-01T16:00:00Z')
  await tab.open(`/track/${soon.code}`)
  clock.advance({ hours: 2, minutes: 50 })
  const late = await tab.press('Cancel it', { tick: { scope: 'visit' } })
  clock.advance({ hours: -2, minutes: -50 })
  expect(late.status).toBe(409)
  expect(textOf(late.html)).toMatch(/too late to cancel here.*call/i)
})

test('a request without services gets its services and its time on one page', async () => {
  const { body } = await house.guest.post('/api/service-request', {
    shop: shop.slug,
    asset: { kind: 'vehicle', make: 'Fiat', model: 'Panda' },
    description: 'It will not start.',
    customer: { name: 'Gus Guest', phone: '+12125550199' },
  })
  const tab = plainBrowser(app)
  const page = await tab.open(`/track/${body.trackingCode}`)
  expect(textOf(page.html)).toContain('has your request for the Panda')
  await tab.open(`/track/${body.trackingCode}/time`)
  await tab.press('See free times', { tick: { service: [service.id] } })
  await tab.open(`${tab.page.path}&day=2026-12-08`)
  const booked = await tab.press('Book this time', { tick: { startsAt: '2026-12-08T14:00:00Z' } })
  expect(textOf(booked.html)).toContain('Your Panda is booked for')
})

test('the calendar file holds the visit in its language; after a move it is the newer one [S0.02a]', async () => {
  const { code, appointment } = await book('2026-12-09T14:00:00Z')
  const file = await house.guest.get(`/track/${code}/appointment.ics`)
  expect(file.headers['content-type']).toContain('text/calendar')
  expect(file.text).toContain('DTSTART:20261209T140000Z')
  expect(file.text).toContain('METHOD:PUBLISH')
  await house.guest.patch(`/api/appointment/${appointment}?code=${code}`, {
    startsAt: '2026-12-09T16:00:00Z',
  })
  const newer = await house.guest.get(`/fa/track/${code}/appointment.ics`)
  expect(newer.text).toContain('DTSTART:20261209T160000Z')
  expect(newer.text).toMatch(/SEQUENCE:[1-9]/)
  expect((await house.guest.get('/track/AAAABBBBCCCCDDDD/appointment.ics')).status).toBe(404)
})

test('the invoice, its PDF and the receipt are there once there is one, and paying leads to the bank [S0.06] [S1.4.2] [S3.C5] [S3.C6a] [S3.C6b]', async () => {
  const { id, code } = await book('2026-12-10T14:00:00Z')
  for (const stage of ['in_progress', 'quality_check', 'ready_for_pickup']) await move(id, stage)
  expect(await look(code)).not.toContain('Papers')
  await owner.post(`/api/service-request/${id}/invoice/issue`)
  const tab = plainBrowser(app)
  const page = await tab.open(`/track/${code}`)
  expect(textOf(page.html)).toContain('Invoice 2026-0001')
  expect(page.html).toMatch(/href="[^"]*\/papers\/invoice\/[^"]+signature=/)
  expect(String(page.headers['content-security-policy'])).toContain('https://checkout.stripe.com')
  const bank = await tab.press(/^Pay \$140\.45$/)
  expect(bank.path).toContain('card-page')
  await owner.post(`/api/service-request/${id}/invoice/payments`, { method: 'cash' })
  await move(id, 'completed')
  const paid = await look(code)
  expect(paid).toContain('Receipt, cash')
  expect(paid).not.toContain('Pay $')
})

test('guessing codes on pages is slowed down', async () => {
  const guesser = house.client({ address: '203.0.113.9' })
  const statuses = new Set<number>()
  for (let guess = 0; guess < 70; guess += 1) {
    const { status } = await guesser.get(`/track/AAAABBBBCCCC${String(1000 + guess)}`)
    statuses.add(status)
  }
  expect([...statuses]).toEqual([404, 429])
})

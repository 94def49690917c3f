import { expect, test } from 'vitest'
import { testApp } from '../../../../kit/testing/app.ts'
import type { Person } from '../../../../kit/testing/people.ts'
import { testShop } from '../../../../kit/testing/shop.ts'
import { addPages } from '../../../../web/testing/pages.ts'
import { plainBrowser, type PlainBrowser, textOf } from '../../../../web/testing/plain-browser.ts'

// Tuesday, eight in the morning in New York.
const house = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const { app, outbox, drainJobs } = house
await addPages(app)
const needs = [{ kind: 'bay' as const }]
const { shop, owner, addService, addResource } = await testShop(house)
await addResource()
const service = await addService({ name: 'Brake pads', needs })

const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla', year: 2019, plate: 'ABC 1234' }

async function signedIn(person: Person): Promise<PlainBrowser> {
  const tab = plainBrowser(app)
  await tab.open('/sign-in')
  await tab.press('Sign in', { fill: { email: person.email, password: person.password } })
  return tab
}

async function book(person: Person, startsAt: string): Promise<string> {
  const { status, body } = await person.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: car,
    description: 'It squeaks.',
    startsAt,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.requestId as string
}

test('a guest is led to the sign-in and back; a new customer finds each part empty with its next step [S1.4.4a] [S4.07a]', async () => {
  const person = await house.people.add({ name: 'Nia New' })
  const tab = plainBrowser(app)
  expect((await tab.open('/me/garage')).path).toBe('/sign-in?to=%2Fme%2Fgarage')
  await tab.press('Sign in', { fill: { email: person.email, password: person.password } })
  expect(tab.page.path).toBe('/me/garage')
  const empty = [
    ['/me', 'Hello, Nia New', 'Find a shop'],
    ['/me/repairs', 'No repairs yet', 'Find a shop'],
    ['/me/appointments', 'No visit is coming up', 'Find a shop'],
    ['/me/garage', 'Your garage is empty', 'Add'],
    ['/me/invoices', 'No invoices yet', ''],
    ['/fa/me', 'سلام، Nia New', 'یافتن تعمیرگاه'],
  ] as const
  for (const [path, title, next] of empty) {
    const page = await tab.open(path)
    expect(page.status).toBe(200)
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.html).not.toContain('<script')
    expect(textOf(page.html)).toContain(title)
    expect(textOf(page.html)).toContain(next)
  }
})

test('whoever has no shop yet finds the way to one in the portal and on the page about the platform', async () => {
  const person = await house.people.add({ name: 'Sven Solder' })
  const tab = await signedIn(person)
  expect((await tab.open('/me')).html).toContain('href="/open-shop"')
  expect((await tab.open('/fa/me')).html).toContain('href="/fa/open-shop"')
  expect((await (await signedIn(owner)).open('/me')).html).not.toContain('href="/open-shop"')
  expect((await plainBrowser(app).open('/about')).html).toContain('href="/open-shop"')
})

test('the portal keeps repairs, visits and invoices; a visit is moved and canceled from it [S0.07a] [S1.4.4b] [S1.4.4c] [S1.4.4d] [S3.C6a]', async () => {
  const person = await house.people.add({ name: 'Carla Customer' })
  const id = await book(person, '2026-12-02T14:00:00Z')
  const done = await book(person, '2026-12-03T14:00:00Z')
  for (const status of ['in_progress', 'quality_check', 'ready_for_pickup', 'completed'])
    await owner.patch(`/api/service-request/${done}/status`, { status })
  const tab = await signedIn(person)
  const overview = textOf((await tab.open('/me')).html)
  expect(overview).toContain('Coming visitstomorrow, 9:00 AM')
  expect(overview).toContain('Payment Pending')
  const visits = await tab.open('/me/appointments')
  expect(textOf(visits.html)).toContain('Earlier')
  expect(visits.html).toContain(`/me/repairs/${id}/time`)
  await tab.open(`/me/repairs/${id}/time?day=2026-12-04`)
  const moved = await tab.press('Move the visit', { tick: { startsAt: '2026-12-04T15:00:00Z' } })
  expect(moved.path).toBe(`/me/repairs/${id}`)
  expect(textOf(moved.html)).toContain('booked for Fri, Dec 4, 10:00 AM')
  const canceled = await tab.press('Cancel it', { tick: { scope: 'all' } })
  expect(textOf(canceled.html)).toContain('is canceled')
  const invoices = await tab.open('/me/invoices')
  expect(textOf(invoices.html)).toContain('2026-0001Unpaid$140.45')
  expect(invoices.html).toMatch(/href="[^"]*\/papers\/invoice\//)
  const repair = await tab.open(`/me/repairs/${done}`)
  expect(textOf(repair.html)).toContain('$140.45 is still to be paid.')
  const bank = await tab.press('Pay $140.45')
  expect(bank.path).toContain('card-page')
})

test('nobody sees another customer’s repairs, garage or times, whatever they type', async () => {
  const mine = await house.people.add()
  const id = await book(mine, '2026-12-08T14:00:00Z')
  const thing = (await mine.get('/api/garage')).body.assets[0].id as string
  const tab = await signedIn(await house.people.add())
  for (const path of [`/me/repairs/${id}`, `/me/repairs/${id}/time`, `/me/garage/${thing}`, '/me/repairs/1'])
    expect((await tab.open(path)).status).toBe(404)
  const stranger = await house.people.add()
  expect((await stranger.get(`/api/garage/${thing}`)).status).toBe(404)
  expect((await stranger.put(`/api/garage/${thing}`, car)).status).toBe(404)
  expect((await stranger.delete(`/api/garage/${thing}`)).status).toBe(404)
  expect((await house.guest.get('/api/garage')).status).toBe(401)
  expect((await tab.open('/me/repairs?after=nonsense')).status).toBe(400)
})

test('the garage is filled, corrected and emptied by forms; what is wrong is said beside its field [S1.2.6] [S1.2.7] [S1.2.8]', async () => {
  const tab = await signedIn(await house.people.add())
  await tab.open('/me/garage/new')
  const wrong = await tab.press('Add to the garage', {
    fill: { make: 'Peugeot', model: '206', year: '3000', vin: 'x', plate: '۱۲ ب ۳۴۵ ۶۷' },
  })
  expect(wrong.status).toBe(400)
  expect(wrong.html).toContain('value="Peugeot"')
  expect(textOf(wrong.html)).toContain('VIN: ')
  const added = await tab.press('Add to the garage', { fill: { year: '۱۳۹۸', vin: '' } })
  expect(added.path).toBe('/me/garage')
  expect(textOf(added.html)).toContain('Peugeot 2062019')
  await tab.open('/me/garage/new?kind=device')
  const phone = await tab.press('Add to the garage', { fill: { brand: 'Apple', model: 'iPhone 14' } })
  expect(textOf(phone.html)).toContain('Apple iPhone 14')
  const path = /\/me\/garage\/(?!new)[\w-]+/.exec(phone.html)?.[0] ?? ''
  const stale = plainBrowser(app)
  for (const [name, value] of tab.cookies) stale.cookies.set(name, value)
  await stale.open(path)
  await tab.open(path)
  const edited = await tab.press('Save', { fill: { serial: 'F2LX1234' } })
  expect(edited.path).toBe('/me/garage')
  const conflict = await stale.press('Save', { fill: { model: 'iPhone 15' } })
  expect(conflict.status).toBe(409)
  expect(conflict.html).toContain('value="iPhone 15"')
  await tab.open(path)
  const removed = await tab.press('Remove')
  expect(textOf(removed.html)).not.toContain('iPhone 14')
  expect((await tab.open(path)).status).toBe(404)
})

test('the garage over REST: versions guard against overwriting, the kind stays', async () => {
  const person = await house.people.add()
  const { status, body } = await person.post('/api/garage', car)
  expect([status, body.version, body.plate]).toEqual([201, 1, 'ABC 1234'])
  const at = `/api/garage/${body.id}`
  const seen = await person.get(at)
  expect(seen.headers['etag']).toBe('"1"')
  const renamed = await person.put(at, { ...car, model: 'Yaris', plate: null }, { 'if-match': '"1"' })
  expect([renamed.status, renamed.body.model, renamed.body.plate]).toEqual([200, 'Yaris', null])
  expect((await person.put(at, car, { 'if-match': '"1"' })).status).toBe(409)
  const other = await person.put(at, { kind: 'device', brand: 'Apple', model: 'iPhone' })
  expect([other.status, other.body.errors[0].pointer]).toEqual([400, '/kind'])
  expect((await person.post('/api/garage', { kind: 'vehicle', make: 'Fiat' })).body.errors[0].pointer).toBe(
    '/model',
  )
  expect((await person.delete(at)).status).toBe(204)
  expect((await person.get('/api/garage')).body.assets).toEqual([])
})

test('what was booked as a guest joins the account once the address is proved [S3.C1a]', async () => {
  const email = 'late.joiner@example.org'
  const { body } = await house.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: car,
    description: 'It squeaks.',
    customer: { name: 'Lou Late', email },
    startsAt: '2026-12-09T14:00:00Z',
  })
  const tab = plainBrowser(app)
  await tab.open('/register')
  await tab.press(/^Create|^Make|^Register/, {
    fill: { name: 'Lou Late', email, password: 'Kestrel-harbour-9' },
  })
  await drainJobs()
  expect(textOf((await tab.open('/me')).html)).toContain('not confirmed yet')
  expect(textOf((await tab.open('/me/repairs')).html)).toContain('No repairs yet')
  const link =
    /\/verify-email\?token=\S+/.exec(
      outbox
        .mails(email)
        .map(({ text }) => text)
        .join('\n'),
    )?.[0] ?? ''
  await tab.open(link)
  await tab.press(/./)
  await drainJobs()
  const repairs = await tab.open('/me/repairs')
  expect(textOf(repairs.html)).toContain('Toyota Corolla')
  expect((await tab.open(`/me/repairs/${body.requestId}`)).status).toBe(200)
})

test('what an account’s owner books signed out is taken into the account by its link, and by nobody else', async () => {
  const person = await house.people.add({ email: 'fay.forgot@example.org' })
  const { body } = await house.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: car,
    description: 'It squeaks.',
    customer: { name: 'Fay Forgot', email: person.email },
    startsAt: '2026-12-10T14:00:00Z',
  })
  const path = `/track/${body.trackingCode}`
  const other = await signedIn(await house.people.add())
  expect(textOf((await other.open(path)).html)).not.toContain('You booked this as a guest')
  const tab = await signedIn(person)
  expect(textOf((await tab.open('/me/repairs')).html)).toContain('No repairs yet')
  await tab.open(path)
  const kept = await tab.press('Keep it')
  expect(textOf(kept.html)).not.toContain('You booked this as a guest')
  expect((await tab.open(`/me/repairs/${body.requestId}`)).status).toBe(200)
})

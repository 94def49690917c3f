import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp()
const one = await testShop(app)
const other = await testShop(app)
const path = `/api/shops/${one.shop.slug}`
const advisor = await one.hire('advisor')
const manager = await one.hire('manager')
const editor = await one.hire('editor')
const stranger = await app.people.add()

const calendarOf = async (shopId: string) =>
  app.system.db
    .selectFrom('calendars')
    .select(['version', 'rulesVersion'])
    .where('shopId', '=', shopId)
    .executeTakeFirstOrThrow()

const eventsOf = async (shopId: string) => {
  const rows = await app.system.db
    .selectFrom('events')
    .select(['type', 'actorId'])
    .where('shopId', '=', shopId)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.type)
}

test('only owner and manager change the settings; nobody from outside sees them', async () => {
  const calls = [
    ['patch', path, { city: 'Boston' }, 'shop.edit'],
    ['put', `${path}/hours`, { hours: [] }, 'shop.edit'],
    ['post', `${path}/closures`, { startsOn: '2027-01-01' }, 'schedule.edit'],
    ['post', `${path}/tax-rates`, { name: 'VAT', percent: 20 }, 'shop.edit'],
    ['put', `${path}/texts`, { texts: [{ key: 'about', locale: 'en', body: 'x' }] }, 'content.edit'],
  ] as const
  for (const [method, url, body] of calls) {
    expect([url, (await app.guest[method](url, body)).status]).toEqual([url, 401])
    for (const who of [stranger, other.owner, advisor])
      expect([url, (await who[method](url, body)).status]).toEqual([url, 403])
  }
  expect((await editor.put(`${path}/texts`, calls[4][2])).status).toBe(200)
  for (const [who, status] of [
    [app.guest, 401],
    [stranger, 403],
    [other.owner, 403],
    [advisor, 200],
  ] as const) {
    expect((await who.get(`${path}/settings`)).status).toBe(status)
    expect((await who.get(`${path}/closures`)).status).toBe(status)
  }
})

test('the owner changes place, contact, tax and policies; what was not named stays [S0.17a]', async () => {
  const change = {
    city: 'Boston',
    kinds: ['workshop', 'inspection', 'workshop'],
    phone: '۶۱۷ ۵۵۵ ۰۱۴۲',
    email: 'Desk@Example.com',
    legalName: 'Shop One Inc.',
    taxMode: 'included',
    leadMinutes: 60,
    qualityCheck: false,
    accent: '#0A7B83',
  }
  const { status, body } = await one.owner.patch(path, change)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    city: 'Boston',
    address: '1 Pier Road',
    kinds: ['workshop', 'inspection'],
    phone: '+16175550142',
    email: 'desk@example.com',
    legalName: 'Shop One Inc.',
    taxMode: 'included',
    leadMinutes: 60,
    horizonDays: 60,
    qualityCheck: false,
    accent: '#0a7b83',
    taxRates: [{ name: 'Sales tax', percent: 8.875, isDefault: true }],
  })
  const cleared = await manager.patch(path, { phone: null, legalName: null })
  expect(cleared.body).toMatchObject({ phone: null, legalName: null, email: 'desk@example.com' })
})

test('a wrong setting is refused with all its fields at once, and nothing changes', async () => {
  const before = (await one.owner.get(`${path}/settings`)).body
  const { status, body } = await one.owner.patch(path, {
    name: ' ',
    kinds: [],
    timezone: 'Mars/Olympus',
    region: 'XX',
    location: { lat: 91, lon: 0 },
    website: 'javascript:alert(1)',
    accent: 'red',
    leadMinutes: -1,
    slotStepMinutes: 7.5,
    currency: 'EUR',
  })
  expect(status).toBe(400)
  expect((body['errors'] as { pointer: string }[]).map((error) => error.pointer).toSorted()).toEqual([
    '/accent',
    '/currency',
    '/kinds',
    '/leadMinutes',
    '/location/lat',
    '/name',
    '/region',
    '/slotStepMinutes',
    '/timezone',
    '/website',
  ])
  const phone = await one.owner.patch(path, { phone: '12' })
  expect(phone.body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/phone' }] })
  expect((await one.owner.get(`${path}/settings`)).body).toEqual(before)
})

test('two people who edit at once do not overwrite each other', async () => {
  const { body, headers } = await one.owner.get(`${path}/settings`)
  const version = body['version']
  expect(headers['etag']).toBe(`"${String(version)}"`)
  expect((await one.owner.patch(path, { version, address: '2 Pier Road' })).status).toBe(200)
  const late = await manager.patch(path, { version, address: '3 Pier Road' })
  expect([late.status, late.body['code']]).toEqual([409, 'conflict'])
  const byHeader = await manager.patch(
    path,
    { address: '3 Pier Road' },
    { 'if-match': `"${String(version)}"` },
  )
  expect(byHeader.status).toBe(409)
  expect((await manager.put(`${path}/hours`, { version, hours: [] })).status).toBe(409)
  expect((await manager.patch(path, {}, { 'if-match': 'W/"x"' })).status).toBe(400)
  expect((await one.owner.get(`${path}/settings`)).body).toMatchObject({ address: '2 Pier Road' })
})

test('what changes free times raises the calendar, what does not leaves its rules', async () => {
  const steps = [
    ['patch', path, { leadMinutes: 90 }, true],
    ['patch', path, { legalName: 'Other' }, false],
    ['put', `${path}/hours`, { hours: [{ weekday: 2, opens: '9:00', closes: '17:00' }] }, true],
    ['post', `${path}/closures`, { startsOn: '2027-03-01', endsOn: '2027-03-02' }, true],
    ['put', `${path}/texts`, { texts: [{ key: 'terms', locale: 'fa', body: 'شرایط' }] }, false],
  ] as const
  for (const [method, url, body, rules] of steps) {
    const before = await calendarOf(one.shop.id)
    expect((await one.owner[method](url, body)).status).toBeLessThan(300)
    const after = await calendarOf(one.shop.id)
    expect([body, after.rulesVersion > before.rulesVersion]).toEqual([body, rules])
  }
})

test('hours are a whole week, may cross midnight and may not overlap', async () => {
  const set = (hours: unknown) => one.owner.put(`${path}/hours`, { hours })
  const good = await set([
    { weekday: 6, opens: '۲۰:۰۰', closes: '02:00' },
    { weekday: 1, opens: '08:00', closes: '12:00' },
    { weekday: 1, opens: '12:30', closes: '24:00' },
  ])
  expect(good.body).toEqual({
    hours: [
      { weekday: 1, opens: '08:00', closes: '12:00' },
      { weekday: 1, opens: '12:30', closes: '00:00' },
      { weekday: 6, opens: '20:00', closes: '02:00' },
    ],
  })
  const overlap = await set([
    { weekday: 1, opens: '08:00', closes: '12:00' },
    { weekday: 1, opens: '11:00', closes: '13:00' },
  ])
  expect(overlap.body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/hours/1' }] })
  const wrong = await set([{ weekday: 8, opens: '25:00', closes: 'x' }])
  expect(wrong.body['errors']).toHaveLength(3)
})

test('closures are added and taken away, by whoever plans the schedule', async () => {
  const add = (body: unknown) => one.owner.post(`${path}/closures`, body)
  expect((await add({ startsOn: '1405-01-01' })).body).toMatchObject({ errors: [{ pointer: '/startsOn' }] })
  const { status, body } = await add({ startsOn: '۲۰۲۷-۰۱-۰۱' })
  expect([status, body['startsOn']]).toEqual([201, '2027-01-01'])
  expect((await add({ startsOn: '2027-02-30' })).status).toBe(400)
  expect((await add({ startsOn: '2027-02-10', endsOn: '2027-02-09' })).body).toMatchObject({
    errors: [{ pointer: '/endsOn' }],
  })
  expect((await add({ startsOn: '2027-01-01', endsOn: '2029-01-01' })).status).toBe(400)
  const gone = `${path}/closures/${String(body['id'])}`
  expect(
    (await other.owner.delete(`/api/shops/${other.shop.slug}/closures/${String(body['id'])}`)).status,
  ).toBe(404)
  expect((await one.owner.delete(gone)).status).toBe(204)
  expect((await one.owner.delete(gone)).status).toBe(404)
  expect((await one.owner.delete(`${path}/closures/x`)).status).toBe(404)
})

test('one rate of tax is the default, and a rate of another shop is none', async () => {
  const added = await one.owner.post(`${path}/tax-rates`, { name: 'Reduced', percent: 4.5 })
  expect(added.body).toMatchObject({ percent: 4.5, isDefault: false })
  const rate = `${path}/tax-rates/${String(added.body['id'])}`
  expect((await one.owner.patch(rate, { isDefault: true, percent: 5 })).body).toMatchObject({
    percent: 5,
    isDefault: true,
  })
  const refused = await one.owner.post(`${rate}/retire`)
  expect(refused.body).toMatchObject({ code: 'illegal-move', reason: 'tax_rate_is_default' })
  const settings = await one.owner.get<{ taxRates: { id: string; isDefault: boolean }[] }>(`${path}/settings`)
  const [first, second] = settings.body.taxRates
  expect([first?.isDefault, second?.isDefault]).toEqual([true, false])
  expect((await one.owner.post(`${path}/tax-rates/${second?.id}/retire`)).status).toBe(204)
  expect((await one.owner.patch(`${path}/tax-rates/${second?.id}`, { percent: 1 })).status).toBe(404)
  expect(
    (await other.owner.patch(`/api/shops/${other.shop.slug}/tax-rates/${first?.id}`, { percent: 1 })).status,
  ).toBe(404)
  expect((await one.owner.post(`${path}/tax-rates`, { name: 'x', percent: 1.23456 })).status).toBe(400)
})

test('the platform opens shops, approved at once or not, and an address is given once', async () => {
  const admin = await app.people.add({ role: 'super_admin' })
  const body = {
    slug: 'new-shop',
    name: 'New shop',
    kinds: ['device'],
    city: 'Berlin',
    address: 'Torstraße 1',
    region: 'de',
    timezone: 'Europe/Berlin',
    currency: 'eur',
    locale: 'en',
    taxMode: 'included',
  }
  expect((await app.guest.post('/api/shops', body)).status).toBe(401)
  const person = { name: 'Una', email: 'una@example.com', password: 'Kestrel-harbour-7' }
  await app.guest.post('/api/user/create-customer', person)
  const { email, password } = person
  const login = await app.guest.post('/api/auth/login', { email, password })
  const unproved = app.client({ headers: { authorization: `Bearer ${login.body['accessToken']}` } })
  expect((await unproved.post('/api/shops', body)).status).toBe(409)
  const { status, body: shop } = await admin.post('/api/shops', body)
  expect([status, shop['status'], shop['currency'], shop['calendar']]).toEqual([
    201,
    'pending',
    'EUR',
    'gregorian',
  ])
  const again = await admin.post('/api/shops', body)
  expect(again.body).toMatchObject({
    code: 'illegal-move',
    reason: 'slug_taken',
    errors: [{ pointer: '/slug' }],
  })
  expect((await admin.post('/api/shops', { ...body, slug: 'A B' })).status).toBe(400)
  expect((await admin.caller()).grants).toMatchObject([{ shopSlug: 'new-shop', roles: ['owner'] }])
  expect(await eventsOf(String(shop['id']))).toEqual(['shop.created', 'person.added'])
})

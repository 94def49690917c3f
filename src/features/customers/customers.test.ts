import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const here = await testShop(app)
const { shop } = here
const advisor = await here.hire('advisor')
const technician = await here.hire('technician')
const finance = await here.hire('finance')
const marketing = await here.hire('marketing')
const elsewhere = await testShop(app)
const stranger = await elsewhere.hire('advisor')
const customers = `/api/shops/${shop.slug}/customers`

let phones = 0

/** A customer of the shop; each has a phone of their own. */
async function add(given: Record<string, unknown> = {}) {
  phones += 1
  const phone = `+1212555${String(100 + phones).padStart(4, '0')}`
  const { status, body, text } = await advisor.post(customers, { name: 'Grace Hopper', phone, ...given })
  expect(status, text).toBe(201)
  return body
}

const names = async (query: string, by = advisor) =>
  (await by.get<{ customers: { name: string }[] }>(`${customers}?${query}`)).body.customers.map(
    ({ name }) => name,
  )

test('a customer is added, found and read whole [S1.2.1] [S1.2.3] [S1.2.4] [S1.2.10] [S1.4.3a1] [S2.02a]', async () => {
  const { status, body } = await advisor.post(customers, {
    name: '  Mina   Kazemi ',
    phone: '(212) 555-0188',
    email: 'Mina@Example.org',
    address: '12 Pier Road\nNew York',
    notes: 'Rings twice.',
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    name: 'Mina Kazemi',
    phone: '+12125550188',
    email: 'mina@example.org',
    locale: 'en',
    hasAccount: false,
    active: true,
    version: 1,
  })
  const read = await advisor.get(`${customers}/${body.id}`)
  expect(read.headers['etag']).toBe('"1"')
  expect(read.body).toMatchObject({
    address: '12 Pier Road\nNew York',
    notes: 'Rings twice.',
    assets: [],
    appointments: [],
    requests: [],
    consents: [],
  })
})

test('every wrong field of a new customer is named [S1.2.3]', async () => {
  const { status, body } = await advisor.post(customers, { name: ' ', email: 'mina@', locale: 'de', age: 4 })
  expect(status).toBe(400)
  const pointers = body.errors.map((one: { pointer: string }) => one.pointer)
  expect(pointers.toSorted()).toEqual(['/age', '/email', '/locale', '/name'])
  expect((await advisor.post(customers, { name: 'Nobody' })).body.errors[0].pointer).toBe('/phone')
  expect((await advisor.post(customers, { name: 'Mina', phone: '12345' })).body.errors[0].pointer).toBe(
    '/phone',
  )
})

test('customers are found by name, phone, e-mail and plate, in any writing [S0.18a] [S2.02a]', async () => {
  const reza = await add({ name: 'رضا کریمی', phone: '+989121234567', email: 'reza@example.ir' })
  await advisor.post(`${customers}/${reza.id}/assets`, {
    kind: 'vehicle',
    make: 'Peugeot',
    model: '206',
    plate: '12 ب 345 - 67',
  })
  const q = (words: string) => names(`q=${encodeURIComponent(words)}`)
  for (const words of [
    'كريمي رضا',
    '۰۹۱۲ ۱۲۳ ۴۵۶۷',
    '0912-123',
    '+98 912 123 4567',
    '00989121234567',
    'REZA@example',
    '۱۲ب۳۴۵۶۷',
    '12ب345-67',
    'peugeot کریمی',
  ])
    expect(await q(words), words).toEqual(['رضا کریمی'])
  expect(await q('kia کریمی')).toEqual([])
  expect(await q('%')).toEqual([])
})

test('the list goes on by key, newest first', async () => {
  for (const name of ['List One', 'List Two', 'List Three']) await add({ name })
  const first = await advisor.get(`${customers}?q=list&limit=2`)
  expect(first.body.customers.map((one: { name: string }) => one.name)).toEqual(['List Three', 'List Two'])
  const second = await advisor.get(`${customers}?q=list&limit=2&after=${first.body.next}`)
  expect(second.body.customers.map((one: { name: string }) => one.name)).toEqual(['List One'])
  expect(second.body.next).toBeNull()
  expect((await advisor.get(`${customers}?after=nonsense`)).status).toBe(400)
  expect((await advisor.get(`${customers}?limit=900`)).status).toBe(400)
})

test('an edit changes what is given, clears what is null, and meets another edit with 409 [S1.2.5] [S0.18c]', async () => {
  const { id, phone } = await add({ email: 'g@example.org', notes: 'Old' })
  const edit = (body: unknown, headers = {}) => advisor.patch(`${customers}/${id}`, body, headers)
  const changed = await edit({ name: 'Grace B. Hopper', notes: '', version: 1 })
  expect(changed.body).toMatchObject({ name: 'Grace B. Hopper', notes: '', phone, version: 2 })
  expect((await edit({ name: 'Grace', version: 1 })).body).toMatchObject({ status: 409, code: 'conflict' })
  expect((await edit({ name: 'Grace' }, { 'if-match': '"1"' })).status).toBe(409)
  expect((await edit({ name: 'Grace B. Hopper' })).body.version).toBe(2)
  expect((await edit({ phone: null }, { 'if-match': '"2"' })).body).toMatchObject({ phone: null, version: 3 })
  const last = await edit({ email: null })
  expect(last.status).toBe(400)
  expect(last.body.errors).toMatchObject([{ pointer: '/phone' }])
  expect((await edit({ name: null })).status).toBe(400)
})

test('a customer who is no longer served leaves the list, keeps the papers, and can come back [S1.4.3a2]', async () => {
  const { id } = await add({ name: 'Former Customer' })
  const gone = await advisor.post(`${customers}/${id}/deactivate`, { version: 1 })
  expect(gone.body).toMatchObject({ active: false, version: 2 })
  expect((await advisor.post(`${customers}/${id}/deactivate`)).body.version).toBe(2)
  expect(await names('q=former')).toEqual([])
  expect(await names('q=former&state=inactive')).toEqual(['Former Customer'])
  const work = {
    shop: shop.slug,
    customerId: id,
    source: 'phone',
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'It squeaks.',
  }
  expect((await advisor.post('/api/service-request', work)).body).toMatchObject({
    code: 'illegal-move',
    reason: 'customer_inactive',
  })
  expect((await advisor.post(`${customers}/${id}/reactivate`, { version: 1 })).status).toBe(409)
  expect((await advisor.post(`${customers}/${id}/reactivate`)).body.active).toBe(true)
  expect((await advisor.post('/api/service-request', work)).status).toBe(201)
})

test('the counter is told that a customer was taken off the list, also by what it types, and puts them on it again', async () => {
  const contact = { name: 'Off Thelist', email: 'off@example.org' }
  const work = {
    shop: shop.slug,
    customer: contact,
    source: 'phone',
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'It squeaks.',
  }
  expect((await advisor.post('/api/service-request', work)).status).toBe(201)
  const { id } = (await advisor.get(`${customers}?q=thelist`)).body.customers[0]
  await advisor.post(`${customers}/${id}/deactivate`)
  const refused = await advisor.post('/api/service-request', work)
  expect(refused.body).toMatchObject({ status: 409, reason: 'customer_inactive', customer: id })
  expect((await advisor.get(`${customers}/${id}`)).body).toMatchObject({ active: false, requests: [{}] })
  const service = await here.addService({ needs: [] })
  const visit = { ...work, serviceIds: [service.id], startsAt: '2026-12-03T15:00:00Z' }
  expect((await advisor.post('/api/appointment', visit)).body).toMatchObject({ reason: 'customer_inactive' })

  // Only the shop's people say so.
  expect(
    (await app.guest.post('/api/service-request', { ...work, source: undefined, serveAgain: true })).status,
  ).toBe(401)
  const booked = await advisor.post('/api/appointment', { ...visit, serveAgain: true })
  expect(booked.status, booked.text).toBe(201)
  expect((await advisor.get(`${customers}/${id}`)).body).toMatchObject({ active: true, requests: [{}, {}] })
  const { rows } = await app.services.database.pool.query(
    "select actor_id from audit where action = 'customers.reactivated' and subject_id = $1",
    [id],
  )
  expect(rows).toEqual([{ actor_id: advisor.id }])
})

test('a request of somebody taken off the list gets a time once the counter says that it is meant', async () => {
  const service = await here.addService({ needs: [] })
  const ask = async (name: string) => {
    const asked = await app.guest.post('/api/service-request', {
      shop: shop.slug,
      customer: { name, email: `${name.toLowerCase()}@example.org` },
      asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
      description: 'It squeaks.',
    })
    const { id } = (await advisor.get(`${customers}?q=${name}`)).body.customers[0]
    const off = await advisor.post(`${customers}/${id}/deactivate`)
    expect([asked.status, off.status]).toEqual([201, 200])
    const { id: requestId, trackingCode: code } = asked.body
    const body = { shop: shop.slug, requestId, serviceIds: [service.id], startsAt: '2026-12-03T16:00:00Z' }
    return { id, code, body }
  }
  const active = async (id: string) => (await advisor.get(`${customers}/${id}`)).body['active']
  const one = await ask('Offlist')
  const refused = await advisor.post('/api/appointment', one.body)
  expect(refused.body).toMatchObject({ status: 409, reason: 'customer_inactive', customer: one.id })
  expect(await active(one.id)).toBe(false)
  const guest = { ...one.body, code: one.code, serveAgain: true }
  expect((await app.guest.post('/api/appointment', guest)).status).toBe(400)
  const booked = await advisor.post('/api/appointment', { ...one.body, serveAgain: true })
  expect([booked.status, await active(one.id)]).toEqual([201, true])
  // Who books it by themselves is served again.
  const two = await ask('Offtoo')
  const own = await app.guest.post('/api/appointment', { ...two.body, code: two.code })
  expect([own.status, await active(two.id)]).toEqual([201, true])
})

test('who books again by themselves is served again', async () => {
  const contact = { name: 'Come Again', email: 'again@example.org' }
  const ask = () =>
    app.guest.post('/api/service-request', {
      shop: shop.slug,
      customer: contact,
      asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
      description: 'It squeaks.',
    })
  expect((await ask()).status).toBe(201)
  const { id } = (await advisor.get(`${customers}?q=again`)).body.customers[0]
  await advisor.post(`${customers}/${id}/deactivate`)
  expect((await ask()).status).toBe(201)
  const { body } = await advisor.get(`${customers}/${id}`)
  expect(body).toMatchObject({ active: true, requests: [{ status: 'pending' }, {}] })
})

test('a customer page has vehicles, appointments and repairs [S0.18b] [S2.02b] [S2.02d]', async () => {
  const service = await here.addService({ name: 'Oil change' })
  const { id } = await add({ name: 'Whole Customer' })
  const booked = await advisor.post('/api/appointment', {
    shop: shop.slug,
    customerId: id,
    source: 'phone',
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: 'ABC 1234' },
    description: 'Time for oil.',
    serviceIds: [service.id],
    startsAt: '2026-12-02T15:00:00Z',
  })
  expect(booked.status, booked.text).toBe(201)
  const { body } = await advisor.get(`${customers}/${id}`)
  expect(body.assets).toMatchObject([{ make: 'Toyota', plate: 'ABC 1234', archived: false, version: 1 }])
  expect(body.appointments).toMatchObject([
    { id: booked.body.id, status: 'confirmed', startsAt: '2026-12-02T10:00:00-05:00' },
  ])
  expect(body.requests).toMatchObject([
    { id: booked.body.requestId, status: 'scheduled', what: 'Oil change', asset: { id: body.assets[0].id } },
  ])
})

test('what a customer says about reminders and offers is kept, the last word counts [S2.02c]', async () => {
  const { id } = await add()
  const say = (granted: boolean) =>
    advisor.post(`${customers}/${id}/consents`, { purpose: 'promotions', channel: 'sms', granted })
  expect((await say(true)).status).toBe(204)
  app.clock.advance({ seconds: 1 })
  await say(false)
  expect((await advisor.get(`${customers}/${id}`)).body.consents).toMatchObject([
    { purpose: 'promotions', channel: 'sms', granted: false, source: 'staff' },
  ])
  expect(
    (await advisor.post(`${customers}/${id}/consents`, { purpose: 'terms', granted: true })).status,
  ).toBe(400)
})

test('customers are for the shop’s people by the grid; a technician sees those of their own jobs', async () => {
  const { id } = await add({ name: 'Walled Customer' })
  const calls = [
    (by: typeof advisor) => by.get(`${customers}/${id}`),
    (by: typeof advisor) => by.patch(`${customers}/${id}`, { name: 'X' }),
    (by: typeof advisor) => by.post(`${customers}/${id}/deactivate`),
    (by: typeof advisor) => by.post(`${customers}/${id}/consents`, { purpose: 'reviews', granted: true }),
  ]
  for (const call of calls) {
    expect((await call({ ...advisor, ...app.guest })).status).toBe(401)
    expect((await call(stranger)).status).toBe(404)
    expect((await call(marketing)).status).toBe(404)
  }
  const platformAdmin = await app.people.add({ role: 'admin' })
  expect((await platformAdmin.post(`${customers}/${id}/deactivate`)).status).toBe(404)
  for (const by of [stranger, marketing]) expect((await by.get(customers)).status).toBe(403)
  expect((await app.guest.get(customers)).status).toBe(401)
  expect((await finance.get(`${customers}/${id}`)).status).toBe(200)
  expect((await finance.patch(`${customers}/${id}`, { name: 'X' })).status).toBe(403)
  expect((await stranger.get(`/api/shops/${elsewhere.shop.slug}/customers/${id}`)).status).toBe(404)
  expect((await technician.get(`${customers}/${id}`)).status).toBe(404)
  expect(await names('q=walled', technician)).toEqual([])
  const order = await advisor.post('/api/service-request', {
    shop: shop.slug,
    customerId: id,
    source: 'walk_in',
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'It squeaks.',
  })
  await advisor.post(`/api/service-request/${order.body.id}/assignments`, { staffId: technician.staffId })
  expect((await technician.get(`${customers}/${id}`)).body.name).toBe('Walled Customer')
  expect(await names('q=walled', technician)).toEqual(['Walled Customer'])
})

test('that somebody looked at a customer is noted, once for one look', async () => {
  const { id } = await add()
  const looks = async () => {
    const rows = await app.services.database.kysely
      .selectFrom('audit')
      .select('actorId')
      .where('shopId', '=', shop.id)
      .where('subjectId', '=', id)
      .where('action', '=', 'customers.read')
      .execute()
    return rows.length
  }
  await finance.get(`${customers}/${id}`)
  await finance.get(`${customers}/${id}`)
  expect(await looks()).toBe(1)
  await advisor.get(`${customers}/${id}`)
  expect(await looks()).toBe(2)
  app.clock.advance({ minutes: 20 })
  await finance.get(`${customers}/${id}`)
  expect(await looks()).toBe(3)
})

test('what a guest asked for joins their account once the address is verified', async () => {
  const opened = await app.guest.post('/api/service-request', {
    shop: shop.slug,
    customer: { name: 'Ada Guest', email: 'ada@example.org' },
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'It squeaks.',
  })
  await app.guest.post('/api/user/create-customer', {
    name: 'Ada',
    email: 'ada@example.org',
    password: 'three quiet words',
  })
  const login = await app.guest.post('/api/auth/login', {
    email: 'ada@example.org',
    password: 'three quiet words',
  })
  const ada = app.client({ headers: { authorization: `Bearer ${login.body.accessToken}` } })
  await app.drainJobs()
  expect((await ada.get('/api/service-request')).body.requests).toEqual([])
  const mail = app.outbox.mails('ada@example.org').findLast(({ text }) => text.includes('token='))
  const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1]
  expect((await app.guest.post('/api/auth/verify-email', { token })).status).toBe(200)
  await app.drainJobs()
  expect((await ada.get('/api/service-request')).body.requests).toMatchObject([{ id: opened.body.id }])
})

import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const here = await testShop(app)
const { shop } = here
const advisor = await here.hire('advisor')
const technician = await here.hire('technician')
const finance = await here.hire('finance')
const stranger = await (await testShop(app)).hire('owner')
const base = `/api/shops/${shop.slug}`
const grace = await newCustomer('Grace Hopper')

async function newCustomer(name: string): Promise<string> {
  const { body } = await advisor.post(`${base}/customers`, {
    name,
    email: `${name.replace(' ', '.')}@example.org`,
  })
  return body.id
}

const add = (body: unknown, by = advisor, customer = grace) =>
  by.post(`${base}/customers/${customer}/assets`, body)
const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla' }

test('a car is added with make, model and year, and shown with its customer [S1.2.2] [S1.2.6] [S1.2.7] [S1.2.9] [S1.2.10] [S1.4.3b1]', async () => {
  const added = await add({
    ...car,
    year: 2019,
    plate: 'abc 1234',
    vin: '1hgcm82633a004352',
    odometer: 84_000,
  })
  expect(added.status, added.text).toBe(201)
  expect(added.body).toMatchObject({
    ...car,
    year: 2019,
    plate: 'ABC 1234',
    vin: '1HGCM82633A004352',
    customerId: grace,
    version: 1,
  })
  const { body } = await advisor.get(`${base}/customers/${grace}`)
  expect(body.assets).toMatchObject([{ id: added.body.id }])
  expect((await advisor.get(`${base}/assets/${added.body.id}`)).headers['etag']).toBe('"1"')
})

test('wrong facts of a car are named one by one', async () => {
  const wrong = await add({ kind: 'vehicle', make: '', model: 'X'.repeat(81), year: 1700, vin: 'SHORT' })
  expect(wrong.status).toBe(400)
  expect(wrong.body.errors.map((one: { pointer: string }) => one.pointer).toSorted()).toEqual([
    '/make',
    '/model',
    '/vin',
    '/year',
  ])
  expect((await add({ ...car, year: 3000 })).body.errors).toMatchObject([{ pointer: '/year' }])
  expect((await add({ kind: 'boat', make: 'A', model: 'B' })).status).toBe(400)
})

test('one number is one car; two of a make may be two', async () => {
  expect((await add({ ...car, plate: 'XYZ 987' })).status).toBe(201)
  expect((await add({ ...car, plate: 'xyz-987' })).body).toMatchObject({
    code: 'illegal-move',
    reason: 'asset_known',
  })
  expect((await add({ ...car, plate: 'XYZ 988' })).status).toBe(201)
})

test('a car is edited by its form; another edit in between is met with 409 [S1.2.8]', async () => {
  const { body } = await add({ ...car, year: 2018, plate: 'EDIT 1' })
  const edit = (change: object, headers = {}) =>
    technician.patch(`${base}/assets/${body.id}`, { kind: 'vehicle', ...change }, headers)
  const changed = await edit({ odometer: 91_000, plate: null, notes: 'Towing hook.', version: 1 })
  expect(changed.body).toMatchObject({
    odometer: 91_000,
    plate: null,
    year: 2018,
    notes: 'Towing hook.',
    version: 2,
  })
  expect((await edit({ odometer: 5 }, { 'if-match': '"1"' })).body.code).toBe('conflict')
  expect((await edit({ year: 2150 })).body.errors).toMatchObject([{ pointer: '/year' }])
  expect((await edit({ plate: 'XYZ 987' })).body.reason).toBe('asset_known')
  const device = await advisor.patch(`${base}/assets/${body.id}`, { kind: 'device', brand: 'Apple' })
  expect(device.body.errors).toMatchObject([{ pointer: '/kind' }])
})

test('a phone has its IMEI, checked by its last digit', async () => {
  const phone = { kind: 'device', brand: 'Apple', model: 'iPhone 14' }
  const added = await add({ ...phone, imei: '۴۹۰۱۵۴۲۰۳۲۳۷۵۱۸' })
  expect(added.body).toMatchObject({ ...phone, imei: '490154203237518' })
  expect((await add({ ...phone, imei: '490154203237519' })).status).toBe(400)
})

test('a car that was sold leaves the list and stays with its orders; brought again it is new [S1.4.3b2]', async () => {
  const { body } = await add({ ...car, plate: 'SOLD 1' })
  const order = await advisor.post('/api/service-request', {
    shop: shop.slug,
    customerId: grace,
    source: 'walk_in',
    assetId: body.id,
    description: 'It squeaks.',
  })
  expect(order.status, order.text).toBe(201)
  const gone = await advisor.post(`${base}/assets/${body.id}/archive`, { version: 1 })
  expect(gone.body).toMatchObject({ archived: true, version: 2 })
  const listed = (await advisor.get(`${base}/customers/${grace}`)).body.assets
  expect(listed.some((one: { id: string }) => one.id === body.id)).toBe(false)
  expect((await advisor.get(`/api/service-request/${order.body.id}`)).body.asset).toMatchObject({
    plate: 'SOLD 1',
  })
  const again = await advisor.post('/api/service-request', {
    shop: shop.slug,
    customerId: grace,
    source: 'walk_in',
    assetId: body.id,
    description: 'It squeaks again.',
  })
  expect(again.status).toBe(404)
  expect(again.body.errors).toMatchObject([{ pointer: '/assetId' }])
  expect((await add({ ...car, plate: 'SOLD 1' })).status).toBe(201)
})

test('cars are for the shop’s people by the grid', async () => {
  const { body } = await add({ ...car, plate: 'WALL 1' })
  const url = `${base}/assets/${body.id}`
  expect((await app.guest.get(url)).status).toBe(401)
  expect((await stranger.get(url)).status).toBe(404)
  expect((await finance.get(url)).status).toBe(200)
  expect((await finance.patch(url, { kind: 'vehicle', odometer: 1 })).status).toBe(403)
  expect((await finance.post(`${url}/archive`)).status).toBe(403)
  expect((await add(car, finance)).status).toBe(403)
  expect((await add(car, stranger)).status).toBe(404)
  expect((await add(car, advisor, body.id)).status).toBe(404)
  expect((await technician.get(url)).status).toBe(200)
})

import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }))
const { shop, hire, addService, addResource } = await testShop(app, { hours })
const technician = await hire('technician')
const advisor = await hire('advisor')
const marketing = await hire('marketing')
await addResource()
const service = await addService({ needs: [{ kind: 'technician' }, { kind: 'bay' }] })

const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla', year: 2019 }
const guest = { name: 'Grace Guest', email: 'grace@example.org' }
const nowhere = '019fb55c-0323-71ce-95ee-837558be541b'

let hour = 8
function booking(more: Record<string, unknown> = {}) {
  return {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt: `2026-12-02T${String(hour).padStart(2, '0')}:00:00-05:00`,
    asset: car,
    description: 'It squeaks when I brake.',
    customer: guest,
    ...more,
  }
}

const pointers = (answer: { body: { errors?: { pointer: string }[] } }) =>
  (answer.body.errors ?? []).map((error) => error.pointer)

const book = (more: Record<string, unknown>, who = app.guest) => who.post('/api/appointment', booking(more))

async function photo(): Promise<string> {
  const boundary = 'photo'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.gif"\r\nContent-Type: image/gif\r\n\r\n`
  const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  const answer = await app.app.inject({
    method: 'POST',
    url: '/api/uploads',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), pixel, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  return answer.json<{ id: string }>().id
}

test('everything that is wrong with a booking is told at once, a model year of the future and missing parts too', async () => {
  const nothing = await app.guest.post('/api/appointment', {})
  expect(pointers(nothing)).toEqual([
    '/shop',
    '/serviceIds',
    '/startsAt',
    '/asset',
    '/description',
    '/customer',
  ])
  const wrong = await book({ asset: { ...car, year: 3000 }, description: 'x'.repeat(100_000), other: 1 })
  expect(wrong.status).toBe(400)
  expect(pointers(wrong)).toEqual(['/asset/year', '/description', '/other'])
  const { asset: _asset, description: _words, customer: _customer, ...bare } = booking()
  expect(pointers(await app.guest.post('/api/appointment', bare))).toEqual([
    '/asset',
    '/description',
    '/customer',
  ])
  expect(pointers(await book({ customer: { name: 'G', phone: '999999' }, requestId: undefined }))).toEqual([
    '/customer/phone',
  ])
  const request = await app.guest.post('/api/service-request', {
    shop: shop.slug,
    description: 'x',
    assetId: 1,
  })
  expect(pointers(request)).toEqual(['/assetId', '/customer'])
})

test('a start that no calendar reaches is no slot, one that cannot be written is wrong', async () => {
  for (const [startsAt, status] of [
    ['9998-12-31T23:59:59Z', 422],
    ['0001-01-01T00:00:00Z', 422],
    ['9999-12-31T23:59:59Z', 400],
    ['0000-01-01T00:00:00Z', 400],
  ] as const)
    expect((await book({ startsAt })).status, startsAt).toBe(status)
  for (const date of ['0000-01-01', '9999-12-31']) {
    const slots = await app.guest.get(
      `/api/shops/${shop.slug}/slots?service=${service.id}&from=${date}&to=${date}`,
    )
    expect(pointers(slots), date).toEqual(['/from', '/to'])
    expect((await advisor.get(`/api/appointment?shop=${shop.slug}&date=${date}`)).status, date).toBe(400)
  }
  const cursor = encodeURIComponent(`+275760-09-13T00:00:00Z_${nowhere}`)
  expect((await advisor.get(`/api/appointment?shop=${shop.slug}&after=${cursor}`)).status).toBe(400)
})

test('ids that are none do not exist: 404 at the field', async () => {
  expect(pointers(await book({ customer: undefined, customerId: 'x', source: 'phone' }, advisor))).toEqual([
    '/customerId',
  ])
  const booked = await book({ source: 'phone' }, advisor)
  expect(booked.status, booked.text).toBe(201)
  const moved = await advisor.patch(`/api/appointment/${booked.body['id']}`, { resourceIds: ['x'] })
  expect([moved.status, pointers(moved)]).toEqual([404, ['/resourceIds/0']])
  const image = await photo()
  const twice = await app.guest.post('/api/service-request', {
    shop: shop.slug,
    asset: car,
    description: 'x',
    customer: guest,
    imageIds: [image, image],
  })
  expect([twice.status, pointers(twice)]).toEqual([404, ['/imageIds/1']])
})

test('people of the shop who may not take work in are told so, strangers that they cannot speak for it', async () => {
  hour = 9
  expect((await book({ source: 'phone' }, technician)).status).toBe(403)
  expect((await book({ source: 'phone' }, marketing)).status).toBe(403)
  const stranger = await app.people.add()
  expect(pointers(await book({ source: 'phone' }, stranger))).toEqual(['/customer', '/source'])
})

test('a clock read to the second is good enough for staff', async () => {
  const answer = await book({ startsAt: '2026-12-01T10:07:31.5-05:00', source: 'walk_in' }, advisor)
  expect(answer.status, answer.text).toBe(201)
  expect(answer.body['startsAt']).toBe('2026-12-01T10:07:00-05:00')
})

test('photos that come with the booking of a request are attached to it; a guest cannot name a source there', async () => {
  const { body: request } = await app.guest.post('/api/service-request', {
    shop: shop.slug,
    asset: car,
    description: 'It squeaks.',
    customer: guest,
  })
  const code = request['trackingCode'] as string
  const { asset: _asset, description: _words, customer: _customer, ...bare } = booking()
  const ask = { ...bare, startsAt: '2026-12-03T09:00:00-05:00', requestId: request['id'], code }
  expect(pointers(await app.guest.post('/api/appointment', { ...ask, source: 'phone' }))).toEqual(['/source'])
  expect(pointers(await app.guest.post('/api/appointment', { ...ask, asset: car }))).toEqual(['/asset'])
  const image = await photo()
  const booked = await app.guest.post('/api/appointment', { ...ask, imageIds: [image] })
  expect(booked.status, booked.text).toBe(201)
  const order = await app.guest.get(`/api/service-request/${request['id']}?code=${code}`)
  expect(JSON.stringify(order.body['images'])).toContain(image)
})

test('a tracking code may be typed in Persian digits, small letters and with spaces', async () => {
  const { body: request } = await app.guest.post('/api/service-request', {
    shop: shop.slug,
    asset: car,
    description: 'It squeaks.',
    customer: guest,
  })
  const typed = (request['trackingCode'] as string)
    .toLowerCase()
    .replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)))
    .replace(/(.{4})/g, '$1 ')
    .trim()
  const status = await app.guest.get(
    `/api/service-request/${request['id']}/status?code=${encodeURIComponent(typed)}`,
  )
  expect(status.status, typed).toBe(200)
})

test('an upload whose form is broken or whose file goes on too long is refused, never a fault', async () => {
  const send = (payload: Buffer | string, type: string) =>
    app.app.inject({ method: 'POST', url: '/api/uploads', headers: { 'content-type': type }, payload })
  expect((await send('--x\r\nfoo', 'multipart/form-data; boundary=x')).statusCode).toBe(400)
  expect((await send('abc', 'multipart/form-data')).statusCode).toBe(400)
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
  for (const megabytes of [10.5, 20, 25]) {
    const file = Buffer.concat([
      Buffer.from(head),
      Buffer.alloc(megabytes * 1024 * 1024, 1),
      Buffer.from('\r\n--x--\r\n'),
    ])
    expect((await send(file, 'multipart/form-data; boundary=x')).statusCode, String(megabytes)).toBe(413)
  }
})

test('a refusal speaks the language of the shop where the caller names none', async () => {
  const persian = await testShop(app, { locale: 'fa' })
  const words = /[\u0600-\u06ff]/
  const ask = { ...booking(), shop: persian.shop.slug, startsAt: 'never' }
  expect((await app.guest.post('/api/appointment', ask)).body['title']).toMatch(words)
  const slots = `/api/shops/${persian.shop.slug}/slots?service=x&from=2026-12-02&to=2026-12-02`
  expect((await app.guest.get(slots)).body['title']).toMatch(words)
  expect((await app.guest.get(slots, { 'accept-language': 'en' })).body['title']).not.toMatch(words)
})

import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }))
const needs = [{ kind: 'technician' as const }, { kind: 'bay' as const }]
const { shop, hire, addService, addResource } = await testShop(app, { hours })
await hire('technician')
await addResource()
const service = await addService({ needs })
const otherShop = await testShop(app)
const otherService = await otherShop.addService()

const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla', year: 2019, plate: 'ABC 1234' }
const guest = { name: 'Grace Guest', email: 'grace@example.org', phone: '(212) 555-0123' }

function booking(more: Record<string, unknown> = {}) {
  return {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: car,
    description: 'It squeaks when I brake.',
    customer: guest,
    ...more,
  }
}

async function freeStarts(from = '2026-12-02', to = from): Promise<string[]> {
  const { body } = await app.guest.get(
    `/api/shops/${shop.slug}/slots?service=${service.id}&from=${from}&to=${to}`,
  )
  return body.slots.map((slot: { startsAt: string }) => slot.startsAt)
}

test("free times of a day are those between opening and closing, with the shop's offset [S3.C4] [S1.3.6] [S1.3.7]", async () => {
  const starts = await freeStarts()
  expect(starts[0]).toBe('2026-12-02T08:00:00-05:00')
  expect(starts.at(-1)).toBe('2026-12-02T16:00:00-05:00')
  expect(starts).toHaveLength(17)
})

test('a guest books a free time and is told the price, the status and the tracking code [S0.01a] [S0.01b] [S0.02a] [S0.03b] [S0.04] [S3.API.6] [S3.C2b] [S4.01c]', async () => {
  const answer = await app.guest.post('/api/appointment', booking({ startsAt: '2026-12-02T09:00:00-05:00' }))
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  expect(answer.body).toMatchObject({
    status: 'confirmed',
    startsAt: '2026-12-02T09:00:00-05:00',
    endsAt: '2026-12-02T10:00:00-05:00',
    requestStatus: 'scheduled',
    estimate: {
      tax: { amount: 1145, currency: 'USD' },
      total: { amount: 14045, currency: 'USD' },
      taxIncluded: false,
    },
  })
  expect(answer.body.trackingCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
  expect(await freeStarts()).not.toContain('2026-12-02T09:00:00-05:00')
  const status = await app.guest.get(
    `/api/service-request/${answer.body.requestId}/status?code=${answer.body.trackingCode}`,
  )
  expect(status.status, JSON.stringify(status.body)).toBe(200)
  expect(status.body).toMatchObject({ status: 'scheduled', label: 'Scheduled', stage: 'scheduled' })
  expect(status.body.history.map((entry: { status: string }) => entry.status)).toEqual([
    'pending',
    'scheduled',
  ])
})

test('a taken time is refused with three free ones, the nearest first [S2.04d]', async () => {
  const answer = await app.guest.post('/api/appointment', booking({ startsAt: '2026-12-02T09:00:00-05:00' }))
  expect(answer.status).toBe(409)
  expect(answer.body.code).toBe('slot-taken')
  const free = await freeStarts()
  expect(answer.body.alternatives).toHaveLength(3)
  for (const { startsAt } of answer.body.alternatives) expect(free).toContain(startsAt)
  expect(answer.body.alternatives[0].startsAt).toBe('2026-12-02T08:00:00-05:00')
})

test('a start in the past, off the step or on a closed day is no slot, and another offset of a free one is fine', async () => {
  const refused = [
    '2026-11-30T09:00:00-05:00',
    '2026-12-02T09:10:00-05:00',
    '2026-12-05T09:00:00-05:00',
    '2026-12-02T17:00:00-05:00',
  ]
  for (const startsAt of refused) {
    const answer = await app.guest.post('/api/appointment', booking({ startsAt }))
    expect(answer.status, startsAt).toBe(422)
    expect(answer.body.code).toBe('not-a-slot')
  }
  const answer = await app.guest.post('/api/appointment', booking({ startsAt: '2026-12-02T16:00:00Z' }))
  expect(answer.status).toBe(201)
  expect(answer.body.startsAt).toBe('2026-12-02T11:00:00-05:00')
})

test('bad input is told field by field, and nothing is written', async () => {
  const answer = await app.guest.post(
    '/api/appointment',
    booking({
      startsAt: 'tomorrow',
      asset: { ...car, colour: 'red' },
      description: 'x'.repeat(100_000),
      customer: { name: '' },
    }),
  )
  expect(answer.status).toBe(400)
  const pointers = answer.body.errors.map((error: { pointer: string }) => error.pointer)
  expect(pointers).toEqual(
    expect.arrayContaining(['/startsAt', '/asset/colour', '/description', '/customer/name']),
  )
  const late = await app.guest.post(
    '/api/appointment',
    booking({ startsAt: '2026-12-02T13:00:00-05:00', asset: { ...car, year: 3000 } }),
  )
  expect(late.status).toBe(400)
  expect(late.body.errors[0].pointer).toBe('/asset/year')
  expect(await freeStarts()).toContain('2026-12-02T13:00:00-05:00')
})

test("another shop's service does not exist here", async () => {
  const answer = await app.guest.post(
    '/api/appointment',
    booking({ startsAt: '2026-12-02T13:00:00-05:00', serviceIds: [otherService.id] }),
  )
  expect(answer.status).toBe(404)
  expect(answer.body.errors[0].pointer).toBe('/serviceIds/0')
})

test('the same key and body give the first answer again; another body is refused', async () => {
  const headers = { 'idempotency-key': 'a-key-of-the-double-click' }
  const body = booking({ startsAt: '2026-12-02T14:00:00-05:00' })
  const [first, second] = await Promise.all([
    app.guest.post('/api/appointment', body, headers),
    app.guest.post('/api/appointment', body, headers),
  ])
  expect(first.status).toBe(201)
  expect(second).toMatchObject({ status: 201, body: first.body })
  const third = await app.guest.post('/api/appointment', { ...body, description: 'Something else.' }, headers)
  expect(third.status).toBe(422)
  expect(third.body.code).toBe('key-reused')
  const short = await app.guest.post('/api/appointment', body, { 'idempotency-key': 'short' })
  expect(short.status).toBe(400)
})

test('a signed-in customer books with a car of the garage, and only with their own [S1.3.5] [S4.01a] [S4.01d] [S2.04a]', async () => {
  const ada = await app.people.add()
  const { customer: _none, ...own } = booking({ startsAt: '2026-12-03T08:00:00-05:00' })
  const first = await ada.post('/api/appointment', own)
  expect(first.status, JSON.stringify(first.body)).toBe(201)
  const mine = await ada.get('/api/appointment')
  expect(mine.body.appointments).toHaveLength(1)
  expect(mine.body.appointments[0]).toMatchObject({
    id: first.body.id,
    requestStatus: 'scheduled',
    asset: { plate: 'ABC 1234' },
  })
  const eve = await app.people.add()
  const { asset: _car, ...withId } = {
    ...own,
    startsAt: '2026-12-03T10:00:00-05:00',
    assetId: mine.body.appointments[0].asset.id,
  }
  const stolen = await eve.post('/api/appointment', withId)
  expect(stolen.status).toBe(404)
  expect(stolen.body.errors[0].pointer).toBe('/assetId')
  expect(
    (await eve.patch(`/api/appointment/${first.body.id}`, { startsAt: '2026-12-03T10:00:00-05:00' })).status,
  ).toBe(404)
  expect((await app.guest.patch(`/api/appointment/${first.body.id}`, {})).status).toBe(401)
})

test('staff book at the counter off the step and under the lead time; strangers cannot say for whom [S4.06] [S2.04b] [S3.A2a] [S4.04a]', async () => {
  const advisor = await hire('advisor')
  const answer = await advisor.post(
    '/api/appointment',
    booking({ startsAt: '2026-12-01T08:07:00-05:00', source: 'walk_in' }),
  )
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  expect(
    (
      await app.guest.post(
        '/api/appointment',
        booking({ startsAt: '2026-12-01T10:00:00-05:00', source: 'walk_in' }),
      )
    ).status,
  ).toBe(401)
  const day = await advisor.get(`/api/appointment?shop=${shop.slug}&date=2026-12-01`)
  expect(day.body.appointments.map((one: { id: string }) => one.id)).toEqual([answer.body.id])
  expect(day.body.appointments[0].resourceIds).toHaveLength(2)
  const stranger = await app.people.add()
  expect((await stranger.get(`/api/appointment?shop=${shop.slug}`)).status).toBe(403)
})

test('the holder of the code moves and cancels, and the time is free again [S1.4.4d] [S3.A2b] [S3.A2c]', async () => {
  const booked = await app.guest.post('/api/appointment', booking({ startsAt: '2026-12-04T08:00:00-05:00' }))
  const { id, trackingCode, requestId } = booked.body
  const code = `?code=${trackingCode}`
  const moved = await app.guest.patch(`/api/appointment/${id}${code}`, {
    startsAt: '2026-12-04T08:30:00-05:00',
  })
  expect(moved.status, JSON.stringify(moved.body)).toBe(200)
  expect(await freeStarts('2026-12-04')).not.toContain('2026-12-04T08:30:00-05:00')
  expect((await app.guest.patch(`/api/appointment/${id}${code}`, { resourceIds: [] })).status).toBe(403)
  expect((await app.guest.patch(`/api/appointment/${id}?code=0000000000000000`, {})).status).toBe(404)
  const canceled = await app.guest.post(`/api/appointment/${id}/cancel${code}`, { reason: 'Sold the car' })
  expect(canceled.body).toMatchObject({ status: 'canceled', requestStatus: 'pending' })
  expect((await app.guest.post(`/api/appointment/${id}/cancel${code}`)).status).toBe(200)
  expect(await freeStarts('2026-12-04')).toContain('2026-12-04T08:30:00-05:00')
  const again = await app.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt: '2026-12-04T15:00:00-05:00',
    requestId,
    code: trackingCode,
  })
  expect(again.status, JSON.stringify(again.body)).toBe(201)
  expect(again.body.requestId).toBe(requestId)
  const twice = await app.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt: '2026-12-04T16:00:00-05:00',
    requestId,
    code: trackingCode,
  })
  expect(twice.body.code).toBe('already-booked')
})

test('two hundred callers for a time that fits once: one gets it', async () => {
  const tries = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      app.guest.post(
        '/api/appointment',
        booking({
          startsAt: '2026-12-07T09:00:00-05:00',
          customer: { name: `Caller ${n}`, email: `c${n}@example.org` },
        }),
      ),
    ),
  )
  const statuses = Map.groupBy(tries, (one) => one.status)
  expect(
    statuses
      .keys()
      .toArray()
      .toSorted((a, b) => a - b),
  ).toEqual([201, 409])
  expect(statuses.get(201)).toHaveLength(1)
})

test('a service in Persian words is told in Persian to who asks for it', async () => {
  const wash = await addService({
    needs,
    name: 'Brake check',
    translations: { fa: { name: 'بررسی ترمز', description: '' } },
  })
  const answer = await app.guest.post(
    '/api/appointment',
    booking({ startsAt: '2026-12-08T09:00:00-05:00', serviceIds: [wash.id] }),
    { 'accept-language': 'fa' },
  )
  expect(answer.body.estimate.lines[0].text).toBe('بررسی ترمز')
  expect(answer.body.trackingUrl).toContain('/fa/track/')
})

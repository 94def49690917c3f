import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z' })
const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }))
const needs = [{ kind: 'technician' as const }, { kind: 'bay' as const }]
const { shop, hire, addService, addResource } = await testShop(app, { hours })
await hire('technician')
await addResource()
const service = await addService({ needs, durationMinutes: 60 })
const rare = await addService({ needs, durationMinutes: 60, dailyLimit: 1 })
const other = await testShop(app, { hours })
const otherService = await other.addService({ durationMinutes: 60 })

const [ada, bob] = [app.client({ address: '192.0.2.1' }), app.client({ address: '192.0.2.2' })]
const holds = `/api/shops/${shop.slug}/holds`
const at = (time: string) => `2026-12-${time}:00-05:00`
const hold = (who: typeof ada, time: string, more: object = {}) =>
  who.post(holds, { serviceIds: [service.id], startsAt: at(time), ...more })
const book = (who: typeof ada, time: string, more: object = {}, headers = {}) =>
  who.post(
    '/api/appointment',
    {
      shop: shop.slug,
      serviceIds: [service.id],
      startsAt: at(time),
      asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
      description: 'It squeaks.',
      customer: { name: 'Grace Guest', email: 'grace@example.org' },
      ...more,
    },
    headers,
  )
const isFree = async (time: string) => {
  const date = `2026-12-${time.slice(0, 2)}`
  const { body } = await app.guest.get(
    `/api/shops/${shop.slug}/slots?service=${service.id}&from=${date}&to=${date}`,
  )
  return body.slots.some(({ startsAt }: { startsAt: string }) => startsAt === at(time))
}
const claims = async () =>
  (
    await app.services.database.pool.query<{ kind: string; n: number }>(
      'select kind, count(*)::int as n from claims where shop_id = $1 group by kind order by kind',
      [shop.id],
    )
  ).rows

test('a held time is free to its holder alone, who books it for certain [S3.C4] [S2.04d]', async () => {
  const held = await hold(ada, '02T09:00')
  expect(held.status, JSON.stringify(held.body)).toBe(201)
  expect(held.body).toMatchObject({
    startsAt: at('02T09:00'),
    endsAt: at('02T10:00'),
    expiresAt: '2026-12-01T08:10:00-05:00',
  })
  expect(held.body.hold.length).toBeGreaterThan(20)
  expect(await isFree('02T09:00')).toBe(false)
  const taken = await book(bob, '02T09:30')
  expect([taken.status, taken.body.code]).toEqual([409, 'slot-taken'])
  expect((await hold(bob, '02T09:00')).body.code).toBe('slot-taken')
  const booked = await book(ada, '02T09:00', { hold: held.body.hold })
  expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  expect(await claims()).toEqual([{ kind: 'booking', n: 2 }])
})

test('a booking over a hold is made once for its key; the token is worth nothing afterwards', async () => {
  const held = await hold(ada, '02T10:00')
  const headers = { 'idempotency-key': 'a-key-of-the-double-click' }
  const [first, second] = await Promise.all([
    book(ada, '02T10:00', { hold: held.body.hold }, headers),
    book(ada, '02T10:00', { hold: held.body.hold }, headers),
  ])
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body).toEqual(first.body)
  expect((await app.guest.delete(`${holds}/${held.body.hold}`)).status).toBe(404)
})

test('a hold runs out after ten minutes; its holder then competes like everybody', async () => {
  const held = await hold(ada, '02T11:00')
  app.clock.advance({ minutes: 9 })
  expect(await isFree('02T11:00')).toBe(false)
  app.clock.advance({ minutes: 1 })
  expect(await isFree('02T11:00')).toBe(true)
  expect((await book(bob, '02T11:00')).status).toBe(201)
  const late = await book(ada, '02T11:00', { hold: held.body.hold })
  expect([late.status, late.body.code]).toEqual([409, 'slot-taken'])
  expect(late.body.alternatives).toHaveLength(3)
  // Where nobody was faster the token that has run out, or never was one, is no error.
  expect((await book(ada, '02T13:00', { hold: held.body.hold })).status).toBe(201)
  expect((await book(ada, '02T14:00', { hold: 'nonsense' })).status).toBe(201)
})

test('a hold is given back, and an earlier one goes as the next comes', async () => {
  const first = await hold(ada, '03T09:00')
  const second = await hold(ada, '03T09:30', { hold: first.body.hold })
  expect(second.status, JSON.stringify(second.body)).toBe(201)
  expect(await isFree('03T08:30')).toBe(true)
  // What cannot be had leaves the earlier hold as it is.
  expect((await hold(ada, '02T09:00', { hold: second.body.hold })).status).toBe(409)
  expect(await isFree('03T09:30')).toBe(false)
  expect((await app.guest.delete(`${holds}/${second.body.hold}`)).status).toBe(204)
  expect(await isFree('03T09:30')).toBe(true)
  expect((await app.guest.delete(`${holds}/${second.body.hold}`)).status).toBe(404)
})

test('a token of another shop holds nothing here, and its own is not touched', async () => {
  const theirs = await ada.post(`/api/shops/${other.shop.slug}/holds`, {
    serviceIds: [otherService.id],
    startsAt: at('03T09:00'),
  })
  expect(theirs.status, JSON.stringify(theirs.body)).toBe(201)
  expect((await app.guest.delete(`${holds}/${theirs.body.hold}`)).status).toBe(404)
  expect((await book(ada, '03T09:00', { hold: theirs.body.hold })).status).toBe(201)
  expect((await app.guest.delete(`/api/shops/${other.shop.slug}/holds/${theirs.body.hold}`)).status).toBe(204)
})

test('what is refused to a booking is refused to a hold', async () => {
  expect((await hold(ada, '03T09:10')).body.code).toBe('not-a-slot')
  expect((await hold(ada, '06T09:00')).body.code).toBe('not-a-slot')
  const unknown = await ada.post(holds, { serviceIds: [otherService.id], startsAt: at('03T13:00') })
  expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([404, '/serviceIds/0'])
  const bad = await ada.post(holds, { serviceIds: [], startsAt: 'soon', colour: 'red' })
  expect(bad.status).toBe(400)
  expect(bad.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
    '/colour',
    '/serviceIds',
    '/startsAt',
  ])
  expect(
    (await ada.post('/api/shops/nowhere/holds', { serviceIds: ['x'], startsAt: at('03T13:00') })).status,
  ).toBe(404)
})

test('a hold keeps the lead time that there was, and counts against the number of a day', async () => {
  app.clock.set('2026-12-04T12:59:00Z')
  // Two hours of notice: ten o'clock can be held until eight, and booked a little later.
  const held = await hold(ada, '04T10:00')
  expect(held.status, JSON.stringify(held.body)).toBe(201)
  app.clock.advance({ minutes: 5 })
  expect((await book(bob, '04T10:00')).status).toBe(422)
  expect((await book(ada, '04T10:00', { hold: held.body.hold })).status).toBe(201)
  const only = await hold(ada, '07T09:00', { serviceIds: [rare.id] })
  expect(only.status).toBe(201)
  expect((await hold(bob, '07T11:00', { serviceIds: [rare.id] })).body.code).toBe('slot-taken')
  expect((await book(ada, '07T09:00', { serviceIds: [rare.id], hold: only.body.hold })).status).toBe(201)
})

test('nobody holds more than a few times: an account five, an address twenty', async () => {
  const eve = await app.people.add()
  const times = Array.from({ length: 21 }, (_, n) => `${8 + (n % 9)}`.padStart(2, '0')).map(
    (hour, n) => `${String([8, 9, 10][Math.floor(n / 9)]).padStart(2, '0')}T${hour}:00`,
  )
  for (const time of times.slice(0, 5))
    expect((await eve.post(holds, { serviceIds: [service.id], startsAt: at(time) })).status).toBe(201)
  const sixth = await eve.post(holds, { serviceIds: [service.id], startsAt: at(times[5] ?? '') })
  expect([sixth.status, sixth.body.code]).toEqual([429, 'slow-down'])
  expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(500)
  app.clock.advance({ minutes: 11 })
  const crowd = app.client({ address: '198.51.100.7' })
  for (const time of times.slice(0, 20)) expect((await hold(crowd, time)).status, time).toBe(201)
  expect((await hold(crowd, times[20] ?? '')).status).toBe(429)
  expect((await hold(bob, times[20] ?? '')).status).toBe(201)
})

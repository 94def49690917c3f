import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp()
const one = await testShop(app)
const other = await testShop(app)
const path = `/api/shops/${one.shop.slug}`
const services = `${path}/services`
const advisor = await one.hire('advisor')
const editor = await one.hire('editor')

interface Told {
  services: { id: string; name: string; price: { amount: number } | null; priceKind: string }[]
}

const menu = async () => (await app.guest.get<Told>(services)).body.services
const usd = (amount: number) => ({ amount, currency: 'USD' })
const brake = { name: 'Brake check', durationMinutes: 45, priceKind: 'fixed', price: usd(4900) }

test('owner, manager and editor offer services; others may not [S0.17b] [S1.3.1a] [S1.3.1b] [S1.3.1c] [S1.3.2] [S1.4.3c1] [S4.03a]', async () => {
  const stranger = await app.people.add()
  for (const [who, status] of [
    [app.guest, 401],
    [stranger, 403],
    [other.owner, 403],
    [advisor, 403],
  ] as const) {
    expect((await who.post(services, brake)).status).toBe(status)
  }
  const { status, body } = await editor.post(services, {
    ...brake,
    description: 'Pads, discs, fluid.',
    translations: { fa: { name: 'بازدید ترمز' } },
    needs: [{ kind: 'bay' }, { kind: 'technician', skill: 'brakes', holdsCleanup: false }],
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    ...brake,
    tax: { name: 'Sales tax', percent: 8.875 },
    needs: [
      { kind: 'bay', skill: null, count: 1, holdsCleanup: true },
      { kind: 'technician', skill: 'brakes', count: 1, holdsCleanup: false },
    ],
    retired: false,
    version: 1,
  })
  expect(await menu()).toMatchObject([{ name: 'Brake check', price: usd(4900), priceKind: 'fixed' }])
})

test('a price and its kind belong together, in the shop’s currency', async () => {
  const add = async (price: unknown, priceKind: string) => {
    const { status, body } = await one.owner.post(services, {
      ...brake,
      name: `x ${priceKind}`,
      price,
      priceKind,
    })
    return [status, (body['errors'] as { pointer: string }[] | undefined)?.[0]?.pointer]
  }
  expect(await add(null, 'fixed')).toEqual([400, '/price'])
  expect(await add(usd(1), 'quote')).toEqual([400, '/price'])
  expect(await add({ amount: 1, currency: 'EUR' }, 'fixed')).toEqual([400, '/price/currency'])
  expect(await add(usd(-1), 'from')).toEqual([400, '/price/amount'])
  expect(await add(usd(1.5), 'from')).toEqual([400, '/price/amount'])
  expect(await add(null, 'quote')).toEqual([201, undefined])
  const taken = await one.owner.post(services, brake)
  expect(taken.body).toMatchObject({ code: 'illegal-move', reason: 'service_name_taken' })
  const foreign = await other.owner.post<{ id: string }>(`/api/shops/${other.shop.slug}/tax-rates`, {
    name: 'x',
    percent: 1,
  })
  const withForeignTax = await one.owner.post(services, { ...brake, name: 'y', taxRateId: foreign.body.id })
  expect(withForeignTax.body).toMatchObject({ code: 'not-found', errors: [{ pointer: '/taxRateId' }] })
})

test('a service is edited and repriced, and an edit upon an old version is refused [S0.17c] [S1.4.3c2] [S1.4.3c4]', async () => {
  const service = await one.addService({ name: 'Tyres', price: usd(8000) })
  const url = `${services}/${service.id}`
  const edited = await one.owner.patch(url, { version: 1, durationMinutes: 90, needs: [{ kind: 'bay' }] })
  expect(edited.body).toMatchObject({
    durationMinutes: 90,
    price: usd(8000),
    version: 2,
    needs: [{ kind: 'bay' }],
  })
  const repriced = await editor.put(
    `${url}/price`,
    { priceKind: 'from', price: usd(8500) },
    { 'if-match': '"2"' },
  )
  expect(repriced.body).toMatchObject({
    priceKind: 'from',
    price: usd(8500),
    durationMinutes: 90,
    version: 3,
  })
  expect(repriced.headers['etag']).toBe('"3"')
  for (const stale of [
    await one.owner.patch(url, { version: 2, name: 'Wheels' }),
    await one.owner.put(`${url}/price`, { version: 1, priceKind: 'quote' }),
    await one.owner.post(`${url}/retire`, { version: 1 }),
  ])
    expect([stale.status, stale.body['code']]).toEqual([409, 'conflict'])
  const elsewhere = `/api/shops/${other.shop.slug}/services/${service.id}`
  expect((await other.owner.patch(elsewhere, { name: 'Mine' })).status).toBe(404)
  expect((await other.owner.put(`${elsewhere}/price`, { priceKind: 'quote' })).status).toBe(404)
  expect((await other.owner.post(`${elsewhere}/retire`)).status).toBe(404)
  expect((await one.owner.patch(`${services}/x`, { name: 'x' })).status).toBe(404)
})

test('a service says how it is booked: left for the day, beside other work, certain at once or after a yes', async () => {
  const plain = await one.owner.post(services, { ...brake, name: 'Plain' })
  expect(plain.body).toMatchObject({ dropOff: false, runsBeside: false, confirmBookings: null })
  const engine = { name: 'Engine rebuild', dropOff: true, runsBeside: true, confirmBookings: 'by_staff' }
  const { status, body } = await one.owner.post<{ id: string }>(services, { ...brake, ...engine })
  expect(status).toBe(201)
  expect(body).toMatchObject(engine)
  const told = await app.guest.get<{ services: { name: string; dropOff?: boolean }[] }>(services)
  const named = (name: string) => told.body.services.find((service) => service.name === name)
  expect([named('Plain')?.dropOff, named('Engine rebuild')?.dropOff]).toEqual([undefined, true])
  const change = { dropOff: false, runsBeside: false, confirmBookings: null }
  const edited = await one.owner.patch(`${services}/${body.id}`, { version: 1, ...change })
  expect(edited.body).toMatchObject({ ...change, version: 2 })
  const wrong = await one.owner.patch(`${services}/${body.id}`, { confirmBookings: 'maybe', dropOff: 1 })
  expect(wrong.status).toBe(400)
  expect(wrong.body['errors']).toMatchObject([{ pointer: '/dropOff' }, { pointer: '/confirmBookings' }])
  expect((await advisor.patch(`${services}/${body.id}`, change)).status).toBe(403)
})

test('a retired service leaves the list, keeps its name free, and comes back [S1.4.3c3]', async () => {
  const service = await one.addService({ name: 'Wax' })
  const url = `${services}/${service.id}`
  const names = async () => (await menu()).map((one) => one.name)
  expect(await names()).toContain('Wax')
  expect((await one.owner.post(`${url}/retire`)).body).toMatchObject({ retired: true })
  expect((await one.owner.post(`${url}/retire`)).status).toBe(200)
  expect(await names()).not.toContain('Wax')
  const internal = await advisor.get<{ services: { name: string; retired: boolean }[] }>(`${path}/catalog`)
  expect(internal.body.services.at(-1)).toMatchObject({ name: 'Wax', retired: true })
  const second = await one.addService({ name: 'Wax' })
  expect((await one.owner.post(`${url}/restore`)).body).toMatchObject({ reason: 'service_name_taken' })
  await one.owner.post(`${services}/${second.id}/retire`)
  expect((await one.owner.post(`${url}/restore`)).body).toMatchObject({ retired: false })
  expect(await names()).toContain('Wax')
})

test('the price list stands in the order that its shop gave it', async () => {
  const { shop, owner, addService } = await testShop(app)
  const [a, b, c] = [await addService(), await addService(), await addService()]
  const order = `/api/shops/${shop.slug}/services/order`
  expect((await owner.put(order, { serviceIds: [c.id, a.id] })).status).toBe(204)
  const told = await app.guest.get<Told>(`/api/shops/${shop.slug}/services`)
  expect(told.body.services.map((service) => service.id)).toEqual([c.id, a.id, b.id])
  const twice = await owner.put(order, { serviceIds: [a.id, a.id] })
  expect(twice.body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/serviceIds/1' }] })
  const foreign = await one.addService()
  const wrong = await owner.put(order, { serviceIds: [a.id, foreign.id] })
  expect(wrong.body).toMatchObject({ code: 'not-found', errors: [{ pointer: '/serviceIds/1' }] })
})

test('own cost is for the shop alone', async () => {
  await one.addService({ name: 'Secret', cost: usd(777) })
  expect((await app.guest.get(services)).text).not.toContain('777')
  expect((await advisor.get(`${path}/catalog`)).text).toContain('777')
  expect((await other.owner.get(`${path}/catalog`)).status).toBe(403)
  expect((await app.guest.get(`${path}/catalog`)).status).toBe(401)
})

test('booked work keeps its price and its service when the list changes', async () => {
  const { shop, owner, addService, addResource } = await testShop(app)
  await addResource()
  const service = await addService({ name: 'Oil', price: usd(10_000), needs: [{ kind: 'bay' }] })
  const free = await app.guest.get<{ slots: { startsAt: string }[] }>(
    `/api/shops/${shop.slug}/slots?service=${service.id}&from=2026-12-01&to=2026-12-10`,
  )
  const book = async (slot: number) => {
    return app.guest.post<{ requestId: string; estimate: { total: unknown } }>('/api/appointment', {
      shop: shop.slug,
      serviceIds: [service.id],
      startsAt: free.body.slots[slot]?.startsAt,
      asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
      description: 'Oil light',
      customer: { name: 'Cara', email: 'cara@example.com' },
    })
  }
  const first = await book(0)
  expect(first.status).toBe(201)
  expect(first.body.estimate.total).toEqual(usd(10_888))
  const url = `/api/shops/${shop.slug}/services/${service.id}`
  expect((await owner.put(`${url}/price`, { priceKind: 'fixed', price: usd(20_000) })).status).toBe(200)
  expect((await book(5)).body.estimate.total).toEqual(usd(21_775))
  expect((await owner.patch(url, { name: 'Oil and filter' })).status).toBe(200)
  expect((await owner.post(`${url}/retire`)).status).toBe(200)
  expect((await book(9)).body).toMatchObject({ code: 'not-found', errors: [{ pointer: '/serviceIds/0' }] })
  const lines = await app.system.db
    .selectFrom('lines')
    .select(['text', 'unitAmount', 'taxRatePpm'])
    .where('shopId', '=', shop.id)
    .where('orderId', '=', first.body.requestId)
    .execute()
  expect(lines).toEqual([{ text: 'Oil', unitAmount: 10_000, taxRatePpm: 88_750 }])
})

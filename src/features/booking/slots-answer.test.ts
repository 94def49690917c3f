import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createApp } from '../../api.ts'
import { closeServices, createServices } from '../../services.ts'
import { testApp } from '../../kit/testing/app.ts'
import { createClient } from '../../kit/testing/client.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { reinstateShop, suspendShop } from '../shops/approve-shop.ts'
import { holdSlot } from './hold-slot.ts'
import { slotsAnswer } from './slots-answer.ts'

// Tuesday, 8:00 in New York.
const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })

async function openShop() {
  const made = await testShop(app)
  await made.addResource({ name: 'Bay 1' })
  const service = await made.addService({ needs: [{ kind: 'bay' }] })
  const at = (from = '2026-12-02', to = from) =>
    `/api/shops/${made.shop.slug}/slots?service=${service.id}&from=${from}&to=${to}`
  const starts = async (from?: string, to?: string): Promise<string[]> => {
    const { status, body } = await app.guest.get(at(from, to))
    expect(status).toBe(200)
    return body.slots.map((slot: { startsAt: string }) => slot.startsAt)
  }
  const book = async (startsAt: string) => {
    const { status } = await app.guest.post('/api/appointment', {
      shop: made.shop.slug,
      serviceIds: [service.id],
      startsAt,
      asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
      description: 'It squeaks.',
      customer: { name: 'Grace', email: 'grace@example.org' },
    })
    expect(status).toBe(201)
  }
  return { ...made, service, at, starts, book }
}

test('an answer that was kept is never older than the question [S3.C4] [S2.04d]', async () => {
  const { owner, shop, service, starts, book } = await openShop()
  const whole = await starts()
  expect(whole).toHaveLength(19)
  expect(await starts()).toEqual(whole)
  await book('2026-12-02T09:00:00-05:00')
  const taken = ['T08:30', 'T09:00', 'T09:30'].map((time) => `2026-12-02${time}:00-05:00`)
  expect(await starts()).toEqual(whole.filter((start) => !taken.includes(start)))
  const at = `/api/shops/${shop.slug}`
  await owner.patch(`${at}/services/${service.id}`, { durationMinutes: 600 })
  expect(await starts()).toEqual([])
  await owner.patch(`${at}/services/${service.id}`, { durationMinutes: 60 })
  await owner.post(`${at}/closures`, { startsOn: '2026-12-02', endsOn: '2026-12-02' })
  expect(await starts()).toEqual([])
})

test('the time of notice and the next day pass without any change [S3.C4]', async () => {
  const { starts } = await openShop()
  app.clock.set('2026-12-01T15:00:00Z')
  expect((await starts('2026-12-01'))[0]).toBe('2026-12-01T12:00:00-05:00')
  app.clock.advance({ seconds: 1 })
  expect((await starts('2026-12-01'))[0]).toBe('2026-12-01T12:30:00-05:00')
  expect(await starts('2026-12-01')).toEqual(await starts('2026-11-20', '2026-12-01'))
  // The horizon of sixty days reaches one day further from midnight on.
  const end = ['2027-01-28', '2027-02-02'] as const
  const last = (await starts(...end)).at(-1)
  expect(last).toBe('2027-01-29T17:00:00-05:00')
  app.clock.set('2026-12-03T05:00:00Z')
  expect((await starts(...end)).at(-1)).toBe('2027-02-01T17:00:00-05:00')
  app.clock.set('2026-12-01T13:00:00Z')
})

test('a hold that runs out frees its time without any change [S3.C4]', async () => {
  const { shop, service, starts } = await openShop()
  const whole = await starts()
  await holdSlot(app.ctx(), shop, {
    serviceIds: [service.id],
    startsAt: Temporal.Instant.from('2026-12-02T09:00:00-05:00'),
  })
  expect(await starts()).toHaveLength(whole.length - 3)
  app.clock.advance({ minutes: 10, seconds: 1 })
  expect(await starts()).toEqual(whole)
  app.clock.set('2026-12-01T13:00:00Z')
})

test('a process sees at once what another did', async () => {
  const { at, starts, book } = await openShop()
  const services = await createServices(app.services.config, {
    log: app.services.log,
    adapters: app.services.adapters,
  })
  const other = await createApp({ services, clock: () => app.clock.now() })
  const client = createClient(other)
  const theirs = async () =>
    (await client.get(at())).body['slots'].map((slot: { startsAt: string }) => slot.startsAt)
  expect(await theirs()).toEqual(await starts())
  await book('2026-12-02T14:00:00-05:00')
  const left = await theirs()
  expect(left).not.toContain('2026-12-02T14:00:00-05:00')
  expect(left).toEqual(await starts())
  await other.close()
  await closeServices(services)
})

test('what the shop shows to its own is kept for nobody', async () => {
  const { shop, owner, at } = await openShop()
  const pending = await testShop(app, { approved: false })
  const service = await pending.addService()
  const where = `/api/shops/${pending.shop.slug}/slots?service=${service.id}&from=2026-12-02&to=2026-12-02`
  expect((await pending.owner.get(where)).status).toBe(200)
  expect((await app.guest.get(where)).status).toBe(404)
  expect((await app.guest.get(at())).status).toBe(200)
  await suspendShop(app.system, shop, { reason: 'Nobody answers.' })
  expect((await app.guest.get(at())).status).toBe(404)
  // Those who still see it are told why there are none.
  expect((await owner.get(at())).body).toMatchObject({ code: 'illegal-move', reason: 'shop_suspended' })
  await reinstateShop(app.system, shop)
  expect((await app.guest.get(at())).status).toBe(200)
})

test('many who ask the same at once share one answer, and a wrong question keeps its own refusal', async () => {
  const { shop, service, at } = await openShop()
  const query = {
    service: [service.id],
    from: Temporal.PlainDate.from('2026-12-02'),
    to: Temporal.PlainDate.from('2026-12-02'),
  }
  const bodies = await Promise.all(Array.from({ length: 20 }, () => slotsAnswer(app.ctx(), shop.slug, query)))
  expect(new Set(bodies).size).toBe(1)
  const byId = await app.guest.get(at().replace(shop.slug, shop.id))
  expect(byId.body).toEqual((await app.guest.get(at())).body)
  const wrong = await app.guest.get(at().replace(service.id, shop.id))
  expect(wrong.body).toMatchObject({ code: 'not-found', errors: [{ pointer: '/service/0' }] })
  const packed = await app.app.inject({
    url: at('2026-12-02', '2026-12-20'),
    headers: { 'accept-encoding': 'gzip' },
  })
  expect(packed.headers['content-encoding']).toBe('gzip')
  const plain = await app.guest.get(at('2026-12-02', '2026-12-20'))
  expect(JSON.parse(gunzipSync(packed.rawPayload).toString())).toEqual(plain.body)
})

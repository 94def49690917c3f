import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Client } from '../../kit/testing/client.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { STATUSES } from './stages.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const at = await testShop(app)
const { shop } = at
const advisor = await at.hire('advisor')
const technician = await at.hire('technician')
const marketing = await at.hire('marketing')
const customer = await app.people.add()
const elsewhere = await testShop(app)

async function open(more: object = {}, by: Client = app.guest): Promise<string> {
  const answer = await by.post('/api/service-request', {
    shop: shop.slug,
    asset: { kind: 'device', brand: 'Apple', model: 'iPhone 14' },
    description: 'Cracked glass.',
    customer: { name: 'Grace Guest', email: 'grace@example.org' },
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.id
}

const set = async (id: string, ...steps: string[]) => {
  for (const status of steps) {
    const answer = await advisor.patch(`/api/service-request/${id}/status`, {
      status,
      ...(status === 'delayed' ? { reason: 'x' } : {}),
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }
}

const WAYS: Record<string, string[]> = {
  pending: [],
  scheduled: ['scheduled'],
  in_progress: ['in_progress'],
  awaiting_parts: ['in_progress', 'awaiting_parts'],
  on_hold: ['in_progress', 'on_hold'],
  quality_check: ['in_progress', 'quality_check'],
  ready_for_pickup: ['in_progress', 'quality_check', 'ready_for_pickup'],
  dispatched: ['in_progress', 'quality_check', 'ready_for_pickup', 'dispatched'],
  completed: ['in_progress', 'quality_check', 'ready_for_pickup', 'completed'],
  closed: ['in_progress', 'quality_check', 'ready_for_pickup', 'completed', 'closed'],
  canceled: ['canceled'],
  delayed: ['in_progress', 'delayed'],
  payment_pending: ['in_progress', 'quality_check', 'ready_for_pickup', 'completed'],
}
const ids: Record<string, string> = {}

beforeAll(async () => {
  for (const status of STATUSES) {
    const id = await open()
    ids[status] = id
    await set(id, ...(WAYS[status] ?? []))
  }
  // The order's invoice, as the database keeps it: this list reads balances, others draw invoices.
  await app
    .ctx()
    .db.insertInto('invoices')
    .values({
      shopId: shop.id,
      id: ids['pending'] ?? '',
      orderId: ids['payment_pending'] ?? '',
      currency: 'USD',
      taxMode: 'added',
      rounding: 'half_away_per_rate',
      locale: 'en',
      netAmount: 100,
      taxAmount: 0,
      totalAmount: 100,
      drawnAt: app.clock.now(),
    })
    .execute()
})

interface Listed {
  requests: { id: string; status: string; label: string; shop: { slug: string } }[]
  next: string | null
}
const list = async (query: string, by: Client = advisor) => {
  const answer = await by.get<Listed>(`/api/service-request${query}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const idsOf = (body: Listed) => body.requests.map((one) => one.id)

test('staff list their shop’s orders, newest first, as the contract says [S0.13a] [S0.13b] [S3.A1a]', async () => {
  const { requests, next } = await list(`?shop=${shop.slug}`)
  expect(next).toBeNull()
  expect(requests).toHaveLength(STATUSES.length)
  expect(requests.map((one) => one.id)).toEqual(STATUSES.map((status) => ids[status]).toReversed())
  expect(requests.at(-1)).toEqual({
    id: ids['pending'],
    number: expect.stringMatching(/^\d+$/),
    status: 'pending',
    label: 'Pending',
    shop: { id: shop.id, slug: shop.slug, name: shop.name },
    customer: { id: expect.any(String), name: 'Grace Guest', email: 'grace@example.org', phone: null },
    asset: expect.objectContaining({ kind: 'device', brand: 'Apple', model: 'iPhone 14' }),
    createdAt: '2026-12-01T08:00:00-05:00',
    promisedAt: null,
  })
})

test.for(STATUSES)(
  '?status=%s gives exactly the orders shown so [S3.ST.01] [S3.ST.02] [S3.ST.03] [S3.ST.04] [S3.ST.05] [S3.ST.06] [S3.ST.07] [S3.ST.08] [S3.ST.09] [S3.ST.10] [S3.ST.11] [S3.ST.12] [S3.ST.13]',
  async (status) => {
    const { requests } = await list(`?shop=${shop.slug}&status=${status}`)
    const label = status
      .replaceAll('_', ' ')
      .replaceAll(/(?:^| )(?!for )[a-z]/g, (first) => first.toUpperCase())
    expect(requests.map((one) => [one.id, one.status, one.label])).toEqual([[ids[status], status, label]])
  },
)

test('pages follow each other without gap or repeat, also where a status spans stages', async () => {
  const seen: string[] = []
  let after = ''
  for (;;) {
    const page: Listed = await list(`?shop=${shop.slug}&limit=4${after}`)
    expect(page.requests.length).toBeLessThanOrEqual(4)
    seen.push(...idsOf(page))
    if (page.next === null) break
    after = `&after=${page.next}`
  }
  expect(seen).toEqual(idsOf(await list(`?shop=${shop.slug}`)))
})

test('late in one stage, late in another: pages of delayed keep the order of all', async () => {
  const late: string[] = []
  for (const stage of ['in_progress', 'on_hold', 'quality_check', 'awaiting_parts']) {
    const id = await open()
    await set(id, ...(WAYS[stage] ?? []))
    await advisor.patch(`/api/service-request/${id}/status`, { promisedAt: '2026-12-01T07:59:00-05:00' })
    late.unshift(id)
  }
  const first = await list(`?shop=${shop.slug}&status=delayed&limit=3`)
  const rest = await list(`?shop=${shop.slug}&status=delayed&limit=3&after=${first.next}`)
  expect([...idsOf(first), ...idsOf(rest)]).toEqual([...late, ids['delayed']])
  for (const id of late) await set(id, 'canceled').catch(() => set(id, 'in_progress', 'canceled'))
})

test('a customer lists their own, at every shop, and nobody else’s [S1.4.4c]', async () => {
  const mine = await open({ customer: undefined }, customer)
  const there = await open({ customer: undefined, shop: elsewhere.shop.slug }, customer)
  const { requests } = await list('', customer)
  expect(requests.map((one) => [one.id, one.shop.slug])).toEqual([
    [there, elsewhere.shop.slug],
    [mine, shop.slug],
  ])
  expect(idsOf(await list('?status=pending&limit=1', customer))).toEqual([there])
  expect(idsOf(await list('?status=canceled', customer))).toEqual([])
})

test('a technician lists assigned orders only', async () => {
  expect((await list(`?shop=${shop.slug}`, technician)).requests).toEqual([])
  const id = ids['in_progress'] ?? ''
  await advisor.post(`/api/service-request/${id}/assignments`, { staffId: technician.staffId })
  expect(idsOf(await list(`?shop=${shop.slug}`, technician))).toEqual([id])
  expect(idsOf(await list(`?shop=${shop.slug}&status=in_progress`, technician))).toEqual([id])
  expect(idsOf(await list(`?shop=${shop.slug}&status=on_hold`, technician))).toEqual([])
})

test('who has no right there hears 403, a stranger 401, an unknown shop 404', async () => {
  const ask = (query: string, by: Client = advisor) => by.get(`/api/service-request${query}`)
  expect((await ask(`?shop=${shop.slug}`, customer)).status).toBe(403)
  expect((await ask(`?shop=${shop.slug}`, marketing)).status).toBe(403)
  expect((await ask(`?shop=${elsewhere.shop.slug}`)).status).toBe(403)
  expect((await app.guest.get(`/api/service-request?shop=${shop.slug}`)).status).toBe(401)
  expect((await app.guest.get('/api/service-request')).status).toBe(401)
  expect((await ask('?shop=nowhere')).status).toBe(404)
})

test.for(['status=fixed', 'limit=0', 'limit=many', 'limit=1000', 'after=nonsense', 'colour=red'])(
  '?%s is bad input',
  async (query) => {
    expect((await advisor.get(`/api/service-request?shop=${shop.slug}&${query}`)).status).toBe(400)
  },
)

test('?q= finds by number, name, plate and model, in any order and script [S0.18a]', async () => {
  const id = await open({
    asset: { kind: 'vehicle', make: 'Peugeot', model: '206', plate: 'XYZ 987' },
    customer: { name: 'Sara Ahmadi', phone: '(212) 555-0177' },
  })
  const { number } = (await advisor.get(`/api/service-request/${id}/status`)).body
  for (const q of [number, `RO-${number}`, 'ahmadi', 'xyz987', 'peugeot sara', '5550177', '۵۵۵۰۱۷۷']) {
    expect(idsOf(await list(`?shop=${shop.slug}&q=${encodeURIComponent(q)}`)), q).toEqual([id])
  }
  expect(idsOf(await list(`?shop=${shop.slug}&q=ahmadi+iphone`))).toEqual([])
  expect(idsOf(await list(`?shop=${shop.slug}&q=%25`))).toEqual([])
  expect(idsOf(await list(`?shop=${shop.slug}&q=sara&status=in_progress`))).toEqual([])
})

import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Client } from '../../kit/testing/client.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const at = await testShop(app)
const { shop } = at
const advisor = await at.hire('advisor')
const technician = await at.hire('technician')
const marketing = await at.hire('marketing')
const bay = await at.addResource()
const service = await at.addService({ name: 'Oil change', needs: [{ kind: 'technician' }, { kind: 'bay' }] })
const stranger = await (await testShop(app)).hire('advisor')

async function open(...steps: string[]): Promise<string> {
  const answer = await app.guest.post('/api/service-request', {
    shop: shop.slug,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: 'ABC 1234' },
    description: 'It squeaks when I brake.',
    customer: { name: 'Grace Guest', email: 'grace@example.org' },
  })
  expect(answer.status).toBe(201)
  for (const status of steps) await change(answer.body.id, { status })
  return answer.body.id
}

async function change(id: string, body: object): Promise<void> {
  const answer = await advisor.patch(`/api/service-request/${id}/status`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}

const assign = (id: string) =>
  advisor.post(`/api/service-request/${id}/assignments`, { staffId: technician.staffId })

interface Card {
  id: string
  status: string
  people: { id: string }[]
  waits: Record<string, boolean>
}
interface Column {
  stage: string
  count: number
  cards: Card[]
}

async function board(query = '', by: Client = advisor): Promise<Record<string, Column>> {
  const answer = await by.get<{ columns: Column[] }>(`/api/shops/${shop.slug}/board${query}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return Object.fromEntries(answer.body.columns.map((column) => [column.stage, column]))
}

test('the board has a column for each stage and a card for each order, the nearest promise first [S0.13c] [S3.A1b]', async () => {
  const plain = await open('in_progress')
  const late = await open('in_progress')
  const soon = await open('in_progress', 'awaiting_parts')
  await change(plain, { promisedAt: '2026-12-01T15:00:00Z' })
  await change(late, { promisedAt: '2026-12-01T12:00:00Z' })
  const columns = await board()
  expect(Object.keys(columns)).toEqual([
    'pending',
    'scheduled',
    'in_progress',
    'awaiting_parts',
    'on_hold',
    'quality_check',
    'ready_for_pickup',
    'dispatched',
    'completed',
  ])
  expect(columns['in_progress']?.count).toBe(2)
  expect(columns['in_progress']?.cards.map(({ id, status }) => [id, status])).toEqual([
    [late, 'delayed'],
    [plain, 'in_progress'],
  ])
  expect(columns['awaiting_parts']?.cards).toMatchObject([
    {
      id: soon,
      what: 'It squeaks when I brake',
      customer: { name: 'Grace Guest' },
      asset: { make: 'Toyota', plate: 'ABC 1234' },
      waits: { part: true, approval: false, money: false },
    },
  ])
})

test('what is scheduled stands by its visit, whoever booked first', async () => {
  const later = await open()
  const sooner = await open()
  for (const [requestId, startsAt] of [
    [later, '2026-12-03T15:00:00Z'],
    [sooner, '2026-12-02T15:00:00Z'],
  ]) {
    const answer = await advisor.post('/api/appointment', {
      shop: shop.slug,
      requestId,
      startsAt,
      serviceIds: [service.id],
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  }
  expect((await board())['scheduled']?.cards.map(({ id }) => id)).toEqual([sooner, later])
})

test('the address narrows the board: who, where, what is late', async () => {
  const id = await open('in_progress', 'on_hold')
  await assign(id)
  await advisor.put(`/api/service-request/${id}/bay`, { bayId: bay.id })
  expect((await board(`?technician=${technician.staffId}`))['on_hold']?.cards).toMatchObject([
    { id, bay: { id: bay.id } },
  ])
  expect((await board('?technician=none'))['on_hold']?.cards).toEqual([])
  expect((await board(`?bay=${bay.id}`))['on_hold']?.count).toBe(1)
  expect((await board('?late=1'))['on_hold']?.count).toBe(0)
  expect((await board('?technician=nobody'))['on_hold']?.count).toBe(0)
  expect((await advisor.get(`/api/shops/${shop.slug}/board?colour=red`)).status).toBe(400)
})

test('work that is finished is late no more, though its promise has passed', async () => {
  const here = await open('in_progress')
  await change(here, { promisedAt: '2026-12-01T12:00:00Z' })
  const lateOnes = async () =>
    Object.values(await board('?late=1')).flatMap(({ cards }) => cards.map(({ id }) => id))
  expect(await lateOnes()).toContain(here)
  for (const status of ['quality_check', 'ready_for_pickup']) await change(here, { status })
  expect(await lateOnes()).not.toContain(here)
})

test('a technician’s board shows assigned orders only; others have none', async () => {
  const mine = Object.values(await board('', technician)).flatMap(({ cards }) => cards)
  expect(mine.length).toBeGreaterThan(0)
  expect(mine.every(({ people }) => people.some(({ id }) => id === technician.staffId))).toBe(true)
  for (const page of ['board', 'dashboard', 'my-day', 'live']) {
    const url = `/api/shops/${shop.slug}/${page}`
    expect((await app.guest.get(url)).status, page).toBe(401)
    expect((await stranger.get(url)).status, page).toBe(403)
    expect((await marketing.get(url)).status, page).toBe(403)
  }
  expect((await technician.get(`/api/shops/${shop.slug}/dashboard`)).status).toBe(403)
})

test('no more than thirty cards are drawn in a column, and all are counted', async () => {
  const before = (await board())['pending']?.count ?? 0
  for (let n = 0; n < 32; n += 1) await open()
  const { pending } = await board()
  expect(pending?.count).toBe(before + 32)
  expect(pending?.cards).toHaveLength(30)
})

test('the dashboard puts the newest request on top and names what is late [S0.13a] [S2.09c] [S2.09d]', async () => {
  const newest = await open()
  const answer = await advisor.get(`/api/shops/${shop.slug}/dashboard`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  const needs = Object.fromEntries(answer.body['needs'].map((one: { kind: string }) => [one.kind, one]))
  expect(Object.keys(needs)).toEqual(['new', 'approvals', 'late', 'parts', 'unpaid', 'ready'])
  expect(needs.new.cards[0].id).toBe(newest)
  expect(needs.new.cards).toHaveLength(8)
  expect(needs.late.cards[0].status).toBe('delayed')
  expect(needs.parts.count).toBe(1)
})

test('my day: the running job whole with its issue, then what comes, and what waits apart [S0.14a]', async () => {
  const booked = await app.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'Oil, please.',
    customer: { name: 'Bob', phone: '(212) 555-0124' },
    startsAt: '2026-12-02T09:00:00-05:00',
  })
  expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  await assign(booked.body['requestId'])
  const running = await open('in_progress')
  await assign(running)
  const day = await technician.get(`/api/shops/${shop.slug}/my-day`)
  expect(day.body['next']).toMatchObject({ id: running, description: 'It squeaks when I brake.' })
  expect(day.body['later'].map((one: Card) => one.id)).toEqual([booked.body['requestId']])
  expect(day.body['waiting'].map((one: Card) => one.status)).toEqual(['on_hold'])
})

test('a live stream says that something happened, and ends when the reader leaves [S0.15a]', async () => {
  await app.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.app.server.address() as AddressInfo
  const signedIn = await app.guest.post('/api/auth/login', {
    email: advisor.email,
    password: advisor.password,
  })
  const stop = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${port}/api/shops/${shop.slug}/live`, {
    headers: { authorization: `Bearer ${signedIn.body['accessToken']}` },
    signal: stop.signal,
  })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const reader = (answer.body ?? new ReadableStream<Uint8Array>()).getReader()
  const text = new TextDecoder()
  expect(text.decode((await reader.read()).value)).toContain('retry:')
  const heard = (async () => {
    let all = ''
    while (!all.includes('event: changed')) all += text.decode((await reader.read()).value)
    return all
  })()
  // The first look takes the mark; keep something happening until the stream has told.
  let told = false
  void heard.then(() => (told = true))
  while (!told) {
    await open()
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  expect(await heard).toContain('data: 1')
  stop.abort()
})

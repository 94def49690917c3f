import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Client } from '../../kit/testing/client.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { type Stage, STAGES } from './stages.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const at = await testShop(app)
const { shop } = at
await at.addResource()
const advisor = await at.hire('advisor')
const technician = await at.hire('technician')
const finance = await at.hire('finance')
const technicianId = technician.staffId
const service = await at.addService({ needs: [{ kind: 'technician' }, { kind: 'bay' }] })
const stranger = await (await testShop(app)).hire('advisor')

const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla', year: 2019, plate: 'ABC 1234' }
const guest = { name: 'Grace Guest', email: 'grace@example.org' }

interface Opened {
  id: string
  code: string
}

async function open(more: Record<string, unknown> = {}, by: Client = app.guest): Promise<Opened> {
  const answer = await by.post('/api/service-request', {
    shop: shop.slug,
    asset: car,
    description: 'It squeaks when I brake.',
    customer: guest,
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return { id: answer.body.id, code: answer.body.trackingCode }
}

const path = (id: string, code?: string) =>
  `/api/service-request/${id}/status${code === undefined ? '' : `?code=${code}`}`

const set = (id: string, status: string, more: object = {}, by: Client = advisor) =>
  by.patch(path(id), { status, ...more })

const WAYS: Record<Stage, Stage[]> = {
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
}

async function openIn(stage: Stage): Promise<Opened> {
  const order = await open()
  for (const step of WAYS[stage]) expect((await set(order.id, step)).status).toBe(200)
  return order
}

const NEXT: Record<Stage, string[]> = {
  pending: ['scheduled', 'in_progress', 'canceled'],
  scheduled: ['pending', 'in_progress', 'canceled'],
  in_progress: ['awaiting_parts', 'on_hold', 'quality_check', 'canceled', 'delayed'],
  awaiting_parts: ['in_progress', 'canceled', 'delayed'],
  on_hold: ['in_progress', 'canceled', 'delayed'],
  quality_check: ['in_progress', 'ready_for_pickup', 'delayed'],
  ready_for_pickup: ['in_progress', 'dispatched', 'completed'],
  dispatched: ['completed'],
  completed: ['closed'],
  closed: [],
  canceled: [],
}

test.for(STAGES)(
  'an order gets to %s, is shown so with its history, and every move that is not allowed from there is refused [S1.4.1] [S3.API.5] [S3.A1d] [S3.C3a]',
  async (stage) => {
    const order = await openIn(stage)
    const shown = await advisor.get(path(order.id))
    expect(shown.body).toMatchObject({
      id: order.id,
      status: stage,
      stage,
      balance: { amount: 0, currency: 'USD' },
    })
    expect(shown.body.history.map((entry: { status: string }) => entry.status)).toEqual([
      'pending',
      ...WAYS[stage],
    ])
    for (const to of STAGES.filter((one) => one !== stage && !NEXT[stage].includes(one))) {
      const refused = await set(order.id, to)
      expect(refused.status, `${stage} → ${to}`).toBe(409)
      expect(refused.body).toMatchObject({ code: 'illegal-move', reason: expect.any(String) })
      expect(refused.body.allowed.toSorted()).toEqual(NEXT[stage].toSorted())
    }
    const same = await set(order.id, stage)
    expect(same.status).toBe(200)
    expect(same.body.history).toHaveLength(WAYS[stage].length + 1)
  },
)

const LABELS: [string, string][] = [
  ['ready_for_pickup', 'Ready for Pickup'],
  ['in_progress', 'In Progress'],
  ['awaiting_parts', 'Awaiting Parts'],
]
test.for(LABELS)('%s reads “%s”, and in Persian where that is asked for', async ([stage, label]) => {
  const order = await openIn(stage as Stage)
  expect((await advisor.get(path(order.id))).body.label).toBe(label)
  const persian = await advisor.get(path(order.id), { 'accept-language': 'fa' })
  expect(persian.body.label).toMatch(/[آ-ی]/)
})

test('delayed is set by hand in work, with a reason, and goes with a later promise [S3.ST.11] [S3.C3c]', async () => {
  const order = await openIn('in_progress')
  expect((await set(order.id, 'delayed')).body.errors).toMatchObject([{ pointer: '/reason' }])
  const promise = '2026-12-01T18:00:00-05:00'
  const delayed = await set(order.id, 'delayed', { reason: 'The part came broken', promisedAt: promise })
  expect(delayed.body).toMatchObject({ status: 'delayed', stage: 'in_progress', promisedAt: promise })
  expect(delayed.body.history.at(-1).status).toBe('delayed')
  const again = await advisor.patch(path(order.id), { promisedAt: '2026-12-02T12:00:00-05:00' })
  expect(again.body).toMatchObject({ status: 'in_progress', promisedAt: '2026-12-02T12:00:00-05:00' })
  const early = await openIn('scheduled')
  expect((await set(early.id, 'delayed', { reason: 'x' })).body).toMatchObject({
    code: 'illegal-move',
    reason: 'not_in_work',
  })
})

test('work whose promised time has passed shows as delayed, until it is ready [S3.ST.11]', async () => {
  const order = await openIn('in_progress')
  const late = await advisor.patch(path(order.id), { promisedAt: '2026-12-01T07:00:00-05:00' })
  expect(late.body).toMatchObject({ status: 'delayed', stage: 'in_progress' })
  expect(late.body.history.map((entry: { status: string }) => entry.status)).not.toContain('delayed')
  await set(order.id, 'quality_check')
  expect((await set(order.id, 'ready_for_pickup')).body.status).toBe('ready_for_pickup')
})

test('payment_pending is nobody’s to set [S3.ST.10]', async () => {
  const order = await openIn('completed')
  const refused = await set(order.id, 'payment_pending')
  expect(refused.status).toBe(409)
  expect(refused.body).toMatchObject({ reason: 'set_by_payment', allowed: ['closed'] })
})

test('what is not a status, a time or a known field is bad input, all at once', async () => {
  const order = await open()
  const answer = await advisor.patch(path(order.id), { status: 'fixed', promisedAt: 'soon', price: 3 })
  expect(answer.status).toBe(400)
  expect(answer.body.errors.map((error: { pointer: string }) => error.pointer).toSorted()).toEqual([
    '/price',
    '/promisedAt',
    '/status',
  ])
  const far = await advisor.patch(path(order.id), { promisedAt: '9999-12-31T23:59:59Z' })
  expect(far.body.errors).toMatchObject([{ pointer: '/promisedAt' }])
  expect((await advisor.patch(path(order.id), { promisedAt: '0000-01-01T00:00:00Z' })).status).toBe(400)
})

test('nobody without a code hears 401, a wrong code or another order’s 404 [S2.12c]', async () => {
  const order = await open()
  const other = await open()
  expect((await app.guest.get(path(order.id))).status).toBe(401)
  expect((await app.guest.get(path('01890000-0000-7000-8000-000000000000'))).status).toBe(401)
  expect((await app.guest.get(path('nonsense'))).status).toBe(401)
  expect((await app.guest.get(path(order.id, 'ABCDABCDABCDABCD'))).status).toBe(404)
  expect((await app.guest.get(path(order.id, other.code))).status).toBe(404)
  expect((await app.guest.get(path(order.id, order.code.toLowerCase()))).status).toBe(200)
  expect((await advisor.get(path('nonsense'))).status).toBe(404)
})

test('another shop’s staff and another customer find nothing [S2.12c]', async () => {
  const order = await open()
  const customer = await app.people.add()
  for (const wrong of [stranger, customer]) {
    expect((await wrong.get(path(order.id))).status).toBe(404)
    expect((await set(order.id, 'in_progress', {}, wrong)).status).toBe(404)
  }
})

test('finance sees the order and may not move it', async () => {
  const order = await open()
  expect((await finance.get(path(order.id))).status).toBe(200)
  expect((await set(order.id, 'in_progress', {}, finance)).status).toBe(403)
})

test('a technician has only assigned orders, moves them, and neither cancels nor closes [S2.11a]', async () => {
  const order = await open()
  expect((await technician.get(path(order.id))).status).toBe(404)
  const assigned = await advisor.post(`/api/service-request/${order.id}/assignments`, {
    staffId: technicianId,
  })
  expect(assigned.status, JSON.stringify(assigned.body)).toBe(201)
  expect(assigned.body.people).toMatchObject([{ id: technicianId }])
  expect((await set(order.id, 'in_progress', { note: 'Started' }, technician)).status).toBe(200)
  expect((await set(order.id, 'canceled', {}, technician)).status).toBe(403)
  expect((await set(order.id, 'closed', {}, technician)).status).toBe(403)
  const refused = await set(order.id, 'completed', {}, technician)
  expect(refused.body.allowed.toSorted()).toEqual(['awaiting_parts', 'delayed', 'on_hold', 'quality_check'])
  expect((await advisor.delete(`/api/service-request/${order.id}/assignments/${technicianId}`)).status).toBe(
    204,
  )
  expect((await technician.get(path(order.id))).status).toBe(404)
})

test('a customer cancels before work, by account or code, and may do nothing else', async () => {
  const customer = await app.people.add()
  const mine = await open({ customer: undefined }, customer)
  expect((await customer.patch(path(mine.id), { status: 'in_progress' })).status).toBe(403)
  expect((await customer.patch(path(mine.id), { promisedAt: null })).status).toBe(403)
  expect((await customer.patch(path(mine.id), { note: 'hello' })).status).toBe(403)
  const canceled = await customer.patch(path(mine.id), { status: 'canceled' })
  expect(canceled.body).toMatchObject({ status: 'canceled' })
  expect((await customer.patch(path(mine.id), { status: 'canceled' })).status).toBe(200)
  const begun = await openIn('in_progress')
  const late = await app.guest.patch(path(begun.id, begun.code), { status: 'canceled' })
  expect(late.status).toBe(409)
  expect(late.body).toMatchObject({ reason: 'work_has_begun', allowed: [] })
})

async function book(startsAt: string): Promise<Opened & { appointmentId: string }> {
  const answer = await app.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: car,
    description: 'It squeaks.',
    customer: guest,
    startsAt,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return { id: answer.body.requestId, code: answer.body.trackingCode, appointmentId: answer.body.id }
}

async function appointmentStatus(id: string): Promise<string> {
  const { body } = await advisor.get(`/api/appointment?shop=${shop.slug}`)
  return body.appointments.find((one: { id: string }) => one.id === id).status
}

test('a booking schedules its order; work that begins checks the customer in [S0.02b]', async () => {
  const booked = await book('2026-12-03T09:00:00-05:00')
  expect((await advisor.get(path(booked.id))).body.status).toBe('scheduled')
  await set(booked.id, 'in_progress')
  expect(await appointmentStatus(booked.appointmentId)).toBe('arrived')
})

test('canceling an order cancels its appointment and frees the time', async () => {
  const booked = await book('2026-12-03T11:00:00-05:00')
  expect((await app.guest.patch(path(booked.id, booked.code), { status: 'canceled' })).status).toBe(200)
  expect(await appointmentStatus(booked.appointmentId)).toBe('canceled')
  expect(
    (await advisor.get(path(booked.id))).body.history.map((one: { status: string }) => one.status),
  ).toEqual(['pending', 'scheduled', 'canceled'])
  await book('2026-12-03T11:00:00-05:00')
})

test('a canceled appointment puts its order back to pending, once', async () => {
  const booked = await book('2026-12-03T13:00:00-05:00')
  expect(
    (await app.guest.post(`/api/appointment/${booked.appointmentId}/cancel?code=${booked.code}`, {})).status,
  ).toBe(200)
  const back = await advisor.get(path(booked.id))
  expect(back.body.history.map((one: { status: string }) => one.status)).toEqual([
    'pending',
    'scheduled',
    'pending',
  ])
})

test('put back to pending by hand, an order loses its appointment', async () => {
  const booked = await book('2026-12-03T14:00:00-05:00')
  const back = await set(booked.id, 'pending')
  expect(back.body.history.map((one: { status: string }) => one.status)).toEqual([
    'pending',
    'scheduled',
    'pending',
  ])
  expect(await appointmentStatus(booked.appointmentId)).toBe('canceled')
})

test('within the shop’s notice the customer no longer cancels, the counter does', async () => {
  const booked = await book('2026-12-02T09:00:00-05:00')
  const before = app.clock.now()
  app.clock.set('2026-12-02T08:00:00-05:00')
  const late = await app.guest.patch(path(booked.id, booked.code), { status: 'canceled' })
  expect(late.body).toMatchObject({ code: 'illegal-move', reason: 'too_late_to_cancel', allowed: [] })
  expect((await set(booked.id, 'canceled', { reason: 'Called' })).status).toBe(200)
  app.clock.set(before)
})

test('two who move one order at once: it is moved once, and both are told where it stands', async () => {
  const order = await open()
  const answers = await Promise.all(Array.from({ length: 6 }, () => set(order.id, 'in_progress')))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
  expect((await advisor.get(path(order.id))).body.history).toHaveLength(2)
})

import { expect, test } from 'vitest'
import { releaseUnconfirmed } from '../booking/release-unconfirmed.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }))
const { shop, owner, hire, addService, addResource } = await testShop(app, { hours })
const needs = [{ kind: 'technician' as const }, { kind: 'bay' as const }]
await hire('technician')
await addResource()
const service = await addService({ needs, durationMinutes: 60 })
const advisor = await hire('advisor')
const settings = `/api/shops/${shop.slug}`

const edit = (change: object) => owner.patch(settings, change)
const edited = await edit({ confirmAskMinutes: 24 * 60, confirmReleaseMinutes: 4 * 60 })

const at = (time: string) => `2026-12-${time}:00-05:00`
const book = async (time: string, name = 'grace', more: object = {}) => {
  const answer = await app.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt: at(time),
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name, email: `${name}@example.org` },
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  const body = answer.body as { id: string; status: string; requestId: string; trackingCode: string }
  return { ...body, code: `?code=${body.trackingCode}`, email: `${name}@example.org` }
}
const tick = async () => {
  await Promise.all([releaseUnconfirmed(app.system), releaseUnconfirmed(app.system)])
  await app.drainJobs()
}
const visit = async (id: string, date: string) =>
  (await advisor.get(`/api/appointment?shop=${shop.slug}&date=${date}`)).body['appointments'].find(
    (one: { id: string }) => one.id === id,
  )
const subjects = (email: string) => app.outbox.mails(email).map(({ subject }) => subject)

test('the policy is the shop’s: released is only what was asked about before', async () => {
  expect(edited.status, JSON.stringify(edited.body)).toBe(200)
  const wrong = await edit({ confirmReleaseMinutes: 24 * 60 })
  expect([wrong.status, wrong.body.errors?.[0].pointer]).toEqual([400, '/confirmReleaseMinutes'])
  expect((await edit({ confirmAskMinutes: null })).status).toBe(400)
})

test('customers are asked once, a day before; who confirms keeps the visit', async () => {
  const booked = await book('03T12:00')
  await tick()
  expect(subjects(booked.email)).toHaveLength(1)
  app.clock.set('2026-12-02T17:00:00Z')
  await tick()
  await tick()
  expect(subjects(booked.email).slice(1)).toEqual(['Do you come on Thursday, December 3, 2026, 12:00 PM?'])
  const [, asked] = app.outbox.mails(booked.email)
  expect(asked?.text).toMatch(/until .*8:00.AM|by .*8:00.AM/)
  const confirmed = await app.guest.post(`/api/appointment/${booked.id}/confirm${booked.code}`)
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200)
  expect(confirmed.body).toMatchObject({ status: 'confirmed', customerConfirmedAt: at('02T12:00') })
  const again = await app.guest.post(`/api/appointment/${booked.id}/confirm${booked.code}`)
  expect(again.body).toEqual(confirmed.body)
  app.clock.set('2026-12-03T16:00:00Z')
  await tick()
  expect(await visit(booked.id, '2026-12-03')).toMatchObject({ status: 'confirmed', released: false })
})

test('what nobody confirms is released at the very minute, told, and may be booked again [S2.B3]', async () => {
  app.clock.set('2026-12-03T17:00:00Z')
  const booked = await book('07T12:00', 'silent')
  const noted = await book('07T13:00', 'phoned')
  app.clock.set('2026-12-06T18:30:00Z')
  await tick()
  const byPhone = await advisor.post(`/api/appointment/${noted.id}/confirm`, { by: 'customer' })
  expect(byPhone.body.customerConfirmedAt).not.toBeNull()
  app.clock.set('2026-12-07T12:59:59Z')
  await tick()
  expect(await visit(booked.id, '2026-12-07')).toMatchObject({ status: 'confirmed' })
  app.clock.set('2026-12-07T13:00:00Z')
  await tick()
  expect(await visit(booked.id, '2026-12-07')).toMatchObject({
    status: 'canceled',
    released: true,
    requestStatus: 'pending',
    resourceIds: [],
  })
  expect(subjects(booked.email).at(-1)).toContain('was not confirmed and is released')
  expect(subjects(booked.email).filter((one) => one.includes('released'))).toHaveLength(1)
  expect(await visit(noted.id, '2026-12-07')).toMatchObject({ status: 'confirmed' })
  const late = await app.guest.post(`/api/appointment/${booked.id}/confirm${booked.code}`)
  expect([late.status, late.body.reason]).toEqual([409, 'appointment_canceled'])
  const slots = await app.guest.get(
    `/api/shops/${shop.slug}/slots?service=${service.id}&from=2026-12-07&to=2026-12-07`,
  )
  expect(slots.body.slots.map(({ startsAt }: { startsAt: string }) => startsAt)).toContain(at('07T12:00'))
})

test('who booked or moved later than that has just said that they come; whom staff moved is asked anew', async () => {
  app.clock.set('2026-12-07T14:00:00Z')
  const pushed = await book('10T14:00', 'pushed')
  app.clock.set('2026-12-08T13:00:00Z')
  const fresh = await book('08T15:00', 'fresh')
  const moved = await book('10T12:00', 'mover')
  await tick()
  expect(subjects(fresh.email)).toHaveLength(1)
  const own = await app.guest.patch(`/api/appointment/${moved.id}${moved.code}`, { startsAt: at('08T12:00') })
  expect(own.body.customerConfirmedAt).not.toBeNull()
  await advisor.patch(`/api/appointment/${pushed.id}`, { startsAt: at('08T13:00') })
  await tick()
  expect(subjects(pushed.email).at(-1)).toContain('Do you come')
  // Though the hour of release is over, whoever was asked has an hour to answer.
  app.clock.set('2026-12-08T13:59:00Z')
  await tick()
  expect(await visit(pushed.id, '2026-12-08')).toMatchObject({ status: 'confirmed' })
  app.clock.set('2026-12-08T14:00:00Z')
  await tick()
  expect(await visit(pushed.id, '2026-12-08')).toMatchObject({ status: 'canceled', released: true })
  expect(await visit(fresh.id, '2026-12-08')).toMatchObject({ status: 'confirmed' })
})

test('only the customer and the front desk confirm; a request of theirs waits for the shop first', async () => {
  app.clock.set('2026-12-09T13:00:00Z')
  const booked = await book('11T12:00', 'rights')
  const url = `/api/appointment/${booked.id}/confirm`
  expect((await app.guest.post(url)).status).toBe(401)
  expect((await app.guest.post(`${url}?code=0000000000000000`)).status).toBe(404)
  expect((await (await app.people.add()).post(url)).status).toBe(404)
  expect((await (await hire('finance')).post(url)).status).toBe(403)
  expect((await advisor.post(url, { by: 'nobody' })).status).toBe(400)
  // The shop's own yes to what is certain already says nothing about the customer.
  expect((await advisor.post(url)).body.customerConfirmedAt).toBeNull()
  await edit({ confirmBookings: 'by_staff' })
  const requested = await book('11T14:00', 'asks')
  const early = await app.guest.post(`/api/appointment/${requested.id}/confirm${requested.code}`)
  expect([early.status, early.body.reason]).toEqual([409, 'confirm_not_needed'])
  expect((await advisor.post(`/api/appointment/${requested.id}/confirm`)).body.status).toBe('confirmed')
  await edit({ confirmBookings: 'instant' })
})

test('missed visits are on record, and after so many the shop says yes first', async () => {
  app.clock.set('2026-12-14T13:00:00Z')
  await edit({ noShowLimit: 1 })
  const missed = await book('14T10:00', 'nora')
  app.clock.set('2026-12-14T15:10:00Z')
  expect((await advisor.post(`/api/appointment/${missed.id}/no-show`)).status).toBe(200)
  const late = await book('16T10:00', 'nora')
  expect(late.status).toBe('requested')
  expect((await book('16T12:00', 'other')).status).toBe('confirmed')
  expect(
    (await app.guest.post(`/api/appointment/${late.id}/cancel${late.code}`, { late: true })).body.errors[0],
  ).toMatchObject({ pointer: '/late' })
  const canceled = await advisor.post(`/api/appointment/${late.id}/cancel`, { late: true })
  expect(canceled.status, JSON.stringify(canceled.body)).toBe(200)
  const customer = canceled.body.customer.id
  const read = await advisor.get(`/api/shops/${shop.slug}/customers/${customer}`)
  expect(read.body.missed, JSON.stringify(read.body)).toEqual({
    noShows: [at('14T10:00')],
    late: [at('16T10:00')],
  })
})

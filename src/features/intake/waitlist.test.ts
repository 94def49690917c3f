import { expect, test } from 'vitest'
import { offerTimes } from '../booking/offer-times.ts'
import { jobs } from '../booking/jobs-visits.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '10:00' }))
const needs = [{ kind: 'technician' as const }, { kind: 'bay' as const }]
const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla' }
const at = (time: string) => `2026-12-${time}:00-05:00`

/** A shop of one bay that works two hours a day: two visits, and the day is full. */
async function smallShop() {
  const made = await testShop(app, { hours })
  await made.hire('technician')
  await made.addResource()
  const service = await made.addService({ needs, durationMinutes: 60 })
  const advisor = await made.hire('advisor')
  const { slug, id } = made.shop
  let guests = 0
  const guest = () => {
    guests += 1
    return { name: `Guest ${guests}`, email: `guest${guests}.${slug}@example.org` }
  }
  return {
    ...made,
    service,
    advisor,
    async book(time: string) {
      const answer = await app.guest.post('/api/appointment', {
        shop: slug,
        serviceIds: [service.id],
        startsAt: at(time),
        asset: car,
        description: 'It squeaks.',
        customer: guest(),
      })
      expect(answer.status, JSON.stringify(answer.body)).toBe(201)
      return answer.body as { id: string; trackingCode: string; requestId: string }
    },
    /** Sends a request that waits for a time. */
    async wait(wish: object) {
      const customer = guest()
      const asked = await app.guest.post('/api/service-request', {
        shop: slug,
        asset: car,
        description: 'It squeaks.',
        customer,
      })
      const { id: requestId, trackingCode: code } = asked.body
      const url = (what = '') => `/api/service-request/${requestId}/waitlist${what}?code=${code}`
      const joined = await app.guest.post(url(), { serviceIds: [service.id], ...wish })
      expect(joined.status, JSON.stringify(joined.body)).toBe(201)
      return { requestId, code, url, email: customer.email, joined: joined.body }
    },
    cancel: (visit: { id: string; trackingCode: string }) =>
      app.guest.post(`/api/appointment/${visit.id}/cancel?code=${visit.trackingCode}`),
    list: async () => (await advisor.get(`/api/shops/${slug}/waitlist`)).body['waitlist'],
    claims: async () =>
      (
        await app.services.database.pool.query<{ kind: string; n: number }>(
          `select kind, count(*)::int as n from claims where shop_id = $1 and (expires_at is null or expires_at > $2)
           group by kind order by kind`,
          [id, app.clock.now()],
        )
      ).rows,
  }
}

const tick = async () => {
  for (const job of jobs) await job.run(app.system, {})
  await app.drainJobs()
}
const subjects = (email: string) => app.outbox.mails(email).map(({ subject }) => subject)

test('a freed time goes to the first who wants it, then to the next: after a no, after silence [S2.B3] [S2.04d]', async () => {
  app.clock.set('2026-12-01T13:00:00Z')
  const small = await smallShop()
  const full = await small.book('03T08:00')
  await small.book('03T09:00')
  const day = { from: '2026-12-03', to: '2026-12-03' }
  const [first, second, third] = [await small.wait(day), await small.wait(day), await small.wait(day)]
  await app.drainJobs()
  expect(third.joined).toMatchObject({ position: 3, offer: null, part: 'any' })
  expect(subjects(first.email)).toEqual([`You are on the waitlist of ${small.shop.name}`])

  await small.cancel(full)
  await app.drainJobs()
  const offered = (await app.guest.get(first.url())).body
  expect(offered.offer).toEqual({
    startsAt: at('03T08:00'),
    endsAt: at('03T09:00'),
    expiresAt: at('01T09:00'),
  })
  const mail = app.outbox.mails(first.email).at(-1)
  expect(mail?.subject).toContain('A time has become free: Thursday, December 3, 2026')
  expect(mail?.text).toContain(`/track/${first.code}`)
  expect((await app.guest.get(second.url())).body.offer).toBeNull()
  // It is held: nobody else gets it, not even the next in the list.
  expect((await app.guest.post(second.url('/accept'))).body.reason).toBe('nothing_offered')

  expect((await app.guest.post(first.url('/decline'))).body).toMatchObject({ position: 1, offer: null })
  await app.drainJobs()
  expect((await app.guest.get(first.url())).body.offer).toBeNull()
  expect((await app.guest.get(second.url())).body.offer.startsAt).toBe(at('03T08:00'))

  app.clock.advance({ minutes: 60 })
  expect((await app.guest.post(second.url('/accept'))).body.reason).toBe('nothing_offered')
  await tick()
  expect((await app.guest.get(third.url())).body.offer.expiresAt).toBe(at('01T10:00'))
  const booked = await app.guest.post(third.url('/accept'))
  expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  expect(booked.body).toMatchObject({
    status: 'confirmed',
    startsAt: at('03T08:00'),
    requestId: third.requestId,
  })
  expect((await app.guest.get(third.url())).status).toBe(404)
  await tick()
  expect((await small.list()).map(({ position }: { position: number }) => position)).toEqual([1, 2])
  expect(await small.claims()).toEqual([{ kind: 'booking', n: 4 }])
})

test('the job may run twice, at once and again: one time is offered once', async () => {
  const small = await smallShop()
  const full = await small.book('03T08:00')
  await small.book('03T09:00')
  const day = { from: '2026-12-03', to: '2026-12-03' }
  const waiting = [await small.wait(day), await small.wait(day), await small.wait(day)]
  await app.drainJobs()
  await small.cancel(full)
  await Promise.all(Array.from({ length: 8 }, () => offerTimes(app.system, small.shop.id)))
  await app.drainJobs()
  await tick()
  const list = await small.list()
  expect(list.filter(({ offer }: { offer: unknown }) => offer)).toHaveLength(1)
  expect(list[0].offer).not.toBeNull()
  expect(subjects(waiting[0]?.email ?? '')).toHaveLength(2)
  expect(await small.claims()).toEqual([
    { kind: 'booking', n: 2 },
    { kind: 'hold', n: 2 },
  ])
})

test('nothing is offered outside of the wish, or so near that the shop would have no notice', async () => {
  app.clock.set('2026-12-01T13:00:00Z')
  const small = await smallShop()
  const evening = await small.wait({ from: '2026-12-03', to: '2026-12-03', part: 'evening' })
  await app.drainJobs()
  expect((await app.guest.get(evening.url())).body.offer).toBeNull()
  // Two hours of notice: at half past six nine o'clock can be on offer for half an hour, eight o'clock not at all.
  app.clock.set('2026-12-02T11:30:00Z')
  const near = await small.wait({ from: '2026-12-02', to: '2026-12-02' })
  await app.drainJobs()
  expect((await app.guest.get(near.url())).body.offer).toMatchObject({
    startsAt: at('02T09:00'),
    expiresAt: at('02T07:00'),
  })
  app.clock.set('2026-12-02T12:05:00Z')
  await tick()
  expect((await app.guest.get(near.url())).body.offer).toBeNull()
  app.clock.set('2026-12-03T13:00:00Z')
  await tick()
  expect((await app.guest.get(near.url())).status).toBe(404)
  expect(subjects(near.email).at(-1)).toContain('has ended')
})

test('a part of the day, and each at most one offer; who leaves or is canceled frees what was held', async () => {
  app.clock.set('2026-12-01T13:00:00Z')
  const small = await smallShop()
  const day = { from: '2026-12-04', to: '2026-12-04', part: 'morning' }
  const [one, two] = [await small.wait(day), await small.wait(day)]
  await app.drainJobs()
  expect((await app.guest.get(one.url())).body.offer.startsAt).toBe(at('04T08:00'))
  expect((await app.guest.get(two.url())).body.offer.startsAt).toBe(at('04T09:00'))
  expect((await app.guest.delete(one.url())).status).toBe(204)
  const again = await app.guest.delete(one.url())
  expect([again.status, again.body.reason]).toEqual([409, 'not_waiting'])
  const status = `/api/service-request/${two.requestId}/status?code=${two.code}`
  expect((await app.guest.patch(status, { status: 'canceled' })).status).toBe(200)
  await app.drainJobs()
  expect(await small.list()).toEqual([])
  expect(await small.claims()).toEqual([])
})

test('whoever let three offers pass is taken off the list', async () => {
  app.clock.set('2026-12-01T13:00:00Z')
  const small = await smallShop()
  const silent = await small.wait({})
  for (let n = 0; n < 3; n += 1) {
    await tick()
    expect((await app.guest.get(silent.url())).body.offer, String(n)).not.toBeNull()
    app.clock.advance({ minutes: 61 })
  }
  await tick()
  expect((await app.guest.get(silent.url())).status).toBe(404)
  expect(await small.claims()).toEqual([])
})

test('staff see the list and act for who phones; strangers and other shops do not', async () => {
  app.clock.set('2026-12-01T13:00:00Z')
  const small = await smallShop()
  const waiting = await small.wait({ from: '2026-12-07', part: 'morning' })
  await app.drainJobs()
  const list = await small.list()
  expect(list[0]).toMatchObject({
    customer: { name: 'Guest 1' },
    requestId: waiting.requestId,
    from: '2026-12-07',
  })
  const url = `/api/service-request/${waiting.requestId}/waitlist`
  const stranger = await app.people.add()
  const elsewhere = await (await smallShop()).hire('advisor')
  for (const who of [stranger, elsewhere]) {
    expect((await who.get(`/api/shops/${small.shop.slug}/waitlist`)).status).toBe(403)
    expect((await who.post(`${url}/accept`)).status).toBe(404)
    expect((await who.delete(url)).status).toBe(404)
  }
  expect((await app.guest.post(`${url}/accept`)).status).toBe(401)
  expect((await app.guest.post(`${url}/accept?code=0000000000000000`)).status).toBe(404)
  const booked = await small.advisor.post(`${url}/accept`)
  expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  const twice = await small.advisor.post(url, { serviceIds: [small.service.id] })
  expect([twice.status, twice.body.reason]).toEqual([409, 'order_not_pending'])
})

test('the wish is checked: services of the shop, days in their order, within the horizon', async () => {
  const small = await smallShop()
  const { url } = await small.wait({ from: '2027-01-05', to: '2027-01-06' })
  const wish = (more: object) => app.guest.post(url(), { serviceIds: [small.service.id], ...more })
  const pointerOf = async (more: object) => (await wish(more)).body['errors'][0].pointer
  expect(await pointerOf({ from: '2026-12-20', to: '2026-12-10' })).toBe('/to')
  expect(await pointerOf({ to: '2026-11-01' })).toBe('/to')
  expect(await pointerOf({ from: '2028-01-01' })).toBe('/from')
  expect(await pointerOf({ part: 'night' })).toBe('/part')
  expect(await pointerOf({ serviceIds: ['nothing'] })).toBe('/serviceIds/0')
  // Another wish keeps the place.
  expect((await wish({ part: 'evening' })).body).toMatchObject({ position: 1, part: 'evening' })
})

test('a time booked otherwise takes the request off the list', async () => {
  const small = await smallShop()
  const { url, requestId, code } = await small.wait({ from: '2027-01-05', to: '2027-01-06', part: 'evening' })
  const booked = await app.guest.post('/api/appointment', {
    shop: small.shop.slug,
    requestId,
    code,
    serviceIds: [small.service.id],
    startsAt: at('10T08:00'),
  })
  expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  expect((await app.guest.get(url())).status).toBe(404)
})

test('the look of each minute leaves the calendar alone where nothing can be offered', async () => {
  app.clock.set('2026-12-01T13:00:00Z')
  const small = await smallShop()
  await small.book('03T08:00')
  const last = await small.book('03T09:00')
  const waiting = await small.wait({ from: '2026-12-03', to: '2026-12-03' })
  await tick()
  const version = async () =>
    (
      await app.services.database.pool.query<{ version: string }>(
        'select version from calendars where shop_id = $1',
        [small.shop.id],
      )
    ).rows[0]?.version
  const before = await version()
  app.clock.advance({ minutes: 1 })
  await tick()
  // Nor does it wait for whoever writes there just then.
  const other = await app.services.database.pool.connect()
  await other.query('begin')
  await other.query('select version from calendars where shop_id = $1 for update', [small.shop.id])
  await tick()
  await other.query('rollback')
  other.release()
  expect(await version()).toBe(before)
  expect((await small.cancel(last)).status).toBe(200)
  await tick()
  expect(subjects(waiting.email).filter((subject) => subject.includes('free'))).toHaveLength(1)
  expect(await version()).not.toBe(before)
})

test('nothing is offered before the parts of the request are there [S2.04d]', async () => {
  app.clock.set('2026-12-01T13:00:00Z')
  const small = await smallShop()
  const full = [await small.book('03T08:00'), await small.book('03T09:00')]
  await small.book('04T08:00')
  await small.book('04T09:00')
  const waiting = await small.wait({ from: '2026-12-03', to: '2026-12-04' })
  await app.drainJobs()
  const order = `/api/service-request/${waiting.requestId}`
  const job = await small.advisor.post(`${order}/jobs`, { title: 'Brakes' })
  expect(job.status, job.text).toBe(201)
  const sheet = await small.advisor.get<{ jobs: { id: string }[] }>(order)
  const line = await small.advisor.post(`${order}/jobs/${sheet.body.jobs[0]?.id}/lines`, {
    kind: 'part',
    text: 'Pads',
    quantity: 1,
    unitPrice: { amount: 5000, currency: 'USD' },
    availableFrom: '2026-12-04',
  })
  expect(line.status, line.text).toBe(201)
  for (const visit of full) await small.cancel(visit)
  await tick()
  expect((await app.guest.get(waiting.url())).body.offer).toBeNull()
  // The part comes sooner than was thought.
  const id = String(line.body['id'])
  const edited = await small.advisor.patch(`${order}/lines/${id}`, { availableFrom: '2026-12-03' })
  expect(edited.status, edited.text).toBe(200)
  await tick()
  expect((await app.guest.get(waiting.url())).body.offer.startsAt).toBe(at('03T08:00'))
})

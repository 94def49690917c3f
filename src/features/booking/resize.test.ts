import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

// Tuesday, nine in the morning in New York; open from eight to six.
const house = await testApp({ at: '2026-12-01T14:00:00Z', config: { rateLimits: 0 } })
const { shop, hire, addService, addResource } = await testShop(house)
await hire('technician')
await addResource({ name: 'Bay One' })
const two = await addResource({ name: 'Bay Two' })
await hire('technician')
const service = await addService({
  setupMinutes: 10,
  cleanupMinutes: 20,
  needs: [{ kind: 'technician' }, { kind: 'bay', holdsSetup: true, holdsCleanup: true }],
})
const advisor = await hire('advisor')

let visits = 0

async function book(
  startsAt: string,
  account?: typeof advisor | Awaited<ReturnType<typeof house.people.add>>,
) {
  visits += 1
  const answer = await (account ?? house.guest).post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    ...(account ? {} : { customer: { name: `Visitor ${visits}`, email: `visitor${visits}@example.org` } }),
  })
  expect(answer.status, answer.text).toBe(201)
  return answer.body as { id: string; trackingCode: string }
}

const change = (id: string, body: object) => advisor.patch(`/api/appointment/${id}`, body)

async function bayClaim(id: string): Promise<string> {
  const { rows } = await house.services.database.pool.query(
    `select to_char(c.starts_at at time zone 'America/New_York', 'HH24:MI') || '-' ||
       to_char(c.ends_at at time zone 'America/New_York', 'HH24:MI') as span
     from claims c join resources r on r.shop_id = c.shop_id and r.id = c.resource_id
     where c.appointment_id = $1 and r.kind = 'bay'`,
    [id],
  )
  return rows[0]?.span
}

test('staff give a visit a length of its own, kept at later moves; what it holds follows', async () => {
  const { id } = await book('2026-12-02T15:00:00Z')
  expect(await bayClaim(id)).toBe('09:50-11:20')
  const longer = await change(id, { durationMinutes: 150 })
  expect(longer.body, longer.text).toMatchObject({
    startsAt: '2026-12-02T10:00:00-05:00',
    endsAt: '2026-12-02T12:30:00-05:00',
  })
  expect(await bayClaim(id)).toBe('09:50-12:50')
  const moved = await change(id, { startsAt: '2026-12-02T13:00:00-05:00' })
  expect(moved.body.endsAt).toBe('2026-12-02T15:30:00-05:00')
  expect((await change(id, { durationMinutes: 30 })).body.endsAt).toBe('2026-12-02T13:30:00-05:00')
  expect(await bayClaim(id)).toBe('12:50-13:50')
  expect((await change(id, { durationMinutes: null })).body.endsAt).toBe('2026-12-02T14:00:00-05:00')
})

test('a visit keeps its bay and person when its time changes, where they are free', async () => {
  const { id } = await book('2026-12-03T15:00:00Z')
  const inTwo = await change(id, { resourceIds: [two.id] })
  const held = inTwo.body.resourceIds
  expect(held).toContain(two.id)
  expect((await change(id, { startsAt: '2026-12-03T18:00:00Z' })).body.resourceIds).toEqual(held)
})

test('a length that reaches another visit, or beyond closing, is refused with what is free instead', async () => {
  const { id } = await book('2026-12-04T15:00:00Z')
  for (const hour of [17, 17]) await book(`2026-12-04T${hour}:00:00Z`)
  const taken = await change(id, { durationMinutes: 120 })
  expect(taken.body).toMatchObject({ code: 'slot-taken' })
  expect(taken.body.alternatives).toHaveLength(3)
  const [first] = taken.body.alternatives
  const minutes = (Date.parse(first.endsAt) - Date.parse(first.startsAt)) / 60_000
  expect(minutes).toBe(120)
  expect((await change(id, { durationMinutes: 120, startsAt: first.startsAt })).status).toBe(200)
  expect((await change(id, { durationMinutes: 900 })).body.code).toBe('not-a-slot')
  for (const durationMinutes of [0, -30, 4, 1441, 30.5, 'long'])
    expect((await change(id, { durationMinutes })).status, String(durationMinutes)).toBe(400)
})

test('the length is for staff who plan: customers, technicians, strangers and nobody are refused', async () => {
  const customer = await house.people.add()
  const mine = await book('2026-12-07T15:00:00Z', customer)
  const path = `/api/appointment/${mine.id}`
  const body = { durationMinutes: 90 }
  expect((await customer.patch(path, body)).status).toBe(403)
  expect((await house.guest.patch(`${path}?code=${mine.trackingCode}`, body)).status).toBe(403)
  expect((await house.guest.patch(path, body)).status).toBe(401)
  expect((await (await hire('technician')).patch(path, body)).status).toBe(404)
  expect((await (await testShop(house)).owner.patch(path, body)).status).toBe(404)
  expect((await change(mine.id, body)).status).toBe(200)
  // A customer who moves it later keeps the length that staff gave it.
  const moved = await customer.patch(path, { startsAt: '2026-12-08T15:00:00Z' })
  expect(moved.body, moved.text).toMatchObject({ endsAt: '2026-12-08T11:30:00-05:00' })
})

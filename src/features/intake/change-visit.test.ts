import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { repriceService, RepriceService } from '../catalog/reprice-service.ts'
import { retireService } from '../catalog/retire-service.ts'

// Tuesday, nine in the morning in New York; open from eight to six.
const house = await testApp({ at: '2026-12-01T14:00:00Z', config: { rateLimits: 0 } })
const here = await testShop(house)
const { shop, owner, hire, addService, addResource } = here
const welder = await hire('technician')
const helper = await hire('technician')
await addResource({ name: 'Bay One' })
const found = await owner.get<{ resources: { id: string; name: string }[] }>(
  `/api/shops/${shop.slug}/resources`,
)
const idOf = (name: string) => found.body.resources.find((one) => one.name === name)?.id ?? ''
await owner.patch(`/api/shops/${shop.slug}/resources/${idOf(welder.name)}`, { skills: ['welding'] })
const oil = await addService({ name: 'Oil', needs: [{ kind: 'technician' }] })
const weld = await addService({
  name: 'Weld',
  durationMinutes: 90,
  price: { amount: 20_000, currency: 'USD' },
  needs: [{ kind: 'technician', skill: 'welding' }, { kind: 'bay' }],
})
const advisor = await hire('advisor')

let visits = 0

async function book(startsAt: string, account?: Awaited<ReturnType<typeof house.people.add>>) {
  visits += 1
  const answer = await (account ?? house.guest).post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [oil.id],
    startsAt,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    ...(account ? {} : { customer: { name: `Visitor ${visits}`, email: `visitor${visits}@example.org` } }),
  })
  expect(answer.status, answer.text).toBe(201)
  return answer.body as { id: string; requestId: string; trackingCode: string }
}

const change = (id: string, body: object) => advisor.patch(`/api/appointment/${id}`, body)

/** What is held for a visit, from when to when; and the jobs of its order. */
async function claimsOf(id: string): Promise<string[]> {
  const { rows } = await house.services.database.pool.query(
    `select r.name || ' ' || to_char(c.starts_at at time zone 'America/New_York', 'HH24:MI') || '-' ||
       to_char(c.ends_at at time zone 'America/New_York', 'HH24:MI') as held
     from claims c join resources r on r.shop_id = c.shop_id and r.id = c.resource_id
     where c.appointment_id = $1 order by c.starts_at, r.name`,
    [id],
  )
  return rows.map(({ held }) => held)
}

interface Job {
  title: string
  authorisation: string
  lines: { unitPrice: { amount: number } }[]
}

async function jobsOf(requestId: string) {
  const { body } = await advisor.get(`/api/service-request/${requestId}`)
  return body.jobs.map((job: Job) => [job.title, job.authorisation, job.lines[0]?.unitPrice.amount])
}

test('staff add work to a visit and take it out: length, skill, bay and jobs follow [S0.13d] [S2.04c]', async () => {
  const { id, requestId } = await book('2026-12-02T15:00:00Z')
  await change(id, { resourceIds: [idOf(helper.name)], durationMinutes: 30 })
  const more = await change(id, { serviceIds: [oil.id, weld.id] })
  expect(more.body, more.text).toMatchObject({
    serviceIds: [oil.id, weld.id],
    startsAt: '2026-12-02T10:00:00-05:00',
    endsAt: '2026-12-02T12:30:00-05:00',
  })
  expect(await claimsOf(id)).toEqual([
    `${helper.name} 10:00-11:00`,
    'Bay One 11:00-12:30',
    `${welder.name} 11:00-12:30`,
  ])
  expect(await jobsOf(requestId)).toEqual([
    ['Oil', 'authorised', 12_900],
    ['Weld', 'authorised', 20_000],
  ])
  const other = await change(id, { serviceIds: [weld.id], how: 'in_person' })
  expect(other.body).toMatchObject({ serviceIds: [weld.id], endsAt: '2026-12-02T11:30:00-05:00' })
  expect(await claimsOf(id)).toEqual(['Bay One 10:00-11:30', `${welder.name} 10:00-11:30`])
  expect(await jobsOf(requestId)).toEqual([
    ['Oil', 'declined', 12_900],
    ['Weld', 'authorised', 20_000],
  ])
  const { rows } = await house.services.database.pool.query(
    'select answer, how from authorisations where shop_id = $1 order by id',
    [shop.id],
  )
  expect(rows.map(({ answer, how }) => `${answer} ${how}`)).toEqual([
    'authorised booking',
    'authorised phone',
    'declined in_person',
  ])
})

test('what was booked keeps its price, what comes later has the price of that day; retired work is kept, not added', async () => {
  const flush = await addService({ name: 'Flush', needs: [{ kind: 'technician' }] })
  const { id, requestId } = await book('2026-12-03T15:00:00Z')
  expect((await change(id, { serviceIds: [oil.id, flush.id] })).status).toBe(200)
  await repriceService(
    house.system,
    shop,
    oil.id,
    RepriceService.parse({ priceKind: 'fixed', price: { amount: 15_000, currency: 'USD' } }),
  )
  await retireService(house.system, shop, flush.id, {})
  expect((await change(id, { serviceIds: [flush.id] })).body, 'the oil goes').toMatchObject({
    serviceIds: [flush.id],
  })
  expect((await change(id, { serviceIds: [flush.id, oil.id] })).status).toBe(200)
  expect(await jobsOf(requestId)).toEqual([
    ['Oil', 'declined', 12_900],
    ['Flush', 'authorised', 12_900],
    ['Oil', 'authorised', 15_000],
  ])
  expect((await change(id, { serviceIds: [oil.id] })).status).toBe(200)
  expect((await change(id, { serviceIds: [oil.id, flush.id] })).body).toMatchObject({
    code: 'not-found',
    errors: [{ pointer: '/serviceIds/1' }],
  })
})

test('where other work does not fit, nothing changes, and the times that it fits into are offered', async () => {
  const { id, requestId } = await book('2026-12-04T15:00:00Z')
  // The one who welds, and then the bay, are taken from eleven on.
  const next = await book('2026-12-04T16:00:00Z')
  expect((await change(next.id, { serviceIds: [weld.id] })).status).toBe(200)
  const before = [await claimsOf(id), await jobsOf(requestId)]
  const taken = await change(id, { serviceIds: [oil.id, weld.id] })
  expect(taken.body).toMatchObject({ code: 'slot-taken' })
  expect(taken.body.alternatives).toHaveLength(3)
  const [{ startsAt, endsAt }] = taken.body.alternatives
  expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(150 * 60_000)
  const late = await book('2026-12-04T21:30:00Z')
  expect((await change(late.id, { serviceIds: [oil.id, weld.id] })).body.code).toBe('not-a-slot')
  expect([await claimsOf(id), await jobsOf(requestId)]).toEqual(before)
  const put = await change(id, { serviceIds: [oil.id, weld.id], startsAt })
  expect(put.body, put.text).toMatchObject({ startsAt, endsAt, serviceIds: [oil.id, weld.id] })
  for (const serviceIds of [[], ['nothing'], 'oil', null])
    expect([400, 404], JSON.stringify(serviceIds)).toContain((await change(id, { serviceIds })).status)
  // As it is already: nothing happens, not even to a length of its own.
  await change(late.id, { durationMinutes: 45 })
  const { version } = (await change(late.id, {})).body
  expect((await change(late.id, { serviceIds: [oil.id] })).body.version).toBe(version)
})

test('two who change it at once do not take out what the other put in', async () => {
  const { id } = await book('2026-12-07T15:00:00Z')
  const { version } = (await change(id, {})).body
  const both = await Promise.all(
    [[oil.id, weld.id], [weld.id]].map((serviceIds) => change(id, { serviceIds, version })),
  )
  expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]))
  expect(both.find(({ status }) => status === 409)?.body.code).toBe('conflict')
})

test('other work is for staff who plan: customers, technicians, strangers and nobody are refused', async () => {
  const customer = await house.people.add()
  const { id, trackingCode } = await book('2026-12-08T15:00:00Z', customer)
  const path = `/api/appointment/${id}`
  const body = { serviceIds: [weld.id] }
  expect((await customer.patch(path, body)).status).toBe(403)
  expect((await house.guest.patch(`${path}?code=${trackingCode}`, body)).status).toBe(403)
  expect((await house.guest.patch(path, body)).status).toBe(401)
  expect((await (await hire('technician')).patch(path, body)).status).toBe(404)
  expect((await (await testShop(house)).owner.patch(path, body)).status).toBe(404)
  expect((await change(id, body)).status).toBe(200)
})

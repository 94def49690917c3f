import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Person } from '../../kit/testing/people.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const { shop, addService, addResource } = await testShop(app)
for (let bay = 1; bay <= 9; bay += 1) await addResource({ name: `Bay ${bay}` })
// 129.00 with 8.875 % tax: 140.45.
const brakes = await addService({ needs: [{ kind: 'bay' }] })
const quote = await addService({ needs: [{ kind: 'bay' }], priceKind: 'quote', price: null })

const household = '/api/me/household'
const usd = (amount: number) => ({ amount, currency: 'USD' })
const tokenIn = (text: string | undefined) => /\/household\/([\w-]+)/.exec(text ?? '')?.[1] ?? ''

let plates = 0
async function withCar(): Promise<{ head: Person; car: string }> {
  plates += 1
  const head = await app.people.add({ name: `Head ${plates}` })
  const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: `HSE ${plates}` }
  return { head, car: String((await head.post('/api/garage', car)).body['id']) }
}

/** Sends a link and gives its token, as it stands in what was received. */
async function invited(head: Person, to: string, limit: unknown = null): Promise<string> {
  const sent = await head.post(`${household}/invitations`, { email: to, limit })
  expect(sent.status, sent.text).toBe(204)
  await app.drainJobs()
  return tokenIn(app.outbox.mails(to).findLast(({ text }) => text.includes('/household/'))?.text)
}

/** A household of two: the head's car is shared with the member, up to the limit. */
async function ofTwo(limit: { amount: number; currency: string } | null) {
  const { head, car } = await withCar()
  const member = await app.people.add()
  const token = await invited(head, member.email, limit)
  expect((await member.post(`${household}/join`, { token })).status).toBe(204)
  const shared = await head.patch(`${household}/members/${member.id}`, { assetIds: [car] })
  expect(shared.status, shared.text).toBe(204)
  return { head, car, member }
}

let hour = 0
function book(who: Person, assetId: string, services = [brakes.id]) {
  hour += 1
  const startsAt = `2026-12-0${2 + (Math.floor(hour / 9) % 3)}T${String(8 + (hour % 9)).padStart(2, '0')}:00:00-05:00`
  return who.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: services,
    assetId,
    startsAt,
    description: 'It squeaks.',
  })
}

const own = async (who: Person) => (await who.get(household)).body['own'] as { id: string }[]

test('a link leads into a household once, within 14 days, and not into one’s own [S3.C8a]', async () => {
  const { head, car } = await withCar()
  const member = await app.people.add({ name: 'Mia Member' })
  const token = await invited(head, 'mia@example.org', usd(5000))
  expect(token).toMatch(/^[\w-]{43}$/)
  const toOneself = await head.post(`${household}/join`, { token })
  expect([toOneself.status, toOneself.body['reason']]).toEqual([409, 'own_household'])
  expect((await app.guest.post(`${household}/join`, { token })).status).toBe(401)
  expect((await member.post(`${household}/join`, { token })).status).toBe(204)
  const late = await app.people.add()
  expect((await late.post(`${household}/join`, { token })).status).toBe(404)
  expect((await head.get(household)).body['members']).toMatchObject([
    { accountId: member.id, name: 'Mia Member', limit: usd(5000), assetIds: [] },
  ])
  // Nothing is seen before it is shared.
  expect((await member.get(household)).body['memberOf']).toMatchObject({ name: head.name, assets: [] })
  expect((await head.patch(`${household}/members/${member.id}`, { assetIds: [car] })).status).toBe(204)
  expect((await member.get(household)).body['memberOf']).toMatchObject({ assets: [{ id: car }] })
  const second = await invited((await withCar()).head, member.email)
  const again = await member.post(`${household}/join`, { token: second })
  expect([again.status, again.body['reason']]).toEqual([409, 'in_household'])
  // Refused, it is not spent.
  expect((await late.post(`${household}/join`, { token: second })).status).toBe(204)
})

test('of ten who use a link at once, one joins; one that was taken back or has run out leads nowhere', async () => {
  const { head } = await withCar()
  const people = await Promise.all(Array.from({ length: 10 }, () => app.people.add()))
  const token = await invited(head, 'ten@example.org')
  const answers = await Promise.all(people.map((one) => one.post(`${household}/join`, { token })))
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
  const back = await invited(head, 'back@example.org')
  const [open] = (await head.get(household)).body['invitations'] as { id: string }[]
  const stranger = await app.people.add()
  expect((await stranger.delete(`${household}/invitations/${open?.id}`)).status).toBe(404)
  expect((await head.delete(`${household}/invitations/${open?.id}`)).status).toBe(204)
  expect((await stranger.post(`${household}/join`, { token: back })).status).toBe(404)
  const old = await invited(head, 'old@example.org')
  const before = app.clock.now()
  app.clock.advance({ hours: 14 * 24 })
  expect((await stranger.post(`${household}/join`, { token: old })).status).toBe(404)
  app.clock.set(String(before))
})

test('who has confirmed neither address nor phone sends no links; one person gets three a day from all heads together', async () => {
  const made = await app.guest.post('/api/user/create-customer', {
    name: 'Your bank: call +1 202 555 0199',
    email: 'unconfirmed@example.org',
    password: 'Kestrel-harbour-7',
  })
  const stranger = await app.people.of({
    id: String(made.body['id']),
    name: 'X',
    email: 'unconfirmed@example.org',
  })
  app.outbox.clear()
  for (const to of [{ phone: '+12125550142' }, { email: 'victim@example.org' }]) {
    const refused = await stranger.post(`${household}/invitations`, to)
    expect([refused.status, refused.body['reason']]).toEqual([409, 'contact_unconfirmed'])
    const statuses: number[] = []
    for (let count = 0; count < 5; count += 1) {
      const head = await app.people.add()
      statuses.push((await head.post(`${household}/invitations`, to)).status)
    }
    expect(statuses).toEqual([204, 204, 204, 429, 429])
  }
  await app.drainJobs()
  expect(app.outbox.texts('+12125550142')).toHaveLength(3)
  expect(app.outbox.mails('victim@example.org')).toHaveLength(3)
})

test('a link stands nowhere in the clear', async () => {
  const { head } = await withCar()
  const token = await invited(head, 'clear@example.org')
  for (const table of ['household_invitations', 'messages', 'events', 'audit', 'pgboss.job']) {
    const { rows } = await app.services.database.pool.query(
      `SELECT row_to_json(t)::text AS row FROM ${table} t`,
    )
    expect(JSON.stringify(rows)).not.toContain(token)
  }
})

test('only the head changes limits, shares and takes out; of their own garage alone', async () => {
  const { head, car, member } = await ofTwo(usd(1000))
  const other = await ofTwo(null)
  const stranger = await app.people.add()
  for (const who of [member, other.head, other.member, stranger]) {
    const mine = `${household}/members/${member.id}`
    expect((await who.patch(mine, { limit: null })).status).toBe(404)
    expect((await who.delete(mine)).status).toBe(404)
    expect(JSON.stringify((await who.get(household)).body['memberOf'])).not.toContain(
      who === member ? other.car : car,
    )
  }
  const notOwn = await head.patch(`${household}/members/${member.id}`, { assetIds: [car, other.car] })
  expect([notOwn.status, notOwn.body['errors']]).toMatchObject([404, [{ pointer: '/assetIds/1' }]])
  const wrong = await head.patch(`${household}/members/${member.id}`, {
    limit: { amount: -1, currency: 'XYZ' },
  })
  expect(wrong.status).toBe(400)
  expect((await head.patch(`${household}/members/${member.id}`, { limit: usd(0) })).status).toBe(204)
  const { rows } = await app.services.database.pool.query(
    "SELECT before, after, actor_id FROM audit WHERE action = 'household.edit' AND subject_id = $1 ORDER BY id DESC LIMIT 1",
    [member.id],
  )
  expect(rows).toMatchObject([
    { actor_id: head.id, before: { limit: 1000, currency: 'USD' }, after: { limit: 0, currency: 'USD' } },
  ])
})

test('a member books for what is shared, as their own order; another’s member and a stranger do not', async () => {
  const { head, car, member } = await ofTwo(null)
  const other = await ofTwo(null)
  const stranger = await app.people.add()
  for (const who of [other.head, other.member, stranger]) expect((await book(who, car)).status).toBe(404)
  const booked = await book(member, car)
  expect(booked.status, booked.text).toBe(201)
  const requests = async (who: Person) => (await who.get('/api/service-request')).body['requests']
  expect(await requests(member)).toMatchObject([{ id: booked.body['requestId'] }])
  expect(await requests(head)).toEqual([])
  // The shop has a row of the car for each: the head's own order is still the head's.
  const heads = await book(head, car)
  expect(heads.status, heads.text).toBe(201)
  expect(await requests(head)).toMatchObject([{ id: heads.body['requestId'] }])
  expect((await member.get(`/api/service-request/${heads.body['requestId']}`)).status).toBe(404)
})

test('who is taken out or leaves sees what was shared no more, and keeps their own orders', async () => {
  const { head, car, member } = await ofTwo(null)
  const booked = await book(member, car)
  expect((await head.delete(`${household}/members/${member.id}`)).status).toBe(204)
  expect((await member.get(household)).body['memberOf']).toBeNull()
  expect((await book(member, car)).status).toBe(404)
  expect((await member.get(`/api/service-request/${booked.body['requestId']}`)).status).toBe(200)
  const second = await ofTwo(null)
  expect((await second.member.post(`${household}/leave`)).status).toBe(204)
  expect((await second.member.post(`${household}/leave`)).status).toBe(404)
  expect((await book(second.member, second.car)).status).toBe(404)
  expect((await second.head.get(household)).body['members']).toEqual([])
})

test('a booking above the limit is refused and leaves nothing but a question; a yes lets one such booking through', async () => {
  const { head, car, member } = await ofTwo(usd(14_044))
  const refused = await book(member, car)
  expect(refused.status, refused.text).toBe(409)
  expect(refused.body).toMatchObject({
    code: 'illegal-move',
    reason: 'over_limit',
    limit: usd(14_044),
    total: usd(14_045),
  })
  expect(refused.body['detail']).toContain('$140.45')
  expect((await member.get('/api/service-request')).body['requests']).toEqual([])
  await book(member, car)
  const [question, ...more] = await own(member)
  expect(more).toEqual([])
  expect(question?.id).toBe(refused.body['question'])
  const path = `${household}/questions/${question?.id}`
  // Not asked yet: there is nothing to answer, and nobody was written to.
  expect((await head.get(household)).body['asked']).toEqual([])
  expect((await head.post(`${path}/answer`, { answer: 'yes' })).status).toBe(404)
  const stranger = await app.people.add()
  expect((await stranger.post(`${path}/ask`)).status).toBe(404)
  expect((await member.post(`${path}/ask`)).status).toBe(204)
  expect((await member.post(`${path}/ask`)).status).toBe(404)
  await app.drainJobs()
  expect(app.outbox.mails(head.email).at(-1)?.text).toContain('$140.45')
  for (const who of [member, stranger])
    expect((await who.post(`${path}/answer`, { answer: 'yes' })).status).toBe(404)
  expect((await head.get(household)).body['asked']).toMatchObject([
    { accountId: member.id, total: usd(14_045) },
  ])
  expect((await head.post(`${path}/answer`, { answer: 'yes' })).status).toBe(204)
  await app.drainJobs()
  expect(app.outbox.mails(member.email).at(-1)?.subject).toContain('Yes')
  const booked = await book(member, car)
  expect(booked.status, booked.text).toBe(201)
  // It was for one booking.
  expect((await book(member, car)).body['reason']).toBe('over_limit')
})

test('a yes runs out after seven days, a no lets nothing through, and another currency is always asked about', async () => {
  const { head, car, member } = await ofTwo(usd(0))
  const say = async (answer: 'yes' | 'no') => {
    const id = String((await book(member, car)).body['question'])
    expect((await member.post(`${household}/questions/${id}/ask`)).status).toBe(204)
    expect((await head.post(`${household}/questions/${id}/answer`, { answer })).status).toBe(204)
  }
  await say('no')
  expect((await book(member, car)).body['reason']).toBe('over_limit')
  await app.services.database.pool.query('DELETE FROM household_questions WHERE answer IS NULL')
  await say('yes')
  await app.services.database.pool.query(
    "UPDATE household_questions SET valid_until = $1 WHERE answer = 'yes' AND member_id = $2",
    ['2026-12-01T12:59:59Z', member.id],
  )
  expect((await book(member, car)).body['reason']).toBe('over_limit')
  const irr = { amount: 999_999_999, currency: 'IRR' }
  expect((await head.patch(`${household}/members/${member.id}`, { limit: irr })).status).toBe(204)
  expect((await book(member, car)).body['reason']).toBe('over_limit')
  // Nothing is agreed to yet: there is nothing to ask about.
  const free = await book(member, car, [quote.id])
  expect(free.status, free.text).toBe(201)
})

test('an approved job counts with what was approved before it; the yes holds for that order', async () => {
  const { head, car, member } = await ofTwo(usd(15_000))
  const booked = await book(member, car, [brakes.id, quote.id])
  expect(booked.status, booked.text).toBe(201)
  const order = `/api/service-request/${booked.body['requestId']}`
  const jobs = (await member.get(order)).body['jobs'] as { id: string; authorisation: string }[]
  const yes = `${order}/jobs/${jobs.find(({ authorisation }) => authorisation === 'not_asked')?.id}/authorise`
  const upTo = { amount: 2000 }
  const refused = await member.post(yes, upTo)
  // 140.45 are approved; the quote has no price yet, so the yes counts for what it allows.
  expect([refused.status, refused.body['reason'], refused.body['total']]).toEqual([
    409,
    'over_limit',
    usd(16_045),
  ])
  expect((await member.get(order)).body['jobs']).toMatchObject(jobs)
  // Without the account, by the order's code, it is the same order with the same limit.
  const byCode = await app.guest.post(`${yes}?code=${booked.body['trackingCode']}`, upTo)
  expect(byCode.body['reason']).toBe('over_limit')
  const path = `${household}/questions/${refused.body['question']}`
  expect((await member.post(`${path}/ask`)).status).toBe(204)
  expect((await head.post(`${path}/answer`, { answer: 'yes' })).status).toBe(204)
  const promised = await member.post(yes, { amount: 50_000 })
  expect(promised.body['reason']).toBe('over_limit')
  const agreed = await member.post(yes, upTo)
  expect(agreed.status, agreed.text).toBeLessThan(300)
})

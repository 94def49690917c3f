import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const here = await testShop(app)
const elsewhere = await testShop(app)
const advisor = await here.hire('advisor')
const finance = await here.hire('finance')
const stranger = await elsewhere.hire('advisor')
const base = `/api/shops/${here.shop.slug}`
const customers = `${base}/customers`

let count = 0
async function add(given: Record<string, unknown> = {}) {
  count += 1
  const { status, body, text } = await advisor.post(customers, {
    name: `Counter Customer ${count}`,
    email: `counter${count}@example.org`,
    ...given,
  })
  expect(status, text).toBe(201)
  return body as { id: string; name: string; email: string; version: number }
}

const tokenIn = (text: string | undefined) => /\/claim\/[\w-]+\/([\w-]+)/.exec(text ?? '')?.[1] ?? ''

/** Sends the link and gives its token, as it stands in what was received. */
async function linked(customer: { id: string; email: string }) {
  expect((await advisor.post(`${customers}/${customer.id}/link`)).status).toBe(204)
  await app.drainJobs()
  return tokenIn(app.outbox.mails(customer.email).findLast(({ text }) => text.includes('/claim/'))?.text)
}

/** A customer of the shop with an account of their own. */
async function withAccount() {
  const person = await app.people.add()
  const customer = await add()
  const token = await linked(customer)
  expect((await person.post(`${base}/claim`, { token })).status).toBe(204)
  await app.drainJobs()
  return { person, customer }
}

async function auditOf(action: string) {
  const { rows } = await app.services.database.pool.query('SELECT * FROM audit WHERE action = $1', [action])
  return rows as { subject_id: string; actor_id: string; shop_id: string }[]
}

test('a customer made at the counter takes their record into an account by a link, once [S3.A6a] [S3.C1a]', async () => {
  const customer = await add()
  const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: 'CLM 1' }
  expect((await advisor.post(`${customers}/${customer.id}/assets`, car)).status).toBe(201)
  const order = await advisor.post('/api/service-request', {
    shop: here.shop.slug,
    customerId: customer.id,
    asset: car,
    description: 'It squeaks.',
    source: 'walk_in',
  })
  expect(order.status, order.text).toBe(201)
  const token = await linked(customer)
  expect(token).toMatch(/^[\w-]{43}$/)
  const person = await app.people.add({ email: 'another.address@example.org' })
  const before = await person.get('/api/service-request')
  expect(before.body['requests']).toEqual([])
  expect((await person.post(`${base}/claim`, { token })).status).toBe(204)
  await app.drainJobs()
  expect((await person.get('/api/service-request')).body['requests']).toMatchObject([
    { id: order.body['id'] },
  ])
  expect((await person.get('/api/garage')).body['assets']).toMatchObject([{ plate: 'CLM 1' }])
  expect((await advisor.get(`${customers}/${customer.id}`)).body['hasAccount']).toBe(true)
  const late = await app.people.add()
  expect((await late.post(`${base}/claim`, { token })).status).toBe(404)
  expect((await person.post(`${base}/claim`, { token })).status).toBe(404)
  expect(await auditOf('customers.claim')).toMatchObject([{ subject_id: customer.id, actor_id: person.id }])
})

test('the link stands nowhere in the clear, and staff do not see it', async () => {
  const customer = await add()
  const sent = await advisor.post(`${customers}/${customer.id}/link`)
  await app.drainJobs()
  const token = tokenIn(app.outbox.mails(customer.email).at(-1)?.text)
  expect(sent.text).not.toContain(token)
  for (const table of ['customer_invitations', 'messages', 'events', 'audit', 'pgboss.job']) {
    const { rows } = await app.services.database.pool.query(
      `SELECT row_to_json(t)::text AS row FROM ${table} t`,
    )
    expect(JSON.stringify(rows)).not.toContain(token)
  }
})

test('a newer link ends the older, an old one expires, and one to a former address leads nowhere', async () => {
  const person = await app.people.add()
  const customer = await add()
  const first = await linked(customer)
  const second = await linked(customer)
  expect((await person.post(`${base}/claim`, { token: first })).status).toBe(404)
  await advisor.patch(`${customers}/${customer.id}`, { email: 'moved.on@example.org' })
  expect((await person.post(`${base}/claim`, { token: second })).status).toBe(404)
  const old = await linked(await add())
  app.clock.advance({ hours: 14 * 24 + 1 })
  expect((await person.post(`${base}/claim`, { token: old })).status).toBe(404)
})

test('of two who open a link at once one gets the record; one with an account is sent nothing', async () => {
  const customer = await add()
  const token = await linked(customer)
  const both = await Promise.all([app.people.add(), app.people.add()])
  const answers = await Promise.all(both.map((person) => person.post(`${base}/claim`, { token })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404])
  const again = await advisor.post(`${customers}/${customer.id}/link`)
  expect([again.status, again.body['reason']]).toEqual([409, 'has_account'])
})

test('a link by mail brings the other records of that address, one by text those of that phone and name', async () => {
  const one = await add({ name: 'Rosa Marin', email: 'rosa@example.org' })
  const same = await add({ name: 'R. Marin', email: 'rosa@example.org' })
  const person = await app.people.add()
  await person.post(`${base}/claim`, { token: await linked(one) })
  expect((await advisor.get(`${customers}/${same.id}`)).body['hasAccount']).toBe(true)
  const phone = '+12125550144'
  const father = await add({ name: 'Ion Marin', email: undefined, phone })
  const twice = await add({ name: 'Ion Marin', email: 'ion@example.org', phone })
  const son = await add({ name: 'Luca Marin', email: undefined, phone })
  expect((await advisor.post(`${customers}/${father.id}/link`, { by: 'sms' })).status).toBe(204)
  await app.drainJobs()
  const token = tokenIn(app.outbox.texts(phone).at(-1)?.text)
  await (await app.people.add()).post(`${base}/claim`, { token })
  const has = async (id: string) => (await advisor.get(`${customers}/${id}`)).body['hasAccount']
  expect([await has(twice.id), await has(son.id)]).toEqual([true, false])
})

test('who may send it, and where it cannot go', async () => {
  const customer = await add()
  const url = `${customers}/${customer.id}/link`
  expect((await app.guest.post(url)).status).toBe(401)
  expect((await stranger.post(url)).status).toBe(404)
  expect((await finance.post(url)).status).toBe(403)
  expect((await advisor.post(url, { by: 'post' })).status).toBe(400)
  const none = await advisor.post(url, { by: 'sms' })
  expect([none.status, none.body['reason']]).toEqual([409, 'no_such_way'])
  for (let sent = 0; sent < 3; sent += 1) expect((await advisor.post(url)).status).toBe(204)
  expect((await advisor.post(url)).status).toBe(429)
  expect((await app.guest.post(`${base}/claim`, { token: 'x' })).status).toBe(401)
  expect((await advisor.post(`${base}/claim`, {})).status).toBe(400)
  await advisor.post(`${customers}/${customer.id}/deactivate`)
  app.clock.advance({ hours: 25 })
  expect((await advisor.post(url)).body['reason']).toBe('customer_inactive')
})

test('staff start a new password: the link goes to the account’s address and works, nobody else sees it [S3.A6b]', async () => {
  const { person, customer } = await withAccount()
  // The shop writes down another address: the link still goes to the person's own.
  await advisor.patch(`${customers}/${customer.id}`, { email: 'shop.wrote@example.org' })
  const sent = await advisor.post(`${customers}/${customer.id}/reset-password`)
  expect([sent.status, sent.text]).toEqual([204, ''])
  await app.drainJobs()
  const mail = app.outbox.mails(person.email).at(-1)
  expect(mail?.text).toContain(here.shop.name)
  expect(app.outbox.mails('shop.wrote@example.org')).toEqual([])
  const token = /\/reset-password\?token=([\w-]+)/.exec(mail?.text ?? '')?.[1]
  const changed = await app.guest.post('/api/auth/reset-password', { token, password: 'Nine-quiet-herons' })
  expect(changed.status, changed.text).toBeLessThan(300)
  const login = { email: person.email, password: 'Nine-quiet-herons' }
  expect((await app.guest.post('/api/auth/login', login)).status).toBe(200)
  const audited = await auditOf('customers.resetPassword')
  expect(audited).toMatchObject([{ subject_id: customer.id, actor_id: advisor.id, shop_id: here.shop.id }])
})

test('twice an hour, so that the person keeps tries of their own; and not for everybody [S3.A6b]', async () => {
  const { person, customer } = await withAccount()
  const url = `${customers}/${customer.id}/reset-password`
  expect((await app.guest.post(url)).status).toBe(401)
  expect((await person.post(url)).status).toBe(404)
  expect((await stranger.post(url)).status).toBe(404)
  expect((await finance.post(url)).status).toBe(403)
  const without = await advisor.post(`${customers}/${(await add()).id}/reset-password`)
  expect([without.status, without.body['reason']]).toEqual([409, 'no_account'])
  for (const status of [204, 204, 429]) expect((await advisor.post(url)).status).toBe(status)
  await app.drainJobs()
  app.outbox.clear()
  await app.guest.post('/api/auth/forgot-password', { email: person.email })
  await app.drainJobs()
  expect(app.outbox.mails(person.email)).toHaveLength(1)
})

import { expect, test } from 'vitest'
import { transaction } from '../../kit/db/index.ts'
import { notify } from '../../kit/notify.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ config: { rateLimits: 0 } })
const here = await testShop(app)
const person = await app.people.add({ name: 'Cleo Chooses', email: 'cleo@example.org' })
const all = { email: true, sms: true }

await person.post('/api/service-request', {
  shop: here.shop.slug,
  asset: { kind: 'vehicle', make: 'Honda', model: 'Civic' },
  description: 'It squeaks.',
})
// They said yes to everything at this shop: what is tried here is their choice beside.
for (const purpose of ['reminders', 'promotions'])
  await person.post('/api/me/consents', { shop: here.shop.slug, purpose, granted: true })
await app.drainJobs()
const { rows: found } = await app.services.database.pool.query(
  'select id from customers where shop_id = $1 and account_id = $2',
  [here.shop.id, person.id],
)
const customerId = String(found[0].id)
app.clock.advance({ minutes: 1 })

const send = (purpose: 'account' | 'service' | 'reminders' | 'promotions') =>
  transaction(app.system, (tx) =>
    notify(tx, {
      channel: 'email',
      to: 'cleo@example.org',
      template: 'signInChanged',
      locale: 'en',
      purpose,
      accountId: person.id,
      shopId: here.shop.id,
      customerId,
      params: { name: 'Cleo', what: 'x' },
    }),
  )

test('what somebody switched off is not sent by that way; what concerns their account always is', async () => {
  expect((await person.get('/api/me/notification-choices')).body).toEqual({
    service: all,
    reminders: all,
    promotions: all,
  })
  const choices = {
    service: { email: false, sms: true },
    reminders: all,
    promotions: { email: false, sms: false },
  }
  expect((await person.put('/api/me/notification-choices', choices)).status).toBe(200)
  expect((await person.get('/api/me/notification-choices')).body).toEqual(choices)
  for (const purpose of ['account', 'service', 'reminders', 'promotions'] as const) {
    app.outbox.clear()
    await send(purpose)
    await app.drainJobs()
    const wanted = purpose === 'account' || purpose === 'reminders'
    expect(app.outbox.mails('cleo@example.org'), purpose).toHaveLength(wanted ? 1 : 0)
  }
})

test('news of a repair follows the choice: neither mail nor text where both are off, and the message says so', async () => {
  app.outbox.clear()
  await person.put('/api/me/notification-choices', {
    service: { email: false, sms: false },
    reminders: all,
    promotions: all,
  })
  const opened = await person.post('/api/service-request', {
    shop: here.shop.slug,
    asset: { kind: 'vehicle', make: 'Honda', model: 'Civic' },
    description: 'It squeaks.',
  })
  expect(opened.status).toBe(201)
  await app.drainJobs()
  expect(app.outbox.mails('cleo@example.org')).toEqual([])
  const { rows } = await app.services.database.pool.query(
    "select status from messages where account_id = $1 and purpose = 'service' and order_id is not null order by id desc limit 1",
    [person.id],
  )
  expect(rows).toEqual([{ status: 'suppressed' }])
})

test('a yes is said and taken back at each shop, and who is no customer there has nothing to say [S2.12b]', async () => {
  const path = '/api/me/consents'
  const yes = { shop: here.shop.slug, purpose: 'promotions', granted: true }
  expect((await person.post(path, yes)).status).toBe(204)
  const read = async () =>
    (await person.get(path)).body['shops'][0].consents.filter(
      ({ purpose }: { purpose: string }) => purpose === 'promotions',
    )
  expect(await read()).toMatchObject([{ granted: true, channel: 'any', source: 'web' }])
  app.clock.advance({ minutes: 1 })
  await person.post(path, { ...yes, granted: false })
  expect(await read()).toMatchObject([{ granted: false }])
  const stranger = await app.people.add()
  expect((await stranger.post(path, yes)).status).toBe(404)
  expect((await stranger.get(path)).body).toEqual({ shops: [] })
})

test('the compliance page counts, and the years of the books are set by who may', async () => {
  const compliance = await here.hire('compliance')
  const desk = `/api/shops/${here.shop.slug}`
  expect((await compliance.put(`${desk}/books`, { years: 8 })).status).toBe(403)
  expect((await here.owner.put(`${desk}/books`, { years: 31 })).status).toBe(400)
  expect((await here.owner.put(`${desk}/books`, { years: 8 })).status).toBe(204)
  const { body } = await compliance.get(`${desk}/compliance`)
  expect(body).toMatchObject({
    booksYears: 8,
    customers: 1,
    secondFactor: { people: 2, have: 0 },
    erasures: [],
    seal: null,
  })
  expect(body['consents']).toContainEqual({ purpose: 'promotions', granted: 0, withdrawn: 1 })
})

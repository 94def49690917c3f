import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Person } from '../../kit/testing/people.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { totpCode } from '../accounts/totp.ts'

const house = await testApp()
const strict = await testApp({ config: { environment: { FIXBAY_PLATFORM_SECOND_FACTOR: '1' } } })
const { clock } = house
const place = await testShop(house)
const other = await testShop(house)
const at = `/api/shops/${place.shop.slug}/second-factor`

/** Sets an app up in the session that somebody has. */
async function setUp(who: Person) {
  const { body } = await who.post('/api/auth/two-step', { presentPassword: who.password })
  const code = totpCode(String(body['secret']), clock.now())
  expect((await who.post('/api/auth/two-step/confirm', { code })).status).toBe(200)
}

test('a rule is made by who may say what roles hold, and by nobody else', async () => {
  const manager = await place.hire('manager')
  const advisor = await place.hire('advisor')
  const body = { roles: ['advisor'] }
  for (const [who, status] of [
    [house.guest, 401],
    [other.owner, 404],
    [advisor, 403],
  ] as const) {
    expect((await who.get(at)).status).toBe(status)
    expect((await who.put(at, body)).status).toBe(status)
  }
  expect((await manager.get(at)).body).toEqual({ roles: [], ownRoles: [], requiredFrom: null })
  expect((await manager.put(at, { roles: ['customer'] })).status).toBe(400)
  expect((await manager.put(at, { roles: [] })).body).toEqual({ roles: [], ownRoles: [], requiredFrom: null })
})

test('people have a week; then a role holds nothing in a session without a second factor, until it is shown', async () => {
  const advisor = await place.hire('advisor')
  const list = `/api/service-request?shop=${place.shop.slug}`
  const asked = await place.owner.put(at, { roles: ['advisor', 'advisor'] })
  expect(asked.body).toEqual({
    roles: ['advisor'],
    ownRoles: [],
    requiredFrom: clock
      .now()
      .add({ hours: 7 * 24 })
      .toString(),
  })
  expect((await advisor.get(list)).status).toBe(200)
  expect((await advisor.get('/api/auth/security')).body).toMatchObject({
    secondFactor: { shown: false, owedTo: [{ place: place.shop.slug, withheld: false }] },
  })
  clock.advance({ hours: 7 * 24 })
  expect((await advisor.get(list)).status).toBe(403)
  expect((await advisor.get('/api/me')).body['roles']).toEqual([{ role: 'customer' }])
  expect((await advisor.get('/api/auth/security')).body).toMatchObject({
    secondFactor: { owedTo: [{ place: place.shop.slug, withheld: true }] },
  })
  // Roles that are not asked go on, and so do other shops.
  expect((await place.owner.get(list)).status).toBe(200)
  await setUp(advisor)
  expect((await advisor.get(list)).status).toBe(200)
  expect((await advisor.get('/api/auth/security')).body).toMatchObject({ secondFactor: { owedTo: [] } })
})

test('somebody with two roles keeps the one that is not asked', async () => {
  const both = await place.hire('advisor', 'technician')
  expect((await both.caller()).grants[0]?.roles.toSorted()).toEqual(['advisor', 'technician'])
  expect((await both.get('/api/me')).body['roles']).toEqual([
    { role: 'technician', shop: place.shop.slug },
    { role: 'customer' },
  ])
})

test('a code shows the second factor in a session that was opened without', async () => {
  const advisor = await place.hire('advisor')
  const { body } = await house.guest.post('/api/auth/login', {
    email: advisor.email,
    password: advisor.password,
  })
  const weak = { authorization: `Bearer ${body['accessToken']}` }
  const begun = await advisor.post('/api/auth/two-step', { presentPassword: advisor.password })
  const code = () => totpCode(String(begun.body['secret']), clock.now())
  await advisor.post('/api/auth/two-step/confirm', { code: code() })
  clock.advance({ seconds: 30 })
  const list = `/api/service-request?shop=${place.shop.slug}`
  expect((await house.guest.get(list, weak)).status).toBe(403)
  const wrong = await house.guest.post('/api/auth/second-factor', { code: '000000' }, weak)
  expect([wrong.status, wrong.body['errors']]).toMatchObject([400, [{ pointer: '/code' }]])
  expect((await house.guest.post('/api/auth/second-factor', { code: code() }, weak)).status).toBe(204)
  expect((await house.guest.get(list, weak)).status).toBe(200)
})

test('the platform asks by a setting', async () => {
  const admin = await strict.people.add({ role: 'admin' })
  const [calm] = [await house.people.add({ role: 'admin' })]
  expect((await calm.get('/api/me')).body['roles']).toContainEqual({ role: 'admin' })
  expect((await admin.get('/api/me')).body['roles']).toEqual([{ role: 'customer' }])
  expect((await admin.get('/api/auth/security')).body).toMatchObject({
    secondFactor: { owedTo: [{ place: 'platform', withheld: true }] },
  })
})

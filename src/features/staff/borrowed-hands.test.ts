import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { TestAnswer } from '../../kit/testing/client.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { plainBrowser } from '../../web/testing/plain-browser.ts'
import { addPages } from '../../web/testing/pages.ts'

// Half an hour in an owner's place, or four digits seen over a shoulder, must not become a lasting way into the shop.
const house = await testApp({ config: { rateLimits: 0 } })
await addPages(house.app)
const { shop, owner, hire } = await testShop(house)
const desk = `/api/shops/${shop.slug}`
const editor = await hire('editor')
const role = await owner.post(`${desk}/roles`, { name: 'Night shift', permissions: ['shop.read'] })

type Send = (method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: object) => Promise<unknown>

/** Every act by which somebody is given rights in a shop, or the second step that guards them is let go. */
const GIVING: readonly [string, ...Parameters<Send>][] = [
  ['an owner', 'POST', '/staff', { name: 'Back Door', roles: ['owner'], email: 'back@example.org' }],
  ['a technician', 'POST', '/staff', { name: 'Back Door', roles: ['technician'], phone: '+12125550188' }],
  ['roles', 'PATCH', `/staff/${editor.staffId}`, { roles: ['owner'] }],
  ['an own role', 'PATCH', `/staff/${editor.staffId}`, { ownRoles: [role.body['id']] }],
  ['a role', 'POST', '/roles', { name: 'Back door', permissions: ['orders.read'] }],
  ['a wider role', 'PATCH', `/roles/${role.body['id']}`, { permissions: ['orders.read', 'shop.read'] }],
  ['all shops', 'POST', '/organisation/invitations', { email: 'back@example.org', roles: ['analyst'] }],
  ['no second step', 'PUT', '/second-factor', { roles: [] }],
]

test('whoever acts in an owner’s place gives nobody rights', async () => {
  for (const platformRole of ['support', 'super_admin'] as const) {
    const support = await house.people.add({ role: platformRole })
    const begun = await support.post('/api/platform/act-as', {
      account: owner.id,
      shop: shop.slug,
      reason: 'Ticket 812: cannot open the board',
    })
    expect(begun.status).toBe(201)
    for (const [what, method, path, body] of GIVING) {
      const verb = method.toLowerCase() as 'post' | 'patch' | 'put'
      const answer = await support[verb](desk + path, body)
      expect([what, answer.status, answer.body['reason']]).toEqual([what, 403, 'acting_for_other'])
    }
    // What a technician or an owner does all day goes on.
    expect((await support.patch(desk, { phone: '+12125550177' })).status).toBe(200)
  }
})

test('whoever acts in an owner’s place leads no customer’s record to another address', async () => {
  const customers = `${desk}/customers`
  const vera = await owner.post(customers, { name: 'Vera', email: 'vera@example.org' })
  const other = await owner.post(customers, { name: 'Vera', email: 'mallory@example.org' })
  const registered = await house.people.add({ name: 'Rita', email: 'rita@example.org' })
  const rita = await owner.post(customers, { name: 'Rita', email: registered.email })
  const one = `${customers}/${vera.body['id']}`
  const support = await house.people.add({ role: 'support' })
  const reason = 'Ticket 813: the mail never came'
  const begin = () => support.post('/api/platform/act-as', { account: owner.id, shop: shop.slug, reason })
  expect((await begin()).status).toBe(201)
  const acts: readonly [string, () => Promise<TestAnswer>][] = [
    ['another address', () => support.patch(one, { email: 'mallory@example.org' })],
    ['a phone', () => support.patch(one, { phone: '+12125550199' })],
    ['no address', () => support.patch(one, { email: null, phone: '+12125550199' })],
    ['a link', () => support.post(`${one}/link`, {})],
    ['a merge', () => support.post(`${one}/merge`, { customerId: other.body['id'], email: 'merged' })],
    ['a new password', () => support.post(`${customers}/${rita.body['id']}/reset-password`, {})],
  ]
  for (const [what, act] of acts) {
    const answer = await act()
    expect([what, answer.status, answer.body['reason']]).toEqual([what, 403, 'acting_for_other'])
  }
  // The rest of the record is day's work, and the same address is no change.
  expect((await support.patch(one, { name: 'Vera Vale', email: 'vera@example.org' })).status).toBe(200)
  expect((await support.delete('/api/platform/act-as')).status).toBeLessThan(300)
  expect((await owner.patch(one, { phone: '+12125550199' })).status).toBe(200)
  expect((await owner.post(`${one}/link`, {})).status).toBeLessThan(300)
})

test('by a PIN at a shared device an owner gives nobody rights', async () => {
  const pin = '4729'
  const boss = await hire('owner')
  const set = { shop: shop.slug, pin, presentPassword: boss.password }
  expect((await boss.put('/api/auth/device-pin', set)).status).toBe(204)
  const browser = plainBrowser(house.app)
  await browser.open('/sign-in?own=1')
  await browser.press('Sign in', { fill: { email: owner.email, password: owner.password } })
  await browser.open(`/desk/${shop.slug}/settings/devices`)
  await browser.press('Register this browser', { fill: { name: 'Counter', lockMinutes: '5' } })
  await browser.open(`/device?person=${boss.staffId}`)
  await browser.press('Unlock', { fill: { pin } })
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  const send = (method: string, path: string, payload?: object) =>
    house.app.inject({ method: method as 'POST', url: desk + path, headers, ...(payload ? { payload } : {}) })
  expect((await send('GET', '/settings')).statusCode).toBe(200)
  for (const [what, method, path, body] of GIVING) {
    const answer = await send(method, path, body)
    expect([what, answer.statusCode, answer.json().reason]).toEqual([what, 403, 'shared_device'])
  }
})

test('in their own person they do', async () => {
  for (const [what, method, path, body] of GIVING) {
    const verb = method.toLowerCase() as 'post' | 'patch' | 'put'
    expect([what, (await owner[verb](desk + path, body)).status < 300]).toEqual([what, true])
  }
})

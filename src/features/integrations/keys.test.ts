import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, test } from 'vitest'
import { KEY_RIGHTS } from './key-rights.ts'
import { newKeyText, publicIdOf } from './key-text.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { addPages } from '../../web/testing/pages.ts'

const app = await testApp({ config: { rateLimits: 1 } })
await addPages(app.app)
const { shop, owner, hire, addService } = await testShop(app)
const other = await testShop(app)
const manager = await hire('manager')
const advisor = await hire('advisor')
const root = await app.people.add({ role: 'super_admin' })
const path = `/api/shops/${shop.slug}/api-keys`

let made = 0
type Maker = Pick<typeof owner, 'post'>

async function make(permissions: readonly string[], more: Record<string, unknown> = {}, by: Maker = owner) {
  made += 1
  const { status, body, text } = await by.post(path, { name: `Till ${made}`, permissions, ...more })
  expect(status, text).toBe(201)
  return { id: String(body['id']), key: String(body['key']), body }
}

/** A key is made and rotated by who has shown lately that it is they. */
const prove = (who = owner) => who.post('/api/auth/prove', { password: who.password })

const withKey = (key: string) => app.client({ headers: { authorization: `Bearer ${key}` } })
const customer = (name = 'Grace') => ({ name, email: `${name.toLowerCase()}@example.org` })

test('a key is made by owner and manager, of what they hold themselves, and shown once [S2.12d]', async () => {
  const { key, id, body } = await make(['customers.read', 'orders.read'])
  expect(key).toMatch(/^fbk_[0-9A-Za-z]{12}_[0-9A-Za-z]{46}$/)
  expect(body).toMatchObject({
    permissions: ['customers.read', 'orders.read'],
    createdBy: owner.id,
    expiresAt: null,
  })
  const list = await manager.get(path)
  expect(list.text).not.toContain(key)
  expect(list.body['keys']).toMatchObject([{ id, secrets: [{ prefix: key.slice(0, 16), lastUsedAt: null }] }])
  const asked = { name: 'Another', permissions: ['orders.read'] }
  expect((await app.guest.post(path, asked)).status).toBe(401)
  for (const wrong of [advisor, other.owner]) {
    expect((await wrong.post(path, asked)).status).toBe(403)
    expect((await wrong.get(path)).status).toBe(403)
  }
  // A manager holds no audit log, so gives none.
  expect((await manager.post(path, { ...asked, permissions: ['audit.read'] })).status).toBe(403)
  expect((await make(['audit.read'], {}, root)).body['createdBy']).toBe(root.id)
})

test('no key holds what is personal, what opens doors to others, or what the platform holds', async () => {
  const withheld = [
    'passcode.read',
    'payments.pay',
    'roles.edit',
    'apiKeys.edit',
    'staff.edit',
    'staff.invite',
  ]
  for (const permission of [
    ...withheld,
    'platform.accounts',
    'shop.approve',
    'timeoff.ask',
    'orders.read:own',
  ]) {
    expect(KEY_RIGHTS).not.toContain(permission)
    const { status, body } = await owner.post(path, { name: 'Wrong', permissions: [permission] })
    expect({ permission, status, pointer: body['errors'][0].pointer }).toEqual({
      permission,
      status: 400,
      pointer: '/permissions/0',
    })
  }
  const wrong = await owner.post(path, { name: '', permissions: [], expiresOn: '2026-11-30', secret: 'x' })
  expect(wrong.body['errors'].map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
    '/name',
    '/permissions',
    '/secret',
  ])
  const past = await owner.post(path, { name: 'Old', permissions: ['orders.read'], expiresOn: '2026-11-30' })
  expect(past.body['errors']).toMatchObject([{ pointer: '/expiresOn' }])
})

test('with it a program does what the key was given, in that shop alone, as nobody’s person', async () => {
  const { key } = await make(['customers.read', 'customers.create', 'requests.create', 'orders.read'])
  const till = withKey(key)
  const added = await till.post(`/api/shops/${shop.slug}/customers`, customer())
  expect(added.status, added.text).toBe(201)
  expect((await till.get(`/api/shops/${shop.slug}/customers`)).status).toBe(200)
  expect((await till.patch(`/api/shops/${shop.slug}`, { name: 'Mine' })).status).toBe(403)
  expect((await till.get(`/api/shops/${other.shop.slug}/customers`)).status).toBe(403)
  expect((await till.get(path)).status).toBe(403)
  const asked = {
    shop: shop.slug,
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'It leaks.',
  }
  const taken = await till.post('/api/service-request', {
    ...asked,
    customer: customer('Ada'),
    source: 'phone',
  })
  expect(taken.status, taken.text).toBe(201)
  const status = `/api/service-request/${taken.body['id']}/status`
  expect((await till.get(status)).status).toBe(200)
  expect((await till.patch(status, { status: 'in_progress' })).status).toBe(403)
  expect((await withKey((await make(['shop.read'])).key).get(status)).status).toBe(404)
  // A key is nobody's customer, and no guest either.
  expect((await till.post('/api/service-request', asked)).body['errors']).toMatchObject([
    { pointer: '/customer' },
  ])
  const elsewhere = { ...asked, shop: other.shop.slug, customer: customer('Ida') }
  expect((await till.post('/api/service-request', elsewhere)).status).toBe(403)
  for (const personal of ['/api/me', '/api/me/export', '/api/service-request', '/api/appointment'])
    expect((await till.get(personal)).body).toMatchObject({ status: 403, reason: 'key_is_no_person' })
  // It acts in nobody's place, so there is nothing to end.
  expect((await till.delete('/api/platform/act-as')).body).toMatchObject({
    status: 403,
    reason: 'key_is_no_person',
  })
})

test('what a key did to a repair bears its name in the timeline, for the shop’s people alone', async () => {
  const { key, body } = await make(['requests.create', 'orders.read', 'orders.move'])
  const till = withKey(key)
  const taken = await till.post('/api/service-request', {
    shop: shop.slug,
    customer: customer('Olive'),
    source: 'phone',
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'It rattles.',
  })
  expect(taken.status, taken.text).toBe(201)
  const order = `/api/service-request/${taken.body['id']}`
  const moved = await till.patch(`${order}/status`, { status: 'in_progress' })
  expect(moved.status, moved.text).toBe(200)
  expect((await advisor.patch(`${order}/status`, { status: 'on_hold', note: 'A part' })).status).toBe(200)
  const handsOf = ({ body: read }: { body: unknown }) =>
    (read as { timeline: { kind: string; by: unknown }[] }).timeline
      .filter(({ kind }) => kind === 'stage')
      .map(({ by }) => by)
  const byKey = { kind: 'key', name: body['name'] }
  expect(handsOf(await advisor.get(order))).toEqual([
    { kind: 'staff', name: expect.any(String) },
    byKey,
    byKey,
  ])
  const code = String(taken.body['trackingCode'])
  expect(handsOf(await app.guest.get(`${order}?code=${code}`))).toEqual(
    Array.from({ length: 3 }, () => ({ kind: 'staff', name: null })),
  )
})

test('a key opens no page', async () => {
  const { key } = await make(KEY_RIGHTS.filter((right) => right !== 'data.import'))
  for (const url of [
    `/desk/${shop.slug}`,
    `/desk/${shop.slug}/audit.csv`,
    '/me',
    '/',
    `/fa/shops/${shop.slug}`,
  ]) {
    const page = await withKey(key).get(url)
    expect({ url, status: page.status }).toEqual({ url, status: 403 })
  }
})

test('one that is unknown, mistyped, revoked or over is 401 on every call, and opens nothing', async () => {
  const { key, id } = await make(['orders.read'], { expiresOn: '2026-12-01' })
  const list = `/api/service-request?shop=${shop.slug}`
  expect((await withKey(key).get(list)).status).toBe(200)
  const last = key.at(-1) === 'a' ? 'b' : 'a'
  const wrong = [
    newKeyText().text,
    `${key.slice(0, -1)}${last}`,
    key.slice(0, -1),
    'fbk_',
    `${key} `.repeat(2),
  ]
  for (const text of wrong) expect((await withKey(text).get('/api/shops')).status).toBe(401)
  const at = app.clock.now()
  app.clock.set('2026-12-02T04:59:59Z')
  expect((await withKey(key).get(list)).status).toBe(200)
  app.clock.set('2026-12-02T05:00:00Z')
  await prove()
  expect((await withKey(key).get(list)).status).toBe(401)
  expect((await owner.post(`${path}/${id}/rotate`, {})).body).toMatchObject({
    status: 409,
    reason: 'key_over',
  })
  app.clock.set(at)
  expect((await other.owner.delete(`${path}/${id}`)).status).toBe(403)
  expect((await manager.delete(`${path}/${id}`)).status).toBe(204)
  expect((await withKey(key).get(list)).status).toBe(401)
  expect((await owner.delete(`${path}/${id}`)).status).toBe(404)
  expect((await owner.post(`${path}/${id}/rotate`, {})).status).toBe(404)
})

test('the public part alone, with another secret under it, opens nothing', async () => {
  const { key } = await make(['orders.read'])
  const forged = newKeyText().text
  const mixed = `fbk_${publicIdOf(key)}${forged.slice(16)}`
  expect((await withKey(mixed).get('/api/shops')).status).toBe(401)
  const { rows } = await app.services.database.pool.query(
    'SELECT * FROM api_key_secrets WHERE public_id = $1',
    [publicIdOf(key)],
  )
  expect(JSON.stringify(rows)).not.toContain(key.slice(17, 40))
})

test('rotated, the former works a day longer or not at all; whoever holds less does not see the new one', async () => {
  const { key, id } = await make(['audit.read'])
  const log = `/api/shops/${shop.slug}/audit`
  expect((await manager.post(`${path}/${id}/rotate`, {})).status).toBe(403)
  expect((await owner.post(`${path}/${id}/rotate`, { overlapHours: 5 })).status).toBe(400)
  const second = String((await owner.post(`${path}/${id}/rotate`, { overlapHours: 24 })).body['key'])
  expect((await withKey(key).get(log)).status).toBe(200)
  expect((await withKey(second).get(log)).status).toBe(200)
  const { body } = await owner.get(path)
  const mine = (body['keys'] as { id: string; secrets: unknown[] }[]).find((one) => one.id === id)
  expect(mine?.secrets).toMatchObject([{ endsAt: null }, { endsAt: '2026-12-02T03:00:00-05:00' }])
  app.clock.advance({ hours: 24 })
  await prove()
  expect((await withKey(key).get(log)).status).toBe(401)
  const third = String((await owner.post(`${path}/${id}/rotate`, { overlapHours: 0 })).body['key'])
  expect((await withKey(second).get(log)).status).toBe(401)
  expect((await withKey(third).get(log)).status).toBe(200)
})

test('the key stays when its maker leaves; a suspended shop’s keys are refused', async () => {
  await prove(manager)
  const { key } = await make(['customers.read'], {}, manager)
  const list = `/api/shops/${shop.slug}/customers`
  expect((await owner.post(`/api/shops/${shop.slug}/staff/${manager.staffId}/leave`, {})).status).toBe(204)
  expect((await withKey(key).get(list)).status).toBe(200)
  const suspended = await root.post(`/api/shops/${shop.slug}/suspend`, {
    reason: 'A test of what then happens.',
  })
  expect(suspended.status, suspended.text).toBeLessThan(300)
  expect((await withKey(key).get(list)).body).toMatchObject({ status: 403, reason: 'key_shop_suspended' })
  expect((await withKey(key).get('/api/shops')).status).toBe(403)
  expect((await root.post(`/api/shops/${shop.slug}/reinstate`, {})).status).toBeLessThan(300)
  expect((await withKey(key).get(list)).status).toBe(200)
})

test('what a key did names the key: in the audit log, in events and beside a note', async () => {
  const { key, id, body } = await make(['services.edit', 'customers.read', 'customers.create'])
  const service = await addService()
  const price = { priceKind: 'fixed', price: { amount: 15_000, currency: 'USD' } }
  const till = withKey(key)
  expect((await till.put(`/api/shops/${shop.slug}/services/${service.id}/price`, price)).status).toBe(200)
  const log = await owner.get(`/api/shops/${shop.slug}/audit?what=service.repriced`)
  expect(log.body['entries'][0]).toMatchObject({ who: null, key: { id, name: body['name'] } })
  const mine = await owner.get(`/api/shops/${shop.slug}/audit?who=${id}`)
  expect(mine.body['entries']).toHaveLength(1)
  const { rows } = await app.services.database.pool.query(
    `SELECT actor_kind, actor_id FROM events WHERE type = 'service.repriced'`,
  )
  expect(rows).toEqual([{ actor_kind: 'key', actor_id: id }])
  const added = await till.post(`/api/shops/${shop.slug}/customers`, customer('Lin'))
  for (let look = 0; look < 2; look += 1)
    await till.get(`/api/shops/${shop.slug}/customers/${added.body['id']}`)
  const looks = await owner.get(`/api/shops/${shop.slug}/audit?what=customers.read`)
  expect(looks.body['entries']).toMatchObject([{ key: { id } }])
  const acts = await owner.get(`/api/shops/${shop.slug}/audit?what=apiKeys.make&about=${id}`)
  expect(acts.body['entries']).toMatchObject([{ who: { id: owner.id }, after: { name: body['name'] } }])
})

test('its last use is noted, at most every five minutes; the same Idempotency-Key of two keys is two calls', async () => {
  const one = await make(['customers.read', 'customers.create'])
  const two = await make(['customers.read', 'customers.create'])
  const usedAt = async () => {
    const { body } = await owner.get(path)
    const found = (body['keys'] as { id: string; secrets: { lastUsedAt: string }[] }[]).find(
      ({ id }) => id === one.id,
    )
    return found?.secrets[0]?.lastUsedAt
  }
  await withKey(one.key).get('/api/shops')
  const first = await usedAt()
  expect(first).toMatch(/^2026-12/)
  app.clock.advance({ minutes: 4 })
  await withKey(one.key).get('/api/shops')
  expect(await usedAt()).toBe(first)
  app.clock.advance({ minutes: 1 })
  await withKey(one.key).get('/api/shops')
  expect(await usedAt()).not.toBe(first)
  const add = (key: string, name: string) =>
    withKey(key).post(`/api/shops/${shop.slug}/customers`, customer(name), {
      'idempotency-key': 'the-same-key',
    })
  const answers = [await add(one.key, 'Uma'), await add(one.key, 'Uma'), await add(two.key, 'Uma')]
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  const ids = answers.map(({ body }) => body['id'])
  expect(ids[0]).toBe(ids[1])
  expect(ids[2]).not.toBe(ids[0])
})

test('each key has its own count of calls', async () => {
  const [busy, calm] = [await make(['shop.read']), await make(['shop.read'])]
  let limited = 0
  for (let call = 0; call < 610; call += 1)
    if ((await withKey(busy.key).get('/api/health')).status === 429) limited += 1
  expect(limited).toBe(10)
  expect((await withKey(busy.key).get('/api/health')).headers['retry-after']).toBeDefined()
  expect((await withKey(calm.key).get('/api/health')).status).toBe(200)
})

test('the key is in no log, event, audit line or kept answer', async () => {
  const lines: string[] = []
  const { log, database } = app.services
  const level = log.level
  log.level = 'trace'
  const sink = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) })
  Object.assign(log, { [pino.symbols.streamSym]: sink })
  const { key, id } = await make(['orders.read'])
  const second = String(
    (await owner.post(`${path}/${id}/rotate`, { overlapHours: 24 }, { 'idempotency-key': 'a-key-for-a-key' }))
      .body['key'],
  )
  await withKey(key).get(`/api/service-request?shop=${shop.slug}`)
  await withKey(`${key}x`).get('/api/shops')
  await withKey(second).get(`/desk/${shop.slug}`)
  log.level = level
  const tables = ['events', 'audit', 'idempotency_keys', 'api_keys', 'api_key_secrets', 'pgboss.job']
  for (const table of tables)
    lines.push(
      JSON.stringify((await database.pool.query(`SELECT row_to_json(t)::text AS row FROM ${table} t`)).rows),
    )
  const kept = lines.join('\n')
  expect(kept).toContain(id)
  for (const text of [key, second]) expect(kept).not.toContain(text.slice(17))
})

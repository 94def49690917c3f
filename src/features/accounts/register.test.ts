import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'

const house = await testApp()
const { guest, outbox, drainJobs, services } = house

const create = (change: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  guest.post(
    '/api/user/create-customer',
    { name: 'Sam Porter', email: 'sam@example.com', password: 'three quiet words', ...change },
    headers,
  )
const pointersOf = (body: Record<string, unknown>) =>
  (body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)

test('a new account gets a link that confirms its address, kept nowhere in the clear [S3.C1a]', async () => {
  expect((await create()).status).toBe(201)
  await drainJobs()
  const [mail] = outbox.mails('sam@example.com')
  expect(mail?.subject).toBe('Confirm your e-mail address')
  const token = /\/verify-email\?token=([\w-]{43})/.exec(mail?.text ?? '')?.[1]
  expect(mail?.text).toContain(`${services.config.url}/verify-email?token=${token}`)
  for (const table of ['messages', 'account_tokens', 'events', 'audit', 'pgboss.job']) {
    const { rows } = await services.database.pool.query(`SELECT row_to_json(t)::text AS row FROM ${table} t`)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
  }
  const { rows } = await services.database.pool.query(`SELECT data FROM pgboss.job WHERE name = 'mail'`)
  expect(rows).toEqual([{ data: { job: 'deliver', message: expect.any(String) } }])
})

test('an address that is taken is told here, and only here', async () => {
  expect((await create({ email: 'taken@example.com' })).status).toBe(201)
  const again = await create({ email: 'Taken@example.com' })
  expect([again.status, again.body['code']]).toEqual([409, 'email-taken'])
  const both = await Promise.all([
    create({ email: 'race@example.com' }),
    create({ email: 'race@example.com' }),
  ])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
})

test('bad input is refused field by field, all at once', async () => {
  const cases: [Record<string, unknown>, string[]][] = [
    [{ name: '', email: 'x', password: 'short' }, ['/name', '/email', '/password']],
    [{ name: 'a'.repeat(201), password: 'a b'.repeat(100) }, ['/name', '/password']],
    [{ phone: '12', locale: 'de' }, ['/phone', '/locale']],
    [{ phone: '1234567' }, ['/phone']],
    [{ role: 'super_admin', emailVerified: true }, ['/role', '/emailVerified']],
    [{ name: ' ', password: 'password123' }, ['/name', '/password']],
    [{ email: null, name: 5 }, ['/name', '/email']],
  ]
  for (const [change, pointers] of cases) {
    const { status, body } = await create({ email: 'cases@example.com', ...change })
    expect([status, body['code'], pointersOf(body).toSorted()]).toEqual([400, 'invalid', pointers.toSorted()])
  }
  const notJson = await guest.post('/api/user/create-customer', '{"name": ', {
    'content-type': 'application/json',
  })
  expect([notJson.status, notJson.body['code']]).toEqual([400, 'invalid'])
})

test('the same key gives the same answer and one account', async () => {
  const key = { 'idempotency-key': 'a-key-of-sixteen-signs' }
  const first = await create({ email: 'once@example.com' }, key)
  const second = await create({ email: 'once@example.com' }, key)
  expect(first.status).toBe(201)
  expect([second.status, second.body]).toEqual([201, first.body])
  const other = await create({ email: 'twice@example.com' }, key)
  expect([other.status, other.body['code']]).toEqual([422, 'key-reused'])
})

import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { deviceOf } from './devices.ts'

const house = await testApp()
const { guest, people, clock, client, services } = house

const PIXEL =
  'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36'

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

async function signIn(person: { email: string; password: string }, address = '203.0.113.5', agent = PIXEL) {
  const door = client({ address, headers: { 'user-agent': agent } })
  const { body } = await door.post('/api/auth/login', { email: person.email, password: person.password })
  return { token: String(body['accessToken']), refresh: String(body['refreshToken']) }
}

interface Listed {
  sessions: { id: string; here: boolean; program: string | null; system: string | null; address: string }[]
}

test('a person sees where they are signed in: device, address, last use, the present one first', async () => {
  const anna = await people.add()
  clock.advance({ minutes: 3 })
  const { token } = await signIn(anna)
  clock.advance({ minutes: 3 })
  const later = await signIn(anna, '2001:db8::7', 'curl/8.5.0')
  const { status, body } = await guest.get('/api/auth/sessions', bearer(token))
  expect(status).toBe(200)
  const rows = body['sessions'] as Record<string, unknown>[]
  expect(rows.map(({ here, program, system, address }) => ({ here, program, system, address }))).toEqual([
    { here: true, program: 'Chrome', system: 'Android', address: '203.0.113.5' },
    { here: false, program: 'curl', system: null, address: '2001:db8::7' },
    { here: false, program: null, system: null, address: null },
  ])
  expect(rows[1]?.['lastUsedAt']).toBe(clock.now().toString())
  expect((await guest.get('/api/auth/sessions')).status).toBe(401)
  expect((await guest.get('/api/me', bearer(later.token))).status).toBe(200)
})

test('one is ended at once, its access and refresh tokens too; nobody ends another’s [S2.12a]', async () => {
  const anna = await people.add()
  const ben = await people.add()
  const { token } = await signIn(anna)
  const lost = await signIn(anna)
  const { body } = await guest.get<Listed>('/api/auth/sessions', bearer(lost.token))
  const id = body.sessions.find(({ here }) => here)?.id ?? ''
  for (const [who, expected] of [
    [bearer((await signIn(ben)).token), 404],
    [{}, 401],
  ] as const) {
    const refused = await guest.delete(`/api/auth/sessions/${id}`, who)
    expect(refused.status).toBe(expected)
  }
  for (const odd of ['no-id', encodeURIComponent("' OR 1=1"), ben.id])
    expect((await guest.delete(`/api/auth/sessions/${odd}`, bearer(token))).status).toBe(404)
  expect((await guest.delete(`/api/auth/sessions/${id}`, bearer(token))).status).toBe(204)
  expect((await guest.get('/api/me', bearer(lost.token))).status).toBe(401)
  expect((await guest.post('/api/auth/refreshToken', { refreshToken: lost.refresh })).status).toBe(401)
  expect((await guest.delete(`/api/auth/sessions/${id}`, bearer(token))).status).toBe(404)
  expect((await guest.get('/api/me', bearer(token))).status).toBe(200)
})

test('all others are ended together, of this person alone', async () => {
  const anna = await people.add()
  const ben = await people.add()
  const bens = await signIn(ben)
  const others = [await signIn(anna), await signIn(anna)]
  const { token } = await signIn(anna)
  const ended = await guest.delete('/api/auth/sessions', bearer(token))
  expect([ended.status, ended.body]).toEqual([200, { ended: 3 }])
  for (const other of others) expect((await guest.get('/api/me', bearer(other.token))).status).toBe(401)
  expect((await anna.get('/api/me')).status).toBe(401)
  for (const living of [token, bens.token])
    expect((await guest.get('/api/me', bearer(living))).status).toBe(200)
  expect((await guest.delete('/api/auth/sessions', bearer(token))).body).toEqual({ ended: 0 })
})

test('a call by somebody signed in costs one read for session and rights, by an index, and no write', async () => {
  const anna = await people.add({ role: 'support' })
  const { token } = await signIn(anna)
  const { pool } = services.database
  const asked: { name?: string; text: string; values?: unknown[] }[] = []
  const original = pool.query.bind(pool)
  Object.assign(pool, {
    query: (...args: unknown[]) => {
      const [query] = args
      asked.push(typeof query === 'string' ? { text: query } : (query as (typeof asked)[number]))
      return (original as (...given: unknown[]) => unknown)(...args)
    },
  })
  try {
    expect((await guest.get('/api/health', bearer(token))).status).toBe(200)
    expect((await guest.get('/api/auth/sessions', bearer(token))).status).toBe(200)
  } finally {
    Object.assign(pool, { query: original })
  }
  const callers = asked.filter(({ name }) => name === 'caller-by-session')
  expect(callers).toHaveLength(2)
  expect(asked.filter(({ text }) => /^\s*(insert|update|delete)/i.test(text))).toEqual([])
  // The planner reads a table of a handful of rows whole; what matters is which way it has when there are many.
  const connection = await pool.connect()
  try {
    await connection.query('BEGIN')
    await connection.query(`INSERT INTO sessions (id, account_id, kind, created_at, last_used_at, expires_at)
      SELECT uuidv7(), account_id, kind, created_at, last_used_at, expires_at
      FROM (SELECT * FROM sessions WHERE kind = 'token' LIMIT 1) AS one, generate_series(1, 5000)`)
    await connection.query('SET LOCAL enable_seqscan = off')
    const { rows } = await connection.query<{ 'QUERY PLAN': string }>({
      text: `EXPLAIN ${callers[0]?.text ?? ''}`,
      values: callers[0]?.values ?? [],
    })
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('Index Scan using sessions_pkey on sessions session')
    expect(plan).toContain('Index Scan using second_factor_rules_pkey on second_factor_rules rule')
    expect(plan).not.toContain('Seq Scan')
    await connection.query('ROLLBACK')
  } finally {
    connection.release()
  }
})

test('devices are named as people know them', () => {
  const agents: [string | null, string | null, string | null][] = [
    [PIXEL, 'Chrome', 'Android'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox', 'Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
      'Edge',
      'Windows',
    ],
    ['okhttp/4.12', null, null],
    [null, null, null],
  ]
  for (const [agent, program, system] of agents) expect(deviceOf(agent)).toEqual({ program, system })
})

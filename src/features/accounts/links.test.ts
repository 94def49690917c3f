import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'

const house = await testApp()
const { guest, people, outbox, drainJobs, clock, services } = house

/** The token of the newest link that was mailed to an address. */
async function mailedToken(to: string): Promise<string> {
  await drainJobs()
  return /\?token=([\w-]+)/.exec(outbox.mails(to).at(-1)?.text ?? '')?.[1] ?? 'none'
}

const login = (email: string, password: string) => guest.post('/api/auth/login', { email, password })
const forgot = (email: string) => guest.post('/api/auth/forgot-password', { email })
const reset = (token: string, password: string) => guest.post('/api/auth/reset-password', { token, password })
const verify = (token: string) => guest.post('/api/auth/verify-email', { token })
const pointersOf = (body: Record<string, unknown>) =>
  (body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)

test('a forgotten password is replaced by a mailed link, once, and signs everybody out [S3.C1b]', async () => {
  const anna = await people.add()
  expect((await forgot(anna.email)).status).toBe(204)
  const token = await mailedToken(anna.email)
  const common = await reset(token, 'password123')
  expect([common.status, pointersOf(common.body)]).toEqual([400, ['/password']])
  expect((await anna.get('/api/me')).status).toBe(200)
  expect((await reset(token, 'four other quiet words')).status).toBe(204)
  expect((await anna.get('/api/me')).status).toBe(401)
  expect((await login(anna.email, anna.password)).status).toBe(401)
  expect((await login(anna.email, 'four other quiet words')).status).toBe(200)
  const again = await reset(token, 'and once more words')
  expect([again.status, pointersOf(again.body)]).toEqual([400, ['/token']])
  await drainJobs()
  expect(outbox.mails(anna.email).at(-1)?.subject).toBe('Your password was changed')
})

test('asking for a link tells nothing about an address', async () => {
  const anna = await people.add()
  outbox.clear()
  const known = await forgot(anna.email)
  const unknown = await forgot('not-there@example.com')
  expect([unknown.status, unknown.text, unknown.headers['content-type']]).toEqual([
    known.status,
    known.text,
    known.headers['content-type'],
  ])
  await drainJobs()
  expect(outbox.mails('not-there@example.com')).toEqual([])
  expect(outbox.mails(anna.email)).toHaveLength(1)
})

test('a link is over after an hour, when a newer one was used, and when its address has changed', async () => {
  const anna = await people.add()
  await forgot(anna.email)
  const first = await mailedToken(anna.email)
  await forgot(anna.email)
  const second = await mailedToken(anna.email)
  expect((await reset(second, 'four other quiet words')).status).toBe(204)
  expect((await reset(first, 'and once more words')).status).toBe(400)
  await forgot(anna.email)
  const third = await mailedToken(anna.email)
  clock.advance({ minutes: 60 })
  expect((await reset(third, 'and once more words')).status).toBe(400)
  expect((await reset('made-up', 'and once more words')).status).toBe(400)
})

test('an account gets five links an hour at most', async () => {
  const anna = await people.add()
  for (let count = 0; count < 8; count += 1) expect((await forgot(anna.email)).status).toBe(204)
  await drainJobs()
  expect(outbox.mails(anna.email)).toHaveLength(5)
})

test('a confirmed address is an event, and confirming twice changes nothing', async () => {
  const made = await guest.post('/api/user/create-customer', {
    name: 'Sam',
    email: 'sam@example.com',
    password: 'three quiet words',
  })
  const token = await mailedToken('sam@example.com')
  const answers = [await verify(token), await verify(token)]
  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [200, { email: 'sam@example.com' }],
    [200, { email: 'sam@example.com' }],
  ])
  const { rows } = await services.database.pool.query(
    `SELECT type, data, actor_kind FROM events WHERE type = 'account.email_verified' AND subject_id = $1`,
    [made.body['id']],
  )
  expect(rows).toEqual([{ type: 'account.email_verified', data: {}, actor_kind: 'guest' }])
  expect((await verify('made-up')).status).toBe(400)
})

test('the link can be sent again, five times an hour', async () => {
  const { body } = await guest.post('/api/user/create-customer', {
    name: 'Kim',
    email: 'kim@example.com',
    password: 'three quiet words',
  })
  const kim = await people.of({ id: String(body['id']), name: 'Kim', email: 'kim@example.com' })
  const statuses: number[] = []
  for (let count = 0; count < 5; count += 1)
    statuses.push((await kim.post('/api/auth/send-verification')).status)
  expect(statuses).toEqual([204, 204, 204, 204, 429])
  expect((await verify(await mailedToken('kim@example.com'))).status).toBe(200)
  expect((await kim.post('/api/auth/send-verification')).status).toBe(204)
  await drainJobs()
  expect(outbox.mails('kim@example.com')).toHaveLength(5)
  expect((await guest.post('/api/auth/send-verification')).status).toBe(401)
})

test('a confirmation link works for two days, and no reset link confirms anything', async () => {
  await guest.post('/api/user/create-customer', {
    name: 'Lee',
    email: 'lee@example.com',
    password: 'three quiet words',
  })
  const token = await mailedToken('lee@example.com')
  expect((await reset(token, 'four other quiet words')).status).toBe(400)
  await forgot('lee@example.com')
  expect((await verify(await mailedToken('lee@example.com'))).status).toBe(400)
  clock.advance({ hours: 48 })
  expect((await verify(token)).status).toBe(400)
})

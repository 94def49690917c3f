import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { TEST_PASSWORD } from '../../kit/testing/people.ts'

const house = await testApp()
const { guest, people, clock } = house

interface Tokens {
  accessToken: string
  refreshToken: string
  tokenType: string
  expiresIn: number
  user: { id: string; name: string; email: string; roles: { role: string; shop?: string }[] }
}

const login = (email: string, password = TEST_PASSWORD) =>
  guest.post<Tokens>('/api/auth/login', { email, password })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

test('a new customer signs in at once and reads their own account [S3.API.1] [S3.API.3] [S3.C1a] [S3.C1b] [S2.01e]', async () => {
  const made = await guest.post('/api/user/create-customer', {
    name: 'Mina Rahimi',
    email: 'Mina@Example.com ',
    phone: '۰۹۱۲ ۳۴۵ ۶۷۸۹',
    password: 'سه کلمه‌ی ساده',
    locale: 'fa',
  })
  expect(made.status).toBe(201)
  expect(made.body).toEqual({
    id: expect.any(String),
    name: 'Mina Rahimi',
    email: 'mina@example.com',
    phone: '+989123456789',
    locale: 'fa',
  })
  const { status, body } = await login('mina@example.com', 'سه كلمه‌ي ساده')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    tokenType: 'Bearer',
    expiresIn: 600,
    user: { id: made.body['id'], name: 'Mina Rahimi', roles: [{ role: 'customer' }] },
  })
  const me = await guest.get('/api/me', bearer(body.accessToken))
  expect(me.body).toMatchObject({
    id: made.body['id'],
    emailVerified: false,
    locale: 'fa',
    calendar: 'jalali',
  })
})

test('wrong passwords and unknown addresses get the same words [S3.C1b]', async () => {
  const anna = await people.add({ name: 'Anna' })
  const wrong = await login(anna.email, 'not-her-password')
  const unknown = await login('nobody-at-all@example.com', 'not-her-password')
  expect(wrong.status).toBe(401)
  expect(wrong.body).toMatchObject({ code: 'wrong-credentials', status: 401 })
  expect(unknown.status).toBe(401)
  expect(unknown.body).toEqual(wrong.body)
  expect(unknown.headers['content-type']).toBe(wrong.headers['content-type'])
})

test('a bad sign-in names every wrong field at once', async () => {
  const { status, body } = await guest.post('/api/auth/login', { email: 'no address', remember: true })
  expect(status).toBe(400)
  const errors = body['errors'] as { pointer: string }[]
  expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual(['/email', '/password', '/remember'])
})

test('a refresh token used twice within ten seconds is refused and the family lives [S3.API.2]', async () => {
  const anna = await people.add()
  const { body: first } = await login(anna.email)
  const second = await guest.post<Tokens>('/api/auth/refreshToken', { refreshToken: first.refreshToken })
  expect(second.status).toBe(200)
  expect(second.body.refreshToken).not.toBe(first.refreshToken)
  clock.advance({ seconds: 10 })
  const again = await guest.post('/api/auth/refreshToken', { refreshToken: first.refreshToken })
  expect([again.status, again.body['code']]).toEqual([401, 'token-used'])
  expect((await guest.get('/api/me', bearer(second.body.accessToken))).status).toBe(200)
  const third = await guest.post('/api/auth/refreshToken', { refreshToken: second.body.refreshToken })
  expect(third.status).toBe(200)
})

test('a refresh token replayed later ends the whole family, its access tokens too', async () => {
  const anna = await people.add()
  const { body: first } = await login(anna.email)
  const { body: other } = await login(anna.email)
  const { body: second } = await guest.post<Tokens>('/api/auth/refreshToken', {
    refreshToken: first.refreshToken,
  })
  clock.advance({ seconds: 11 })
  const replayed = await guest.post('/api/auth/refreshToken', { refreshToken: first.refreshToken })
  expect([replayed.status, replayed.body['code']]).toEqual([401, 'token-used'])
  for (const { accessToken } of [first, second]) {
    const me = await guest.get('/api/me', bearer(accessToken))
    expect([me.status, me.body['code']]).toEqual([401, 'unauthenticated'])
  }
  const heir = await guest.post('/api/auth/refreshToken', { refreshToken: second.refreshToken })
  expect([heir.status, heir.body['code']]).toEqual([401, 'unauthenticated'])
  expect((await guest.get('/api/me', bearer(other.accessToken))).status).toBe(200)
})

test('of twenty callers with one refresh token exactly one gets the next pair', async () => {
  const anna = await people.add()
  const { body } = await login(anna.email)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      guest.post<Tokens>('/api/auth/refreshToken', { refreshToken: body.refreshToken }),
    ),
  )
  const won = answers.filter(({ status }) => status === 200)
  expect(won).toHaveLength(1)
  expect(
    answers.filter((one) => one.status === 401 && 'code' in one.body && one.body.code === 'token-used'),
  ).toHaveLength(19)
  expect((await guest.get('/api/me', bearer(won[0]?.body.accessToken ?? ''))).status).toBe(200)
})

test('unknown and expired refresh tokens are unauthenticated', async () => {
  const anna = await people.add()
  const { body } = await login(anna.email)
  const unknown = await guest.post('/api/auth/refreshToken', { refreshToken: 'made-up' })
  expect([unknown.status, unknown.body['code']]).toEqual([401, 'unauthenticated'])
  clock.advance({ hours: 31 * 24 })
  const expired = await guest.post('/api/auth/refreshToken', { refreshToken: body.refreshToken })
  expect([expired.status, expired.body['code']]).toEqual([401, 'unauthenticated'])
})

test('signing out ends the family; doing it again changes nothing', async () => {
  const anna = await people.add()
  const { body } = await login(anna.email)
  for (const refreshToken of [body.refreshToken, body.refreshToken, 'made-up']) {
    const { status, text } = await guest.post('/api/auth/logout', { refreshToken })
    expect([status, text]).toEqual([204, ''])
  }
  expect((await guest.get('/api/me', bearer(body.accessToken))).status).toBe(401)
  const next = await guest.post('/api/auth/refreshToken', { refreshToken: body.refreshToken })
  expect([next.status, next.body['code']]).toEqual([401, 'unauthenticated'])
})

test('an access token ends after ten minutes', async () => {
  const anna = await people.add()
  const { body } = await login(anna.email)
  clock.advance({ seconds: 599 })
  expect((await guest.get('/api/me', bearer(body.accessToken))).status).toBe(200)
  clock.advance({ seconds: 1 })
  expect((await guest.get('/api/me', bearer(body.accessToken))).status).toBe(401)
})

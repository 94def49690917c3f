import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Person } from '../../kit/testing/people.ts'

const house = await testApp()
const { guest, people, outbox, drainJobs } = house

const NEW = 'four other quiet words'
const change = (who: Pick<Person, 'post'>, body: unknown) => who.post('/api/auth/change-password', body)
const login = (email: string, password: string) => guest.post('/api/auth/login', { email, password })
const me = (token: string) => guest.get('/api/me', { authorization: `Bearer ${token}` })

test('a password is changed by the present one; the other sessions end at once and the owner is told [S3.C1b]', async () => {
  const anna = await people.add({ name: 'Anna' })
  const { body: other } = await login(anna.email, anna.password)
  const done = await change(anna, { presentPassword: anna.password, password: NEW })
  expect([done.status, done.text]).toEqual([204, ''])
  expect((await anna.get('/api/me')).status).toBe(200)
  expect((await me(other['accessToken'])).status).toBe(401)
  const heir = await guest.post('/api/auth/refreshToken', { refreshToken: other['refreshToken'] })
  expect(heir.status).toBe(401)
  expect((await login(anna.email, anna.password)).status).toBe(401)
  expect((await login(anna.email, NEW)).status).toBe(200)
  await drainJobs()
  const [mail] = outbox.mails(anna.email)
  expect(mail?.subject).toBe('Your sign-in was changed')
  expect(mail?.text).toContain('The password of your account was changed.')
  expect(mail?.text).toContain('http://fixbay.test/me/security')
})

test('the other sessions may stay', async () => {
  const anna = await people.add()
  const { body: other } = await login(anna.email, anna.password)
  const body = { presentPassword: anna.password, password: NEW, keepOthers: true }
  expect((await change(anna, body)).status).toBe(204)
  expect((await me(other['accessToken'])).status).toBe(200)
})

test('nobody without the present password changes it, and no common one is taken', async () => {
  const anna = await people.add({ name: 'Anna Karimi' })
  expect((await change(guest, { presentPassword: 'x', password: NEW })).status).toBe(401)
  const cases: [unknown, string[]][] = [
    [{ password: NEW }, ['/presentPassword']],
    [{ presentPassword: 'not-her-password', password: NEW }, ['/presentPassword']],
    [{ presentPassword: anna.password, password: 'password123' }, ['/password']],
    [{ presentPassword: anna.password, password: 'Karimi-Anna-1990' }, ['/password']],
    [{ presentPassword: anna.password, password: 'short', accountId: anna.id }, ['/accountId', '/password']],
  ]
  for (const [body, pointers] of cases) {
    const { status, body: answer } = await change(anna, body)
    const found = (answer['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).toSorted()
    expect([status, found]).toEqual([400, pointers])
  }
  expect((await login(anna.email, anna.password)).status).toBe(200)
})

test('guesses at the present password count as failed sign-ins', async () => {
  const anna = await people.add()
  const guess = () => change(anna, { presentPassword: 'not-her-password', password: NEW })
  for (let count = 0; count < 10; count += 1) expect((await guess()).status).toBe(400)
  expect((await guess()).status).toBe(429)
  expect((await change(anna, { presentPassword: anna.password, password: NEW })).status).toBe(429)
})

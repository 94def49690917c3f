import { expect, test } from 'vitest'
import { newId } from '../../kit/db/index.ts'
import { testApp } from '../../kit/testing/app.ts'
import type { Client } from '../../kit/testing/client.ts'

const house = await testApp()
const { guest, people, outbox, drainJobs, clock, services } = house

const put = (who: Client, id: string, change: unknown) => who.put(`/api/customer/${id}/profile`, change)
const pointersOf = (body: Record<string, unknown>) =>
  (body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)
const linkIn = (text = '') => /\?token=([\w-]+)/.exec(text)?.[1] ?? 'none'

test('what is absent stays and null clears [S3.API.7] [S3.C8a] [S3.C8b]', async () => {
  const anna = await people.add({ name: 'Anna' })
  const all = await put(anna, anna.id, {
    name: ' آنا  كريمي ',
    phone: '09123456789',
    address: 'خیابان یک\nپلاک ۲',
    locale: 'fa',
    calendar: 'jalali',
  })
  expect(all.status).toBe(200)
  expect(all.body).toMatchObject({
    name: 'آنا کریمی',
    phone: '+989123456789',
    address: 'خیابان یک\nپلاک 2',
    locale: 'fa',
    calendar: 'jalali',
  })
  const cleared = await put(anna, anna.id, { phone: null, address: null })
  expect(cleared.body).toEqual({ ...all.body, phone: null, address: null })
  expect((await put(anna, anna.id, {})).body).toEqual(cleared.body)
  const plain = await anna.put(
    `/api/customer/${anna.id}/profile`,
    { locale: null, calendar: null },
    { 'accept-language': 'en' },
  )
  expect(plain.body).toMatchObject({ locale: 'en', calendar: 'gregorian' })
})

test('a name and an address of mail cannot be cleared, and nothing else can be set', async () => {
  const anna = await people.add()
  const cases: [unknown, string[]][] = [
    [{ name: null, email: null }, ['/email', '/name']],
    [{ name: ' ' }, ['/name']],
    [{ phone: '123' }, ['/phone']],
    [{ id: 'x', roles: ['owner'], passwordHash: 'x' }, ['/id', '/passwordHash', '/roles']],
    [{ locale: 'de', calendar: 'hijri' }, ['/calendar', '/locale']],
  ]
  for (const [change, pointers] of cases) {
    const { status, body } = await put(anna, anna.id, change)
    expect([status, pointersOf(body).toSorted()]).toEqual([400, pointers])
  }
})

test('only the account itself and the super admin change a profile; to others it does not exist', async () => {
  const anna = await people.add()
  const ben = await people.add()
  const admin = await people.add({ role: 'admin' })
  const boss = await people.add({ role: 'super_admin' })
  expect((await put(guest, anna.id, { name: 'X' })).status).toBe(401)
  expect((await put(guest, newId(clock.now()), { name: 'X' })).status).toBe(401)
  for (const who of [ben, admin]) expect((await put(who, anna.id, { name: 'X' })).status).toBe(404)
  expect((await put(boss, anna.id, { name: 'Anna C' })).body['name']).toBe('Anna C')
  for (const id of [newId(clock.now()), 'no-id', "'; --"])
    expect((await put(boss, encodeURIComponent(id), { name: 'X' })).status).toBe(404)
})

test('a new mail address counts once it is confirmed; the old one is told', async () => {
  const anna = await people.add({ email: 'old@example.com' })
  const asked = await put(anna, anna.id, { email: 'New@example.com' })
  expect([asked.status, asked.body['email']]).toEqual([200, 'old@example.com'])
  expect((await anna.get('/api/me')).body).toMatchObject({
    email: 'old@example.com',
    pendingEmail: 'new@example.com',
  })
  await drainJobs()
  const token = linkIn(outbox.mails('new@example.com')[0]?.text)
  expect((await guest.post('/api/auth/verify-email', { token })).body).toEqual({ email: 'new@example.com' })
  expect((await anna.get('/api/me')).body).toMatchObject({
    email: 'new@example.com',
    emailVerified: true,
    pendingEmail: null,
  })
  await drainJobs()
  expect(outbox.mails('old@example.com').map(({ subject }) => subject)).toEqual([
    'Your e-mail address was changed',
  ])
  expect(
    (await guest.post('/api/auth/login', { email: 'new@example.com', password: anna.password })).status,
  ).toBe(200)
  expect(
    (await guest.post('/api/auth/login', { email: 'old@example.com', password: anna.password })).status,
  ).toBe(401)
})

test('asking for an address that is taken looks just the same, and only its owner hears of it', async () => {
  const anna = await people.add()
  const ben = await people.add({ email: 'ben@example.com' })
  const free = await put(anna, anna.id, { email: 'free@example.com' })
  const taken = await put(anna, anna.id, { email: 'ben@example.com' })
  expect([taken.status, taken.body]).toEqual([free.status, free.body])
  expect((await anna.get('/api/me')).body['pendingEmail']).toBe('ben@example.com')
  await drainJobs()
  const [mail] = outbox.mails('ben@example.com')
  expect(mail?.subject).toBe('You have an account with this address')
  expect(mail?.text).not.toContain('token')
  expect((await ben.get('/api/me')).body['email']).toBe('ben@example.com')
})

test('of two accounts that ask for one free address the first to confirm has it', async () => {
  const anna = await people.add()
  const ben = await people.add()
  for (const who of [anna, ben]) await put(who, who.id, { email: 'both@example.com' })
  await drainJobs()
  const [first, second] = outbox.mails('both@example.com').map(({ text }) => linkIn(text))
  expect((await guest.post('/api/auth/verify-email', { token: first })).status).toBe(200)
  const late = await guest.post('/api/auth/verify-email', { token: second })
  expect([late.status, late.body['code']]).toEqual([409, 'email-taken'])
})

test('sign-ins, failures and changes leave lines in the audit log: who, what, before and after, from where', async () => {
  const anna = await people.add({ name: 'Anna' })
  const browser = house.client({ address: '203.0.113.5', headers: { 'user-agent': 'Audit/1' } })
  await browser.post('/api/auth/login', { email: anna.email, password: 'not-her-password' })
  await browser.post('/api/auth/login', { email: anna.email, password: anna.password })
  await put(anna, anna.id, { name: 'Anna B' })
  const { rows } = await services.database.pool.query(
    `SELECT action, actor_id, before, after, address, user_agent FROM audit
      WHERE (actor_id = $1 OR subject_id = $1) AND action <> 'accounts.register' ORDER BY id`,
    [anna.id],
  )
  const from = { address: '203.0.113.5', user_agent: 'Audit/1' }
  expect(rows).toEqual([
    { action: 'accounts.signInFailed', actor_id: null, before: null, after: null, ...from },
    {
      action: 'accounts.signIn',
      actor_id: anna.id,
      before: null,
      after: { by: 'password', secondFactor: false },
      ...from,
    },
    expect.objectContaining({
      action: 'accounts.editProfile',
      actor_id: anna.id,
      before: null,
      after: { fields: ['name'] },
    }),
  ])
})

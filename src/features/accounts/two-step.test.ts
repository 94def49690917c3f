import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Person } from '../../kit/testing/people.ts'
import { totpCode } from './totp.ts'

const house = await testApp()
const { guest, people, clock, client, outbox, drainJobs, services } = house

const login = (who: Person, code?: string, address = '203.0.113.5') =>
  client({ address }).post('/api/auth/login', {
    email: who.email,
    password: who.password,
    ...(code === undefined ? {} : { code }),
  })

/** Somebody with an authenticator app; `code()` is what it shows now. */
async function withApp() {
  const anna = await people.add({ name: 'Anna' })
  const begun = await anna.post('/api/auth/two-step', { presentPassword: anna.password })
  const secret = String(begun.body['secret'])
  const code = (after = 0) => totpCode(secret, clock.now().add({ seconds: after }))
  const done = await anna.post('/api/auth/two-step/confirm', { code: code() })
  expect([begun.status, done.status]).toEqual([200, 200])
  const recovery = done.body['recoveryCodes'] as string[]
  return { anna, secret, code, recovery, begun: begun.body }
}

test('an app is set up by password and first code, and asked for from then on [S3.C1b]', async () => {
  const { anna, code, recovery, begun } = await withApp()
  expect(begun['address']).toMatch(
    /^otpauth:\/\/totp\/fixbay\.test:.*issuer=fixbay\.test.*secret=[A-Z2-7]{32}/,
  )
  expect(begun['qr']).toMatch(/^<svg/)
  expect(recovery).toHaveLength(10)
  expect(new Set(recovery).size).toBe(10)
  const without = await login(anna)
  expect([without.status, without.body['code']]).toEqual([401, 'second-factor-needed'])
  // The code that ended the set-up is spent.
  expect((await login(anna, code())).body).toMatchObject({ code: 'wrong-credentials', reason: 'wrong_code' })
  clock.advance({ seconds: 30 })
  expect((await login(anna, code())).status).toBe(200)
  const security = await anna.get('/api/auth/security')
  expect(security.body).toMatchObject({ twoStep: true, recoveryCodesLeft: 10, secondFactor: { shown: true } })
  await drainJobs()
  expect(outbox.mails(anna.email)[0]?.text).toContain('now asks for a second step')
})

test('a code works once, also for many at once, in Persian digits and half a minute off', async () => {
  const { anna, code } = await withApp()
  clock.advance({ seconds: 30 })
  const answers = await Promise.all(Array.from({ length: 8 }, () => login(anna, code())))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  clock.advance({ minutes: 16 })
  const persian = code(-30).replaceAll(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
  expect((await login(anna, ` ${persian.slice(0, 3)} ${persian.slice(3)}`)).status).toBe(200)
  // The one before the last that was taken, though it is still of now.
  expect((await login(anna, code(-30))).status).toBe(401)
  expect((await login(anna, code(-90))).status).toBe(401)
})

test('a recovery code opens once, however it is written; new ones make the old void', async () => {
  const { anna, code, recovery } = await withApp()
  const [first = '', second = ''] = recovery
  expect((await login(anna, first.toLowerCase().replace('-', ' '))).status).toBe(200)
  expect((await login(anna, first)).status).toBe(401)
  clock.advance({ seconds: 30 })
  const renewed = await anna.post('/api/auth/two-step/recovery-codes', { code: code() })
  expect(renewed.status).toBe(200)
  expect((await login(anna, second)).status).toBe(401)
  const [fresh = ''] = renewed.body['recoveryCodes'] as string[]
  expect((await login(anna, fresh)).status).toBe(200)
  expect((await anna.get('/api/auth/security')).body).toMatchObject({ recoveryCodesLeft: 9 })
})

test('guesses are shut out by address, and over all addresses in the end; a recovery code still opens', async () => {
  const { anna, code, recovery } = await withApp()
  clock.advance({ seconds: 30 })
  for (let count = 0; count < 10; count += 1) expect((await login(anna, '000000')).status).toBe(401)
  expect((await login(anna, code())).status).toBe(429)
  for (let count = 0; count < 10; count += 1)
    expect((await login(anna, '000000', `198.51.100.${count}`)).status).toBe(401)
  clock.advance({ seconds: 30 })
  const shut = await login(anna, code(), '192.0.2.9')
  expect([shut.status, shut.body['reason']]).toEqual([401, 'wrong_code'])
  expect((await login(anna, recovery[0], '192.0.2.10')).status).toBe(200)
  clock.advance({ minutes: 61 })
  expect((await login(anna, code(), '192.0.2.9')).status).toBe(200)
})

test('it is switched off by password and code together', async () => {
  const { anna, code } = await withApp()
  clock.advance({ seconds: 30 })
  const stop = (body: unknown, who: Pick<Person, 'post'> = anna) => who.post('/api/auth/two-step/stop', body)
  expect((await stop({ code: code() }, guest)).status).toBe(401)
  expect((await stop({ code: code() })).status).toBe(400)
  expect((await stop({ presentPassword: 'not-her-password', code: code() })).status).toBe(400)
  expect((await stop({ presentPassword: anna.password, code: '000000' })).body['errors']).toMatchObject([
    { pointer: '/code' },
  ])
  expect((await stop({ presentPassword: anna.password, code: code() })).status).toBe(204)
  expect((await login(anna)).status).toBe(200)
  expect((await stop({ presentPassword: anna.password, code: code() })).body['reason']).toBe('two_step_off')
})

test('nothing is asked for before the set-up has ended, and it cannot be begun over a set-up that has', async () => {
  const anna = await people.add()
  expect((await guest.post('/api/auth/two-step', {})).status).toBe(401)
  expect((await anna.post('/api/auth/two-step', {})).status).toBe(400)
  await anna.post('/api/auth/two-step', { presentPassword: anna.password })
  expect((await login(anna)).status).toBe(200)
  clock.advance({ minutes: 61 })
  await anna.post('/api/auth/prove', { password: anna.password })
  expect((await anna.post('/api/auth/two-step/confirm', { code: '123456' })).body['reason']).toBe(
    'two_step_not_begun',
  )
  const { anna: bea } = await withApp()
  const again = await bea.post('/api/auth/two-step', { presentPassword: bea.password })
  expect([again.status, again.body['reason']]).toEqual([409, 'two_step_on'])
})

test('secrets and recovery codes are kept unreadable', async () => {
  const { anna, secret, recovery } = await withApp()
  await drainJobs()
  for (const table of ['account_totp', 'recovery_codes', 'events', 'audit', 'messages', 'pgboss.job']) {
    const { rows } = await services.database.pool.query(`SELECT row_to_json(t)::text AS row FROM ${table} t`)
    const text = JSON.stringify(rows)
    expect(rows.length).toBeGreaterThan(0)
    for (const plain of [secret, Buffer.from(secret).toString('hex'), ...recovery]) {
      expect(text).not.toContain(plain)
    }
  }
  expect(anna.id).toBeTruthy()
})

test('of an app and a password neither is enough after a reset by mail', async () => {
  const { anna } = await withApp()
  await guest.post('/api/auth/forgot-password', { email: anna.email })
  await drainJobs()
  const token = /\?token=([\w-]+)/.exec(outbox.mails(anna.email).at(-1)?.text ?? '')?.[1]
  const reset = await guest.post('/api/auth/reset-password', { token, password: 'four other quiet words' })
  expect(reset.status).toBe(204)
  const entered = await guest.post('/api/auth/login', {
    email: anna.email,
    password: 'four other quiet words',
  })
  expect([entered.status, entered.body['code']]).toEqual([401, 'second-factor-needed'])
})

import { expect, test } from 'vitest'
import { addPages } from '../../web/testing/pages.ts'
import { testApp } from '../../kit/testing/app.ts'
import { createAuthenticator } from '../../kit/testing/authenticator.ts'
import type { Person } from '../../kit/testing/people.ts'
import { totpCode } from './totp.ts'

// What somebody leaves behind in an account that is another's, so as to come back after its owner has a new password.
const SITE = 'https://fixbay.example'
const house = await testApp({ config: { url: SITE } })
await addPages(house.app)
const { guest, people, clock, outbox, drainJobs } = house
const NEW = 'four other quiet words'

async function mailedToken(to: string): Promise<string> {
  await drainJobs()
  return /\?token=([\w-]+)/.exec(outbox.mails(to).at(-1)?.text ?? '')?.[1] ?? 'none'
}

async function resetPassword(email: string): Promise<void> {
  await guest.post('/api/auth/forgot-password', { email })
  const answer = await guest.post('/api/auth/reset-password', {
    token: await mailedToken(email),
    password: NEW,
  })
  expect(answer.status, answer.text).toBe(204)
}

async function changePassword(who: Person): Promise<void> {
  const body = { presentPassword: who.password, password: NEW }
  const answer = await who.post('/api/auth/change-password', body)
  expect(answer.status, answer.text).toBe(204)
}

/** Somebody who opened an account with an address that is not theirs. */
async function intruder(email: string): Promise<Person> {
  const made = await guest.post('/api/user/create-customer', {
    name: 'Mallory',
    email,
    password: 'Kestrel-harbour-7',
  })
  return people.of({ id: String(made.body['id']), name: 'Mallory', email })
}

async function confirmPhone(who: Person, phone: string): Promise<void> {
  const asked = await who.post('/api/auth/verify-phone/code', { phone })
  await drainJobs()
  const code = /\b(\d{6})\b/.exec(outbox.texts(phone).at(-1)?.text ?? '')?.[1]
  const done = await who.post('/api/auth/verify-phone', { request: asked.body['request'], code })
  expect(done.status, done.text).toBe(200)
}

async function enterByPhone(phone: string) {
  const asked = await guest.post('/api/auth/phone-code', { phone })
  await drainJobs()
  const code = /\b(\d{6})\b/.exec(outbox.texts(phone).at(-1)?.text ?? '')?.[1]
  return guest.post('/api/auth/phone-login', { request: asked.body['request'], code })
}

test('a change of address that is under way does not outlive a new password, reset or changed', async () => {
  for (const change of ['reset', 'changed'] as const) {
    const anna = await people.add()
    const theirs = `mallory.${change}@example.com`
    const asked = await anna.put(`/api/customer/${anna.id}/profile`, { email: theirs })
    expect(asked.status, asked.text).toBe(200)
    const token = await mailedToken(theirs)
    await (change === 'reset' ? resetPassword(anna.email) : changePassword(anna))
    expect((await guest.post('/api/auth/verify-email', { token })).status).toBe(400)
    const login = { email: anna.email, password: NEW }
    expect((await guest.post('/api/auth/login', login)).status).toBe(200)
  }
})

test('who opened an account with another’s address keeps no way in once that one has a new password [S2.12a]', async () => {
  const email = 'vera@example.com'
  const phone = '+989123450777'
  const mallory = await intruder(email)
  const device = createAuthenticator(SITE)
  const options = await mallory.post<{ challenge: string; user: { id: string } }>(
    '/api/auth/passkeys/options',
  )
  const response = device.make(options.body)
  expect((await mallory.post('/api/auth/passkeys', { response })).status).toBe(201)
  await confirmPhone(mallory, phone)
  expect((await enterByPhone(phone)).status).toBe(200)
  const begun = await mallory.post('/api/auth/two-step', { presentPassword: 'Kestrel-harbour-7' })
  const code = totpCode(String(begun.body['secret']), clock.now())
  expect((await mallory.post('/api/auth/two-step/confirm', { code })).status).toBe(200)
  const feed = await mallory.post('/api/me/calendar-feeds/customer')
  const link = new URL(String(feed.body['url'])).pathname
  expect((await house.app.inject(link)).statusCode).toBe(200)

  await resetPassword(email)
  await drainJobs()
  const request = (await guest.post<{ challenge: string }>('/api/auth/passkey-options')).body
  const byPasskey = await guest.post('/api/auth/passkey-login', { response: device.prove(request) })
  expect(byPasskey.status, byPasskey.text).toBe(401)
  // The phone opens a new account, or none, but not this one.
  expect((await enterByPhone(phone)).body['errors']).toMatchObject([{ pointer: '/name' }])
  expect((await house.app.inject(link)).statusCode).toBe(404)
  expect((await mallory.get('/api/me')).status).toBe(401)
  // And no second step of theirs keeps its owner out.
  const owner = await guest.post('/api/auth/login', { email, password: NEW })
  expect(owner.status, owner.text).toBe(200)
  const { rows } = await house.services.database.pool.query(
    `SELECT after FROM audit WHERE action = 'accounts.resetPassword' AND subject_id = $1`,
    [mallory.id],
  )
  expect(rows[0]?.after).toEqual({ passkeys: 1, phone: true, twoStep: true })
})

test('whose address was confirmed keeps passkeys, phone and second step', async () => {
  const anna = await people.add()
  await confirmPhone(anna, '+989123450778')
  await resetPassword(anna.email)
  expect((await enterByPhone('+989123450778')).status).toBe(200)
})

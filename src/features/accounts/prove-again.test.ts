import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { createAuthenticator } from '../../kit/testing/authenticator.ts'
import type { TestAnswer } from '../../kit/testing/client.ts'
import type { Person } from '../../kit/testing/people.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { addPages } from '../../web/testing/pages.ts'
import { plainBrowser, textOf } from '../../web/testing/plain-browser.ts'
import { totpCode } from './totp.ts'

// A browser left open, or a session that was stolen, must not become a lasting way into an account.
const SITE = 'https://fixbay.example'
const house = await testApp({ config: { url: SITE, rateLimits: 0 } })
await addPages(house.app)
const { app, guest, people, clock, outbox, drainJobs } = house
const { shop, owner } = await testShop(house)
const LATE = { minutes: 11 }

const profile = (who: Person, body: object) => who.put(`/api/customer/${who.id}/profile`, body)
const reasonOf = (answer: { status: number; body: Record<string, unknown> }) => [
  answer.status,
  answer.body['reason'],
]

async function codeAt(phone: string): Promise<string> {
  await drainJobs()
  return /\b(\d{6})\b/.exec(outbox.texts(phone).at(-1)?.text ?? '')?.[1] ?? 'none'
}

/** Somebody who came by phone alone, as a program. */
async function byPhone(phone: string): Promise<Person> {
  const asked = await guest.post('/api/auth/phone-code', { phone })
  const entered = await guest.post('/api/auth/phone-login', {
    request: asked.body['request'],
    code: await codeAt(phone),
    name: 'Mina',
  })
  expect(entered.status, entered.text).toBe(200)
  const { id } = entered.body['user'] as { id: string }
  return people.of({ id, name: 'Mina', email: null })
}

/** Every act of a person's session by which somebody comes in again later, or by which its owner is kept out. */
const LASTING: readonly [string, (who: Person) => Promise<TestAnswer>][] = [
  ['another mail address', (who) => profile(who, { email: 'mallory@example.org' })],
  ['another phone', (who) => profile(who, { phone: '+12125550188' })],
  ['no phone', (who) => profile(who, { phone: null })],
  ['a code to another phone', (who) => who.post('/api/auth/verify-phone/code', { phone: '+12125550188' })],
  ['a new passkey', (who) => who.post('/api/auth/passkeys/options')],
  ['the end of a set-up', (who) => who.post('/api/auth/two-step/confirm', { code: '123456' })],
  ['a calendar link', (who) => who.post('/api/me/calendar-feeds/customer')],
  [
    'a key of the shop',
    (who) =>
      who.post(`/api/shops/${shop.slug}/api-keys`, { name: 'Back door', permissions: ['orders.read'] }),
  ],
]

test('a session that has not shown lately whose it is gives itself no lasting way in', async () => {
  await profile(owner, { phone: '+12125550142' })
  clock.advance(LATE)
  for (const [what, act] of LASTING)
    expect([what, ...reasonOf(await act(owner))]).toEqual([what, 403, 'prove_again'])
  expect((await profile(owner, { email: 'mallory@example.org' })).body['proveBy']).toBe('password')
  // The rest of the profile is anybody's day.
  expect((await profile(owner, { name: 'Olga Owner', email: owner.email })).status).toBe(200)
  expect((await guest.post('/api/auth/prove', { password: owner.password })).status).toBe(401)
  const wrong = await owner.post('/api/auth/prove', { password: 'not-her-password' })
  expect([wrong.status, wrong.body['errors']]).toMatchObject([400, [{ pointer: '/password' }]])
  expect(reasonOf(await profile(owner, { phone: null }))).toEqual([403, 'prove_again'])
  expect((await owner.post('/api/auth/prove', { password: owner.password })).status).toBe(204)
  expect((await profile(owner, { phone: null })).status).toBe(200)
  const { rows } = await house.services.database.pool.query(
    `SELECT after FROM audit WHERE action = 'accounts.prove' AND actor_id = $1`,
    [owner.id],
  )
  expect(rows).toEqual([{ after: { by: 'password' } }])
  clock.advance(LATE)
  expect(reasonOf(await profile(owner, { phone: '+12125550142' }))).toEqual([403, 'prove_again'])
})

test('it is shown in one session, not in all of the same person', async () => {
  const anna = await people.add()
  const elsewhere = await people.of(anna)
  clock.advance(LATE)
  expect((await anna.post('/api/auth/prove', { password: anna.password })).status).toBe(204)
  expect((await profile(anna, { phone: '+12125550143' })).status).toBe(200)
  expect(reasonOf(await profile(elsewhere, { phone: '+12125550144' }))).toEqual([403, 'prove_again'])
})

test('an app or a passkey shows it too, and without it nobody reads the secret of a set-up that waits', async () => {
  const anna = await people.add()
  const device = createAuthenticator(SITE)
  const options = await anna.post<{ challenge: string; user: { id: string } }>('/api/auth/passkeys/options')
  const added = await anna.post('/api/auth/passkeys', { response: device.make(options.body) })
  expect(added.status, added.text).toBe(201)
  clock.advance(LATE)
  const removal = () => anna.delete(`/api/auth/passkeys/${String(added.body['id'])}`)
  expect(reasonOf(await removal())).toEqual([403, 'prove_again'])
  const request = (await guest.post<{ challenge: string }>('/api/auth/passkey-options')).body
  const shown = await anna.post('/api/auth/second-factor/passkey', { response: device.prove(request) })
  expect(shown.status, shown.text).toBe(204)
  const begun = await anna.post('/api/auth/two-step', { presentPassword: anna.password })
  const secret = String(begun.body['secret'])
  const code = () => totpCode(secret, clock.now())
  expect((await anna.post('/api/auth/two-step/confirm', { code: code() })).status).toBe(200)
  clock.advance(LATE)
  expect((await anna.post('/api/auth/second-factor', { code: code() })).status).toBe(204)
  expect((await removal()).status).toBe(204)

  const bea = plainBrowser(app)
  const { email, password } = await people.add()
  await bea.open('/sign-in')
  await bea.press('Sign in', { fill: { email, password } })
  await bea.open('/me/security/two-step')
  await bea.press('Begin', { fill: { presentPassword: password } })
  expect(bea.page.html).toContain('data:image/svg+xml')
  clock.advance(LATE)
  await bea.open('/me/security/two-step')
  expect(bea.page.html).not.toContain('data:image/svg+xml')
  expect(textOf(bea.page.html)).toContain('You need an app that makes codes')
})

test('who has no password shows it by a code to their phone, and by no other code', async () => {
  const phone = '+989123450791'
  const mina = await byPhone(phone)
  const setPassword = () => mina.post('/api/auth/change-password', { password: 'four other quiet words' })
  clock.advance(LATE)
  const refused = await setPassword()
  expect([...reasonOf(refused), refused.body['proveBy']]).toEqual([403, 'prove_again', 'phone'])
  expect(reasonOf(await mina.post('/api/auth/prove', { password: 'four other quiet words' }))).toEqual([
    409,
    'prove_by_phone',
  ])
  expect(reasonOf(await owner.post('/api/auth/prove/code'))).toEqual([409, 'prove_by_password'])
  const sent = await mina.post('/api/auth/prove/code')
  const code = await codeAt(phone)
  const body = { request: sent.body['request'], code }
  const wrong = { ...body, code: code === '111111' ? '222222' : '111111' }
  expect((await mina.post('/api/auth/prove/phone', wrong)).status).toBe(400)
  // Another's code, and one that went to a number that is not hers yet.
  const other = await byPhone('+989123450792')
  expect((await other.post('/api/auth/prove/phone', body)).status).toBe(400)
  expect((await mina.post('/api/auth/prove/phone', body)).status).toBe(204)
  const aside = await mina.post('/api/auth/verify-phone/code', { phone: '+989123450793' })
  const elsewhere = { request: aside.body['request'], code: await codeAt('+989123450793') }
  expect((await mina.post('/api/auth/prove/phone', elsewhere)).status).toBe(400)
  expect((await mina.post('/api/auth/prove/phone', body)).status).toBe(400)
  expect((await setPassword()).status).toBe(204)
})

test('a form asks for the password beside what was typed, and one press does both', async () => {
  const anna = await people.add({ name: 'Anna' })
  const tab = plainBrowser(app)
  await tab.open('/sign-in')
  await tab.press('Sign in', { fill: { email: anna.email, password: anna.password } })
  clock.advance(LATE)
  await tab.open('/fa/me/profile')
  await tab.press('ذخیره', { fill: { name: 'Anna Amiri', email: 'anna.amiri@example.com' } })
  expect([tab.page.status, textOf(tab.page.html)]).toEqual([
    403,
    expect.stringContaining('واقعاً خودتان هستید؟'),
  ])
  expect(tab.page.html).toContain('value="anna.amiri@example.com"')
  await tab.press('ذخیره', { fill: { _proof: 'not-her-password' } })
  expect([tab.page.status, textOf(tab.page.html)]).toEqual([
    400,
    expect.stringContaining('این گذرواژهٔ کنونی شما نیست'),
  ])
  expect(tab.page.html).not.toContain('not-her-password')
  expect(tab.page.html).toContain('value="anna.amiri@example.com"')
  await tab.press('ذخیره', { fill: { _proof: anna.password } })
  expect([tab.page.status, textOf(tab.page.html)]).toEqual([
    200,
    expect.stringContaining('anna.amiri@example.com'),
  ])
  expect((await anna.get('/api/me')).body).toMatchObject({ name: 'Anna Amiri', email: anna.email })
})

test('a form asks who came by phone for a code, sent at their press', async () => {
  const phone = '+989123450794'
  const tab = plainBrowser(app)
  await tab.open('/sign-in/phone')
  await tab.press('Send me the code', { fill: { phone } })
  const code = await codeAt(phone)
  await tab.press('Sign in', { fill: { code } })
  await tab.press('Make my account', { fill: { name: 'Mina' } })
  clock.advance(LATE)
  await tab.open('/me/security/phone')
  const [send, typed] = ['Send a code to my phone', '+98 912 345 0795'] as const
  await tab.press('Send me the code', { fill: { phone: typed } })
  expect([tab.page.status, textOf(tab.page.html)]).toEqual([
    403,
    expect.stringContaining('Is it really you?'),
  ])
  await tab.press(send)
  expect(textOf(tab.page.html)).toContain('Code from the text message')
  await tab.press('Send me the code', { fill: { _proof: '۱۲' } })
  expect([tab.page.status, textOf(tab.page.html)]).toEqual([
    400,
    expect.stringContaining('This code is not right'),
  ])
  expect(tab.page.html).toContain(`value="${typed}"`)
  await tab.press('Send me the code', { fill: { _proof: await codeAt(phone) } })
  expect(tab.page.path).toBe('/me/security/phone?sent=1')
})

test('what is asked before its form is sent leads to a page for it and back', async () => {
  const anna = await people.add()
  const tab = plainBrowser(app)
  await tab.open('/sign-in')
  await tab.press('Sign in', { fill: { email: anna.email, password: anna.password } })
  await tab.open('/me/security/passkeys')
  expect(tab.page.html).toContain('data-passkey="create"')
  clock.advance(LATE)
  await tab.open('/me/security/passkeys')
  expect(tab.page.html).not.toContain('data-passkey="create"')
  const to = /href="(\/me\/security\/prove\?[^"]+)"/.exec(tab.page.html)?.[1] ?? 'none'
  await tab.open(to)
  await tab.press('Continue')
  expect([tab.page.status, textOf(tab.page.html)]).toEqual([
    400,
    expect.stringContaining('Please fill this in.'),
  ])
  await tab.press('Continue', { fill: { _proof: anna.password } })
  expect(tab.page.path).toBe('/me/security/passkeys')
  expect(tab.page.html).toContain('data-passkey="create"')
  await tab.open('/me/security/prove?to=//evil.example')
  await tab.press('Continue', { fill: { _proof: anna.password } })
  expect(tab.page.path).toBe('/me/security')
})

import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { createAuthenticator } from '../../../kit/testing/authenticator.ts'
import { TEST_PASSWORD } from '../../../kit/testing/people.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { addPages } from '../../../web/testing/pages.ts'
import { plainBrowser, textOf } from '../../../web/testing/plain-browser.ts'
import { totpCode } from '../totp.ts'

const SITE = 'https://fixbay.example'
const house = await testApp({ config: { url: SITE } })
const { app, people, clock, outbox, drainJobs } = house
await addPages(app)

const browser = () => plainBrowser(app)

async function codeAt(phone: string): Promise<string> {
  await drainJobs()
  return /\b(\d{6})\b/.exec(outbox.texts(phone).at(-1)?.text ?? '')?.[1] ?? 'none'
}

async function signedIn(person: { email: string; password: string }) {
  const tab = browser()
  await tab.open('/sign-in')
  await tab.press('Sign in', { fill: { email: person.email, password: person.password } })
  return tab
}

test('somebody makes an account in Persian by phone and name, and signs in again by phone alone', async () => {
  const tab = browser()
  await tab.open('/fa/sign-in/phone?to=/me/garage')
  await tab.press('کد را بفرست', { fill: { phone: '۰۹۱۲ ۳۴۵ ۶۷ ۸۹' } })
  expect(tab.page.path).toBe('/fa/sign-in/code?to=%2Fme%2Fgarage')
  expect(tab.page.html).toContain('autoComplete="one-time-code"')
  expect(tab.page.html).not.toContain('<script')
  const code = await codeAt('+989123456789')
  const wrong = code === '111111' ? '222222' : '111111'
  await tab.press('ورود', { fill: { code: wrong } })
  expect([tab.page.status, textOf(tab.page.html)]).toEqual([401, expect.stringContaining('این کد درست نیست')])
  const persian = code.replaceAll(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
  await tab.press('ورود', { fill: { code: persian } })
  expect(textOf(tab.page.html)).toContain('هنوز حسابی با این شماره باز نمی‌شود')
  expect(tab.page.html).not.toContain('role="alert"')
  await tab.press('حساب مرا بساز', { fill: { name: 'مینا' } })
  expect([tab.page.status, tab.page.path]).toEqual([200, '/me/garage'])
  const again = browser()
  await again.open('/sign-in/phone')
  await again.press('Send me the code', { fill: { phone: '+98 912 345 6789' } })
  await again.press('Sign in', { fill: { code: await codeAt('+989123456789') } })
  expect(again.page.path).toBe('/me')
  // A profile without a mail address is saved as it is.
  await again.open('/me/profile')
  await again.press('Save', { fill: { name: 'Mina' } })
  expect(textOf(again.page.html)).toContain('ذخیره شد.')
})

test('the code’s page without a request leads to where one is asked for; codes and requests stand in no address', async () => {
  const tab = browser()
  await tab.open('/sign-in/code')
  expect(tab.page.path).toBe('/sign-in/phone')
  await tab.press('Send me the code', { fill: { phone: '12' } })
  expect([tab.page.status, tab.page.html]).toEqual([400, expect.stringContaining('value="12"')])
})

test.each([
  ['/sign-in', 'Sign in', { password: TEST_PASSWORD }],
  ['/sign-in/phone', 'Send me the code', { phone: '+98 912 345 6780' }],
  ['/register', 'Make my account', { name: 'Ida', password: TEST_PASSWORD }],
])('%s says so where the browser keeps no cookies, and signs in once it does', async (path, words, typed) => {
  const ida = await people.add()
  const email = path === '/register' ? 'ida@example.org' : ida.email
  const fill = 'phone' in typed ? typed : { ...typed, email }
  for (const [locale, said] of [
    ['', `Allow cookies for ${SITE}`],
    ['/fa', `کوکی را برای ${SITE} مجاز کنید`],
  ]) {
    const without = browser()
    await without.open(`${locale}${path}`)
    without.cookies.clear()
    const button = locale ? /ورود|کد را بفرست|حساب/ : words
    await without.press(button, { fill })
    expect([without.page.status, textOf(without.page.html)]).toEqual([
      409,
      expect.stringContaining(said ?? ''),
    ])
    expect(without.page.html).toContain(`value="${'phone' in typed ? typed.phone : email}"`)
  }
  const tab = browser()
  await tab.open(path)
  await tab.press(words, { fill })
  expect([tab.page.status, tab.page.path]).toEqual([200, 'phone' in typed ? '/sign-in/code' : '/me'])
})

test('a second step is set up, asked for, and its recovery codes are shown once', async () => {
  const anna = await people.add()
  const tab = await signedIn(anna)
  await tab.open('/me/security/two-step')
  await tab.press('Begin', { fill: { presentPassword: 'not-her-password' } })
  expect([tab.page.status, textOf(tab.page.html)]).toEqual([
    400,
    expect.stringContaining('This is not your present password.'),
  ])
  await tab.press('Begin', { fill: { presentPassword: anna.password } })
  expect(tab.page.html).toContain('data:image/svg+xml')
  const secret =
    /([A-Z2-7]{4}(?: [A-Z2-7]{4}){7})/.exec(textOf(tab.page.html))?.[1]?.replaceAll(' ', '') ?? ''
  const code = () => totpCode(secret, clock.now())
  await tab.press('Switch on the second step', { fill: { code: '000000' } })
  expect([tab.page.status, textOf(tab.page.html)]).toEqual([
    400,
    expect.stringContaining('This code is not right'),
  ])
  await tab.press('Switch on the second step', { fill: { code: code() } })
  const recovery = [...tab.page.html.matchAll(/>([0-9A-Z]{5}-[0-9A-Z]{5})</g)].map(([, one = '']) => one)
  expect(recovery).toHaveLength(10)
  await tab.open('/me/security/two-step')
  expect(tab.page.html).not.toContain(recovery[0])
  clock.advance({ seconds: 30 })
  const next = await signedIn(anna)
  expect([next.page.path, next.cookies.has('__Host-session')]).toEqual(['/sign-in/second-step', false])
  await next.press('Sign in', { fill: { code: '000000' } })
  expect([next.page.status, next.page.html.includes('000000')]).toEqual([401, false])
  await next.press('Sign in', { fill: { code: code() } })
  expect([next.page.path, next.cookies.has('__Host-sign-in-step')]).toEqual(['/me', false])
  await next.open('/sign-in/second-step')
  expect(next.page.path).toBe('/me')
  clock.advance({ seconds: 30 })
  await next.open('/me/security/two-step')
  await next.press('Switch off the second step', {
    fill: { presentPassword: anna.password, code: code() },
  })
  expect([next.page.path, textOf(next.page.html)]).toEqual([
    '/me/security?notice=twoStepOff',
    expect.stringContaining('No second step is asked for any more.'),
  ])
})

test('what the first step showed is over after ten minutes', async () => {
  const anna = await people.add()
  const begun = await anna.post('/api/auth/two-step', { presentPassword: anna.password })
  const secret = String(begun.body['secret'])
  await anna.post('/api/auth/two-step/confirm', { code: totpCode(secret, clock.now()) })
  const tab = await signedIn(anna)
  clock.advance({ minutes: 10 })
  await tab.press('Sign in', { fill: { code: totpCode(secret, clock.now()) } })
  expect(tab.page.path).toBe('/sign-in')
})

test('sessions are listed and ended, one and all others', async () => {
  const anna = await people.add()
  const tab = await signedIn(anna)
  const [lost, old] = [await signedIn(anna), await signedIn(anna)]
  await tab.open('/me/security')
  expect(textOf(tab.page.html)).toContain('This device')
  await tab.press('Sign out everywhere else')
  expect(textOf(tab.page.html)).toContain('Signed out everywhere else.')
  expect(textOf(tab.page.html)).toContain('You are signed in nowhere else.')
  for (const gone of [lost, old]) {
    await gone.open('/me')
    expect(gone.page.path).toContain('/sign-in')
  }
})

test('the password is changed on a page; a phone is confirmed on another', async () => {
  const anna = await people.add()
  const tab = await signedIn(anna)
  await tab.open('/me/security/password')
  await tab.press('Save the new password', {
    fill: { presentPassword: 'not-her-password', password: 'four other quiet words' },
  })
  expect([tab.page.status, tab.page.html]).toEqual([400, expect.stringContaining('f-presentPassword-error')])
  await tab.press('Save the new password', {
    fill: { presentPassword: anna.password, password: 'four other quiet words' },
  })
  expect(textOf(tab.page.html)).toContain('Your new password counts from now on.')
  await tab.open('/me/security/phone')
  await tab.press('Send me the code', { fill: { phone: '+989121112233' } })
  await tab.press('Confirm the number', { fill: { code: await codeAt('+989121112233') } })
  expect(textOf(tab.page.html)).toContain('Your number is confirmed.')
  expect(textOf(tab.page.html)).toContain('0912 111 2233 is confirmed.')
})

test('a passkey signs a browser in, and a wrong answer is told on a page', async () => {
  const anna = await people.add()
  const device = createAuthenticator(SITE)
  const tab = await signedIn(anna)
  await tab.open('/me/security/passkeys')
  const options = await anna.post<{ challenge: string; user: { id: string } }>('/api/auth/passkeys/options')
  await tab.press('Add a passkey', { force: { response: JSON.stringify(device.make(options.body)) } })
  expect(textOf(tab.page.html)).toContain('Your passkey is kept.')
  const guest = browser()
  await guest.open('/sign-in?to=/me/garage')
  const asked = await house.guest.post<{ challenge: string }>('/api/auth/passkey-options')
  const answer = JSON.stringify(device.prove(asked.body))
  await guest.press('Sign in with a passkey', { force: { response: answer } })
  expect(guest.page.path).toBe('/me/garage')
  const replay = browser()
  await replay.open('/sign-in')
  for (const response of [answer, '{}', 'no json']) {
    await replay.open('/sign-in')
    await replay.press('Sign in with a passkey', { force: { response } })
    expect([replay.page.status, textOf(replay.page.html)]).toEqual([
      401,
      expect.stringContaining('This passkey does not open anything here.'),
    ])
  }
})

test('who owes a second step is led to it at sign-in, with time left or without', async () => {
  const place = await testShop(house)
  const advisor = await place.hire('advisor')
  await place.owner.put(`/api/shops/${place.shop.slug}/second-factor`, { roles: ['advisor'] })
  const early = await signedIn(advisor)
  expect(early.page.path).toBe(`/me/security?to=${encodeURIComponent(`/desk/${place.shop.slug}`)}`)
  expect(textOf(early.page.html)).toContain(`${place.shop.slug} asks for a second step at sign-in`)
  expect(early.page.html).toContain(`href="/desk/${place.shop.slug}"`)
  clock.advance({ hours: 7 * 24 })
  const late = await signedIn(advisor)
  expect(textOf(late.page.html)).toContain('opens only with a second step')
  expect(textOf(late.page.html)).not.toContain('Later')
  await late.open(`/desk/${place.shop.slug}`)
  expect(late.page.status).toBe(404)
})

test('the menu shows which hat is on and leads to the others', async () => {
  const [one, two] = [await testShop(house), await testShop(house)]
  const anna = await one.hire('advisor', 'technician')
  const plain = await people.add()
  const tab = await signedIn(anna)
  await tab.open('/me')
  expect(textOf(tab.page.html)).toContain('Customer')
  expect(tab.page.html).toContain(`href="/desk/${one.shop.slug}"`)
  expect(tab.page.html).not.toContain(`href="/desk/${two.shop.slug}"`)
  const other = await signedIn(plain)
  await other.open('/me')
  expect(textOf(other.page.html)).not.toContain('Working as')
})

import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { addPages } from '../../../web/testing/pages.ts'

const house = await testApp()
const { app, people, outbox, drainJobs, services } = house
await addPages(app)

/** A browser: keeps its cookies, says where its forms come from, follows nothing. */
function browser() {
  const jar = new Map<string, string>()
  async function send(method: 'GET' | 'POST', url: string, form?: Record<string, string>) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({
      method,
      url,
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(form
          ? { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
          : {}),
      },
      ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return {
      status: answer.statusCode,
      to: answer.headers.location,
      text: answer.body,
      headers: answer.headers,
    }
  }
  return {
    jar,
    open: (url: string) => send('GET', url),
    submit: (url: string, form: Record<string, string> = {}) => send('POST', url, form),
  }
}

const linkIn = (text = '') => /http:\/\/fixbay\.test(\S+token=\S+)/.exec(text)?.[1] ?? 'none'

test('somebody registers, confirms the address and signs out, all without JavaScript [S3.C1a] [S3.C1b]', async () => {
  const tab = browser()
  const page = await tab.open('/register')
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('<script')
  expect(page.headers['cache-control']).toBe('no-store')
  const wrong = await tab.submit('/register', {
    name: 'Ada',
    email: 'ada@',
    phone: '12',
    password: 'password123',
  })
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('value="Ada"')
  expect(wrong.text).not.toContain('password123')
  const form = { name: 'Ada', email: 'ada@example.com', phone: '', password: 'three quiet words' }
  expect(await tab.submit('/register', form)).toMatchObject({ status: 303, to: '/me' })
  expect(await tab.open('/me/profile')).toMatchObject({
    status: 200,
    text: expect.stringContaining('Your address is not confirmed yet'),
  })
  await drainJobs()
  const link = linkIn(outbox.mails('ada@example.com')[0]?.text)
  expect((await tab.open(link)).text).toContain('Shall ada@example.com be the address of the account of Ada?')
  expect((await tab.open('/me/profile')).text).toContain('not confirmed yet')
  expect(await tab.submit(link)).toMatchObject({ status: 303, to: link })
  expect((await tab.open(link)).text).toContain('Your address is confirmed')
  expect((await tab.open('/me/profile')).text).not.toContain('not confirmed yet')
  expect((await tab.open('/sign-out')).text).toContain('You are signed in as Ada')
  expect(await tab.submit('/sign-out')).toMatchObject({ status: 303, to: '/sign-in?notice=signedOut' })
  expect(tab.jar.has('session')).toBe(false)
  expect(await tab.open('/me/profile')).toMatchObject({ status: 302, to: '/sign-in?to=%2Fme%2Fprofile' })
})

test('a second press of the registration signs in, another password does not', async () => {
  const form = { name: 'Bo', email: 'bo@example.com', password: 'three quiet words' }
  expect(await browser().submit('/register', form)).toMatchObject({ status: 303, to: '/me' })
  expect(await browser().submit('/register', form)).toMatchObject({ status: 303, to: '/me' })
  const other = await browser().submit('/register', { ...form, password: 'four other quiet words' })
  expect(other.status).toBe(409)
  expect(other.text).toContain('This e-mail address is taken')
})

test('the sign-in keeps the address, says what was wrong, and leads where one wanted to go', async () => {
  const anna = await people.add({ locale: 'fa' })
  const tab = browser()
  const wrong = await tab.submit('/sign-in?to=/me/profile', {
    email: anna.email,
    password: 'not-her-password',
  })
  expect(wrong.status).toBe(401)
  expect(wrong.text).toContain('The e-mail address or the password is wrong.')
  expect(wrong.text).toContain(`value="${anna.email}"`)
  expect(wrong.text).toContain('action="/sign-in?to=%2Fme%2Fprofile"')
  const right = await tab.submit('/sign-in?to=/me/profile', { email: anna.email, password: anna.password })
  expect(right).toMatchObject({ status: 303, to: '/me/profile' })
  expect(Object.fromEntries(tab.jar)).toMatchObject({ locale: 'fa', calendar: 'persian' })
  expect(await tab.open('/fa/sign-in')).toMatchObject({ status: 303, to: '/fa/me' })
})

test('the sign-in never leads to another site, and never back to the way in or out', async () => {
  const anna = await people.add()
  for (const to of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/sign-out',
    '/fa/sign-in?to=/x',
  ]) {
    const there = await browser().submit(`/sign-in?to=${encodeURIComponent(to)}`, {
      email: anna.email,
      password: anna.password,
    })
    expect([to, there.status, there.to]).toEqual([to, 303, '/me'])
  }
})

test('the platform goes to its desk', async () => {
  const admin = await people.add({ role: 'admin' })
  expect(await browser().submit('/sign-in', { email: admin.email, password: admin.password })).toMatchObject({
    to: '/platform',
  })
})

test('a form that another site sends signs nobody in or out', async () => {
  const anna = await people.add()
  const payload = new URLSearchParams({ email: anna.email, password: anna.password }).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const from of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
    const answer = await app.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { ...type, ...from },
      payload,
    })
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([403, undefined])
  }
})

test('a forgotten password is chosen anew in Persian, once', async () => {
  const anna = await people.add({ locale: 'fa' })
  const tab = browser()
  expect(await tab.submit('/fa/forgot-password', { email: anna.email })).toMatchObject({
    status: 303,
    to: '/fa/forgot-password?sent=1',
  })
  expect((await tab.open('/fa/forgot-password?sent=1')).text).toContain('ایمیل خود را ببینید')
  await drainJobs()
  const link = linkIn(outbox.mails(anna.email)[0]?.text)
  expect(link).toMatch(/^\/fa\/reset-password\?token=/)
  expect((await tab.open(link)).text).toContain('dir="rtl"')
  const short = await tab.submit(link, { password: 'کوتاه' })
  expect(short.status).toBe(400)
  expect(await tab.submit(link, { password: 'چهار واژه‌ی آرام' })).toMatchObject({
    status: 303,
    to: '/fa/sign-in?notice=passwordChanged',
  })
  expect((await tab.open('/fa/sign-in?notice=passwordChanged')).text).toContain(
    'از این پس گذرواژهٔ تازه کار می‌کند',
  )
  expect((await tab.open(link)).text).toContain('این پیوند دیگر کار نمی‌کند')
  expect(
    (await browser().submit('/fa/sign-in', { email: anna.email, password: 'چهار واژه‌ی آرام' })).status,
  ).toBe(303)
})

test('a profile is saved, in the language that was chosen; an emptied field is cleared or missed', async () => {
  const anna = await people.add({ name: 'Anna' })
  const tab = browser()
  await tab.submit('/sign-in', { email: anna.email, password: anna.password })
  const form = {
    name: 'آنا',
    email: anna.email,
    phone: '09123456789',
    address: '',
    locale: 'fa',
    calendar: 'jalali',
  }
  expect(await tab.submit('/me/profile', form)).toMatchObject({
    status: 303,
    to: '/fa/me/profile?notice=saved',
  })
  const page = await tab.open('/fa/me/profile?notice=saved')
  expect(page.text).toContain('ذخیره شد.')
  expect(page.text).toContain('value="+989123456789"')
  const empty = await tab.submit('/fa/me/profile', { ...form, name: '', phone: '' })
  expect(empty.status).toBe(400)
  expect(empty.text).toContain('id="f-name-error"')
  expect((await tab.submit('/fa/me/profile', { ...form, phone: '' })).status).toBe(303)
  expect((await tab.open('/fa/me/profile')).text).not.toContain('989123456789')
})

test('the link can be sent again from the profile', async () => {
  const tab = browser()
  await tab.submit('/register', { name: 'Cy', email: 'cy@example.com', password: 'three quiet words' })
  expect(await tab.submit('/me/send-verification')).toMatchObject({
    status: 303,
    to: '/me/profile?notice=sentAgain',
  })
  expect((await tab.open('/me/profile?notice=sentAgain')).text).toContain(
    'The link is on its way to cy@example.com.',
  )
  expect(await tab.open('/me/send-verification')).toMatchObject({ status: 303, to: '/me/profile' })
  await drainJobs()
  expect(outbox.mails('cy@example.com')).toHaveLength(2)
})

test('names are shown as text, whatever they hold', async () => {
  const tab = browser()
  const name = '<script>alert(1)</script>"\'&'
  await tab.submit('/register', { name, email: 'eve@example.com', password: 'three quiet words' })
  const page = await tab.open('/sign-out')
  expect(page.text).not.toContain('<script>alert')
  expect(page.text).toContain('&lt;script&gt;alert(1)')
  await drainJobs()
  expect(outbox.mails('eve@example.com')[0]?.html).not.toContain('<script>')
  expect(services.config.url).toBe('http://fixbay.test')
})

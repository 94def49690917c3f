import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { addPages } from '../testing/pages.ts'

const t = await testApp()
const page = { default: () => <h1 translate="no">probe</h1> }
await addPages(t.app, [
  { path: 'probe-desk', module: page, within: ['desk', 'desk/:shop'] },
  { path: 'probe-me', module: page, within: ['portal', 'me'] },
  { path: 'probe-plain', module: page, within: ['plain', 'plain'] },
])
const { shop, owner, hire } = await testShop(t, { name: 'Harbor Auto' })
const technician = await hire('technician')
const customer = await t.people.add({ name: 'Sara' })
const admin = await t.people.add({ role: 'super_admin' })
const desk = `/desk/${shop.slug}/probe-desk`

const linksOf = (html: string) =>
  [...html.matchAll(/<a [^>]*class="side-link"[^>]*href="([^"]+)"/g)].map(([, href = '']) =>
    href.split('/').pop(),
  )

test('the desk shows each person the parts that they may open [S2.11a] [S2.11b]', async () => {
  const seen = async (person: typeof owner) => linksOf((await person.get(desk)).text)
  const everything = [
    shop.slug,
    'board',
    'calendar',
    'customers',
    'orders',
    'my-schedule',
    'audit',
    'settings',
  ]
  expect(await seen(owner)).toEqual(everything)
  expect(await seen(technician)).toEqual(['my-day', 'calendar', 'my-schedule', 'settings'])
  // Who does not work here has no schedule here.
  expect(await seen(admin)).toEqual(everything.filter((part) => part !== 'my-schedule'))
  expect((await owner.get(desk)).text).toContain('Harbor Auto')
})

test('a shop has no desk for those who do not work there; guests are led to the sign-in [S2.12c]', async () => {
  expect((await customer.get(desk)).status).toBe(404)
  const answer = await t.guest.get(`/fa${desk}`)
  expect(answer.headers['location']).toBe(`/fa/sign-in?to=${encodeURIComponent(`/fa${desk}`)}`)
  expect((await owner.get('/desk/nowhere/probe-desk')).status).toBe(404)
})

test('the desk is an area of its own, in both languages', async () => {
  expect((await owner.get(desk)).text).toContain('data-area="desk"')
  const persian = (await owner.get(`/fa${desk}`)).text
  expect(persian).toContain('<html lang="fa" dir="rtl" data-area="desk"')
  expect(persian).toContain('تنظیمات')
})

test('the portal is for those who are signed in', async () => {
  expect((await t.guest.get('/me/probe-me')).headers['location']).toBe('/sign-in?to=%2Fme%2Fprobe-me')
  const { text } = await customer.get('/fa/me/probe-me')
  for (const words of ['گاراژ', 'نوبت‌ها', 'تعمیرها', 'فاکتورها', 'خروج']) expect(text).toContain(words)
})

test('the head of public pages knows who looks', async () => {
  expect((await t.guest.get('/about')).text).toContain('href="/sign-in"')
  expect((await customer.get('/fa/about')).text).toContain('href="/fa/me"')
  expect((await owner.get('/about')).text).toContain(`href="/desk/${shop.slug}"`)
  expect((await admin.get('/about')).text).toContain('href="/platform"')
})

test('language, calendar and appearance are chosen without scripts', async () => {
  const { text } = await t.guest.get('/fa/preferences?to=/fa/about', { cookie: 'theme=dark' })
  expect(text).not.toContain('<script')
  const chosen = [...text.matchAll(/<a [^>]*href="\/set\/(\w+)\/(\w+)\?[^"]*"[^>]*aria-current="true"/g)]
  expect(chosen.map(([, name, value]) => `${name} ${value}`)).toEqual([
    'locale fa',
    'calendar persian',
    'theme dark',
  ])
  expect(text).toContain('href="/fa/about"')
})

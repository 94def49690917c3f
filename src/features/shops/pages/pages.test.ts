import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { addPages } from '../../../web/testing/pages.ts'

const app = await testApp({ at: '2026-12-01T15:00:00Z' })
await addPages(app.app)
const { guest } = app

const harbor = await testShop(app, {
  slug: 'harbor',
  name: 'Harbor <Auto> & Sons',
  location: { lat: 40.68, lon: -74.01 },
  phone: '2125550123',
})
await testShop(app, {
  slug: 'tehran',
  name: 'کارشناسی تهران',
  city: 'تهران',
  region: 'IR',
  timezone: 'Asia/Tehran',
  currency: 'IRR',
  locale: 'fa',
  location: { lat: 35.7, lon: 51.4 },
})
await harbor.addService({ name: 'Oil change', description: 'Up to 5 litres.', category: 'Maintenance' })
await harbor.addResource({ name: 'Bay 1' })
await harbor.addService({ name: 'Bodywork', priceKind: 'quote', price: null })

const text = async (path: string) => (await guest.get<string>(path)).text
const order = (page: string) =>
  ['/shops/harbor', '/shops/tehran'].toSorted((a, b) => page.indexOf(`"${a}"`) - page.indexOf(`"${b}"`))

test('the start page lists shops and finds them by what, where and kind, without a script of its own kind [S1.1.2] [S4.02]', async () => {
  const page = await text('/')
  for (const part of [
    'Harbor &lt;Auto&gt; &amp; Sons',
    'from',
    '$129.00',
    'plus tax',
    'Open',
    'until',
    'کارشناسی تهران',
  ])
    expect(page).toContain(part)
  expect(page.match(/<script/g)).toHaveLength(1)
  expect(page).toMatch(/<script[^>]*type="module"[^>]*src="[^"]*near-me/)
  expect(order(await text('/?place=Isfahan'))).toEqual(['/shops/tehran', '/shops/harbor'])
  expect(order(await text('/?place=%D9%86%DB%8C%D9%88%D9%8A%D9%88%D8%B1%D9%83'))[0]).toBe('/shops/harbor')
  expect(order(await text('/fa?near=35.7,51.4'))).toHaveLength(2)
  expect(await text('/?q=bakery')).toContain('No shop matches')
  expect(await text('/?kind=device')).toContain('No shop matches')
})

test('what the address of the start page says wrongly is left out, and a town nobody knows is said', async () => {
  for (const query of [
    'near=x',
    'kind=bakery',
    'after=zzz',
    `q=${'x'.repeat(500)}`,
    'near=1,2&after=x',
    'q=%00',
  ])
    expect((await guest.get(`/?${query}`)).status).toBe(200)
  const page = await text('/?place=Nowhereville')
  expect(page).toContain('We do not know “Nowhereville”')
  expect(page).toContain('/shops/harbor')
})

test('a shop’s page tells open or when, services with prices, hours, contact and place [S0.10a] [S0.10b] [S0.10c] [S1.3.4]', async () => {
  const page = await text('/shops/harbor')
  for (const part of [
    'Harbor &lt;Auto&gt; &amp; Sons',
    'Open',
    '6:00 PM',
    'First free time',
    'today, 12:00 PM',
    'Oil change',
    '$129.00',
    'Tax is added to these prices',
    'on quote',
    '(212) 555-0123',
    'href="tel:+12125550123"',
    'openstreetmap.org/?mlat=40.68',
    'href="/shops/harbor/book"',
  ])
    expect(page).toContain(part)
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? ''
  expect(json).not.toContain('<')
  expect(JSON.parse(json)).toMatchObject({
    '@type': ['AutoRepair'],
    name: 'Harbor <Auto> & Sons',
    telephone: '+12125550123',
    geo: { latitude: 40.68 },
  })
  expect(page.match(/<script/g)).toHaveLength(1)
  expect(gzipSync(page).length).toBeLessThan(12_000)
  const persian = await text('/fa/shops/harbor')
  expect(persian).toMatch(/<bdi dir="rtl"[^>]*><time datetime="08:00"/i)
  expect(persian).toContain('dir="rtl"')
  expect(persian).toContain('ساعت کار')
})

test('each shop has its about, terms, privacy and imprint, written by itself or in plain standard words', async () => {
  const { owner } = harbor
  const set = (key: string, locale: string, body: string) =>
    owner.put('/api/shops/harbor/texts', { texts: [{ key, locale, body }] })
  await set('terms', 'en', '## Parts\n\nOld parts are yours.\n\n- Ask us\n- <b>Now</b>')
  const terms = await text('/shops/harbor/terms')
  for (const part of ['Old parts are yours.', '&lt;b&gt;Now', 'You can cancel free of charge until 2 hr'])
    expect(terms).toContain(part)
  expect(terms).toMatch(/<h2[^>]*>Parts<\/h2>/)
  expect(await text('/fa/shops/harbor/terms')).toContain('lang="en"')
  expect(await text('/shops/harbor/privacy')).toContain('is responsible for what is kept about you')
  expect(await text('/shops/harbor/imprint')).toContain('1 Pier Road')
  expect(await text('/shops/harbor/about')).toContain('About Harbor')
  for (const path of ['/shops/harbor/nope', '/shops/nope', '/shops/nope/terms'])
    expect((await guest.get(path)).status).toBe(404)
})

test('a shop that is not approved has no public page, but its people see it with a notice', async () => {
  const { shop, owner } = await testShop(app, { approved: false })
  expect((await guest.get(`/shops/${shop.slug}`)).status).toBe(404)
  const seen = await owner.get<string>(`/shops/${shop.slug}`)
  expect(seen.status).toBe(200)
  expect(seen.text).toContain('not public yet')
  expect(seen.text).toContain('noindex')
})

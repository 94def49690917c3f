import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { reinstateShop, suspendShop } from './approve-shop.ts'

const app = await testApp()
const { guest } = app

interface Listed {
  shops: { slug: string; name: string; distanceKm?: number; location: unknown; rating: unknown }[]
  next: string | null
}

const harbor = await testShop(app, {
  slug: 'harbor',
  name: 'Harbor Auto',
  location: { lat: 40.68, lon: -74.01 },
})
const berlin = await testShop(app, {
  slug: 'pixel',
  name: 'Pixel Klinik',
  kinds: ['device'],
  city: 'Berlin',
  address: 'Torstraße 12',
  region: 'DE',
  timezone: 'Europe/Berlin',
  currency: 'EUR',
  location: { lat: 52.53, lon: 13.4 },
  taxMode: 'included',
})
const tehran = await testShop(app, {
  slug: 'tehran',
  name: 'کارشناسی تهران',
  kinds: ['inspection', 'workshop'],
  city: 'تهران',
  address: 'خیابان آزادی ۱۲',
  region: 'IR',
  timezone: 'Asia/Tehran',
  currency: 'IRR',
  locale: 'fa',
  location: { lat: 35.7, lon: 51.35 },
})
await testShop(app, { slug: 'waiting', name: 'Waiting', approved: false })
await testShop(app, { slug: 'nowhere', name: 'Nowhere', location: null })

const slugs = (listed: Listed) => listed.shops.map((shop) => shop.slug)

test('shops are listed by nearness, by page, and only approved ones [S4.02] [S4.01b] [S4.08d]', async () => {
  const first = await guest.get<Listed>('/api/shops?near=40.7,-74&limit=2')
  expect(first.status).toBe(200)
  expect(slugs(first.body)).toEqual(['harbor', 'pixel'])
  expect(first.body.shops[0]?.distanceKm).toBe(2.4)
  expect(first.body.shops[1]?.distanceKm).toBeCloseTo(6387, -1)
  const second = await guest.get<Listed>(`/api/shops?near=40.7,-74&limit=2&after=${first.body.next}`)
  expect(slugs(second.body)).toEqual(['tehran', 'nowhere'])
  expect(second.body.next).toBeNull()
  expect(second.body.shops[1]).toMatchObject({ location: null, rating: null })
  expect(second.body.shops[1]).not.toHaveProperty('distanceKm')
})

test('without a place shops come by name, each once over the pages', async () => {
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page: { body: Listed } = await guest.get<Listed>(
      `/api/shops?limit=1${next ? `&after=${next}` : ''}`,
    )
    seen.push(...slugs(page.body))
    next = page.body.next
  }
  expect(seen).toEqual(['harbor', 'nowhere', 'pixel', 'tehran'])
})

test('a search folds letters, digits and accents, over name, place and services', async () => {
  await tehran.addService({ name: 'تعویض روغن', price: { amount: 9_000_000, currency: 'IRR' } })
  await harbor.addService({ name: 'Oil change', translations: { fa: { name: 'تعویض روغن' } } })
  const found = async (query: Record<string, string>) =>
    slugs((await guest.get<Listed>(`/api/shops?${new URLSearchParams(query).toString()}`)).body)
  expect(await found({ q: 'كارشناسي' })).toEqual(['tehran'])
  expect(await found({ q: 'آزادی 12' })).toEqual(['tehran'])
  expect(await found({ q: 'torstrasse' })).toEqual([])
  expect(await found({ q: 'KLINIK berlin' })).toEqual(['pixel'])
  expect(await found({ q: 'oil york' })).toEqual(['harbor'])
  expect(await found({ service: 'روغن' })).toEqual(['harbor', 'tehran'])
  expect(await found({ kind: 'device' })).toEqual(['pixel'])
  expect(await found({ q: '100%_\\' })).toEqual([])
  // The everyday names of a kind of shop, in either language.
  expect(await found({ q: 'Phone repair' })).toEqual(['pixel'])
  expect(await found({ q: 'تعمير گوشی' })).toEqual(['pixel'])
  expect(await found({ q: 'mechanic york' })).toEqual(['harbor', 'nowhere'])
  const other = await berlin.addService({ name: 'Display', price: { amount: 9900, currency: 'EUR' } })
  expect(await found({ service: other.id })).toEqual(['pixel'])
  expect(await found({ service: other.id, near: '40.7,-74' })).toEqual(['pixel'])
})

test('a bad search says which field is wrong', async () => {
  const bad = [
    'near=north',
    'near=91,0',
    'near=1',
    'kind=bakery',
    'limit=0',
    'limit=x',
    'after=x',
    'colour=red',
  ]
  for (const query of bad) {
    const { status, body } = await guest.get(`/api/shops?${query}`)
    expect([query, status, body['code']]).toEqual([query, 400, 'invalid'])
    expect(body['errors']).toMatchObject([{ pointer: `/${query.split('=')[0]}` }])
  }
  const byDistance = await guest.get<Listed>('/api/shops?near=40.7,-74&limit=1')
  expect((await guest.get(`/api/shops?after=${byDistance.body.next}`)).status).toBe(400)
  const nul = Buffer.from(JSON.stringify(['\0', harbor.shop.id])).toString('base64url')
  expect((await guest.get(`/api/shops?after=${nul}`)).status).toBe(400)
})

test('a shop tells its hours, contact and place, by id or slug [S0.10a] [S0.10b] [S0.10c]', async () => {
  const { shop, owner } = harbor
  await owner.patch('/api/shops/harbor', { phone: '(212) 555-0123', website: 'harbor.example' })
  await owner.post('/api/shops/harbor/closures', {
    startsOn: '2025-12-25',
    reason: 'Christmas',
    yearly: 'gregorian',
  })
  await owner.put('/api/shops/harbor/texts', {
    texts: [{ key: 'about', locale: 'en', body: 'By the water.' }],
  })
  const { status, body } = await guest.get('/api/shops/harbor')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    id: shop.id,
    slug: 'harbor',
    kinds: ['workshop'],
    timezone: 'America/New_York',
    currency: 'USD',
    locale: 'en',
    location: { lat: 40.68, lon: -74.01 },
    rating: null,
    hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '18:00' })),
    closures: [{ startsOn: '2026-12-25', endsOn: '2026-12-25', reason: 'Christmas' }],
    contact: { phone: '+12125550123', email: null, website: 'https://harbor.example' },
    about: 'By the water.',
  })
  expect((await guest.get(`/api/shops/${shop.id}`)).body).toEqual(body)
})

test('a shop that is not approved exists for its own people and the platform alone', async () => {
  const hidden = await testShop(app, { approved: false })
  const admin = await app.people.add({ role: 'admin' })
  const stranger = await app.people.add()
  const path = `/api/shops/${hidden.shop.slug}`
  for (const who of [guest, stranger, harbor.owner]) {
    expect((await who.get(path)).status).toBe(404)
    expect((await who.get(`${path}/services`)).status).toBe(404)
  }
  for (const who of [hidden.owner, admin]) expect((await who.get(path)).status).toBe(200)
  expect((await hidden.owner.post(`${path}/approve`)).status).toBe(403)
  expect((await stranger.post(`${path}/approve`)).status).toBe(404)
  expect((await admin.post(`${path}/approve`)).status).toBe(200)
  expect((await guest.get(path)).status).toBe(200)
  await suspendShop(app.system, hidden.shop, { reason: 'Nobody answers.' })
  expect((await guest.get(path)).status).toBe(404)
  await reinstateShop(app.system, hidden.shop)
})

test('what is no shop is not found', async () => {
  for (const path of ['nope', '00000000-0000-7000-8000-000000000000', '%00', "x'--", 'ä'.repeat(50)]) {
    expect((await guest.get(`/api/shops/${path}`)).status).toBe(404)
  }
})

test('services are listed with list price and tax, in the words that are asked for [S1.3.4] [S1.3.1a] [S1.3.1c]', async () => {
  const { status, body } = await guest.get('/api/shops/harbor/services', { 'accept-language': 'fa' })
  expect(status).toBe(200)
  expect(body).toEqual({
    services: [
      {
        id: expect.any(String),
        name: 'تعویض روغن',
        description: '',
        durationMinutes: 60,
        price: { amount: 12_900, currency: 'USD' },
        priceKind: 'fixed',
        taxIncluded: false,
      },
    ],
  })
  const inEuro = await guest.get<{ services: { taxIncluded: boolean }[] }>('/api/shops/pixel/services')
  expect(inEuro.body.services).toMatchObject([
    { taxIncluded: true, price: { amount: 9900, currency: 'EUR' } },
  ])
})

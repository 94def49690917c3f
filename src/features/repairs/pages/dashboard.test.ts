import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { addPages } from '../../../web/testing/pages.ts'
import { textOf } from '../../../web/testing/plain-browser.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
await addPages(app.app)

test('of many requests the first page shows eight and leads to all of them', async () => {
  const { shop, owner } = await testShop(app)
  for (let one = 1; one <= 10; one += 1) {
    const { status, text } = await app.guest.post('/api/service-request', {
      shop: shop.slug,
      asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
      description: 'It rattles.',
      customer: { name: `Guest ${one}.`, phone: '(212) 555-0124' },
    })
    expect(status, text).toBe(201)
  }
  const page = async (query = '') => (await owner.get(`/desk/${shop.slug}${query}`)).text
  const shown = (html: string) => textOf(html).match(/Guest \d+\./g)?.length
  const first = await page()
  expect(shown(first)).toBe(8)
  expect(first).toContain(`href="/desk/${shop.slug}?all=new"`)
  const whole = await page('?all=new')
  expect(shown(whole)).toBe(10)
  expect(whole).not.toContain('?all=')
  expect(shown(await page('?all=nonsense'))).toBe(8)
})

test('who was to come a quarter of an hour ago and is not checked in is marked', async () => {
  const here = await testShop(app)
  const service = await here.addService({ name: 'Oil change' })
  await here.hire('technician')
  const { status, text, body } = await app.guest.post('/api/appointment', {
    shop: here.shop.slug,
    serviceIds: [service.id],
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'Oil, please.',
    customer: { name: 'Milo Missing', phone: '(212) 555-0124' },
    startsAt: '2026-12-01T15:00:00-05:00',
  })
  expect(status, text).toBe(201)
  const first = async (locale = '') => textOf((await here.owner.get(`${locale}/desk/${here.shop.slug}`)).text)
  app.clock.set('2026-12-01T20:15:00Z')
  expect(await first()).not.toContain('not here yet')
  app.clock.advance({ seconds: 1 })
  expect(await first()).toContain('not here yet')
  expect(await first('/fa')).toContain('هنوز نیامده')
  expect((await here.owner.post(`/api/appointment/${body['id']}/no-show`, {})).status).toBe(200)
  expect(await first()).not.toContain('not here yet')
})

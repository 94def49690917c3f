import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { takeUpload } from '../../../kit/files/uploads.ts'
import { testApp } from '../../../kit/testing/app.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { addPages } from '../../../web/testing/pages.ts'
import { textOf } from '../../../web/testing/plain-browser.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
await addPages(app.app)
const at = await testShop(app)
const advisor = await at.hire('advisor')
const technician = await at.hire('technician')
const finance = await at.hire('finance')
const stranger = await (await testShop(app)).hire('advisor')
const customer = await app.people.add()
const desk = `/desk/${at.shop.slug}`
const issue = 'It squeaks when I brake. My neighbour Bob hit it.'
let order = ''

beforeAll(async () => {
  const answer = await customer.post('/api/service-request', {
    shop: at.shop.slug,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: 'ABC 1234' },
    description: issue,
  })
  if (answer.status !== 201) throw new Error(answer.text)
  order = answer.body['id']
})

const PAGES = ['', '/board', '/orders', '/new-order']

test('the counter opens every page of orders, in both languages [S4.07b]', async () => {
  for (const page of [...PAGES, `/orders/${order}`]) {
    for (const language of ['', '/fa']) {
      const answer = await advisor.get(language + desk + page)
      expect(answer.status, language + page).toBe(200)
      expect(answer.text).toContain(language ? 'dir="rtl"' : 'dir="ltr"')
    }
  }
})

test('a guest is led to the sign-in and back; another shop’s people and customers find no such page', async () => {
  for (const page of [...PAGES, `/orders/${order}`, '/my-day']) {
    const guest = await app.guest.get(desk + page)
    expect(guest.status, page).toBe(302)
    expect(guest.headers['location']).toContain('/sign-in')
    for (const wrong of [stranger, customer]) expect((await wrong.get(desk + page)).status, page).toBe(404)
  }
})

test('an order does not open at another shop’s desk, not even for people of both', async () => {
  expect((await advisor.get(`${desk}/orders/${order.replace(/^./, 'f')}`)).status).toBe(404)
  const other = await testShop(app)
  const both = await other.hire('advisor')
  expect((await both.get(`/desk/${other.shop.slug}/orders/${order}`)).status).toBe(404)
})

test('a technician’s first page is their day, and an order opens once it is theirs [S2.11a] [S0.14a]', async () => {
  const first = await technician.get(desk)
  expect(first.status).toBe(303)
  expect(first.headers['location']).toBe(`${desk}/my-day`)
  expect((await technician.get(`${desk}/orders/${order}`)).status).toBe(404)
  await advisor.post(`/api/service-request/${order}/assignments`, { staffId: technician.staffId })
  expect((await technician.get(`${desk}/orders/${order}`)).text).toContain(issue)
  expect((await technician.get(`${desk}/my-day`)).text).toContain(issue)
})

test('a technician sees the customer’s photos before starting, on the day and on the order [S0.14b]', async () => {
  const photo = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#a33' } })
    .jpeg()
    .toBuffer()
  const { id } = await takeUpload(app.system, photo)
  const asked = await app.guest.post('/api/service-request', {
    shop: at.shop.slug,
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'A dent in the door.',
    imageIds: [id],
    customer: { name: 'Penny Photo', email: 'penny@example.org' },
  })
  expect(asked.status, asked.text).toBe(201)
  const other = await at.hire('technician')
  await advisor.post(`/api/service-request/${asked.body.id}/assignments`, { staffId: other.staffId })
  for (const page of [`${desk}/my-day`, `${desk}/orders/${asked.body.id}`]) {
    const { text } = await other.get(page)
    const source = /<img[^>]+src="([^"]*\/files\/[^"]+)"/.exec(text)?.[1] ?? ''
    const answer = await app.guest.get(new URL(source.replaceAll('&amp;', '&'), 'http://fixbay.test').href)
    expect(answer.status, page).toBe(200)
  }
})

test('finance opens an order without what the customer wrote, and no new one', async () => {
  const page = await finance.get(`${desk}/orders/${order}`)
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('neighbour')
  expect((await advisor.get(`${desk}/orders/${order}`)).text).toContain('neighbour')
  expect((await finance.get(`${desk}/new-order`)).status).toBe(403)
})

test('a closed order takes notes and photos, and offers nothing that it would refuse', async () => {
  const { status, text, body } = await advisor.post('/api/service-request', {
    shop: at.shop.slug,
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'It hums.',
    customer: { name: 'Cleo Closed', phone: '(212) 555-0124' },
    source: 'phone',
  })
  expect(status, text).toBe(201)
  const page = async () => textOf((await advisor.get(`${desk}/orders/${body['id']}`)).text)
  const offers = ['Add a line', 'Add the job', 'Put somebody on it', 'Promise a time']
  const open = await page()
  for (const offer of offers) expect(open).toContain(offer)
  const over = await advisor.patch(`/api/service-request/${body['id']}/status`, {
    status: 'canceled',
    reason: 'Sold it.',
  })
  expect(over.status, over.text).toBe(200)
  const closed = await page()
  for (const offer of offers) expect(closed).not.toContain(offer)
  expect(closed).toContain('Add the note')
  expect(closed).toContain('Add photos')
})

test('what an address says wrongly is dropped from it', async () => {
  for (const page of ['/board?late=perhaps', '/orders?status=fixed']) {
    const answer = await advisor.get(desk + page)
    expect(answer.status).toBe(302)
    expect(answer.headers['location']).not.toContain('?')
  }
})

test('the counter finds known customers while it types; nobody else does', async () => {
  const find = `${desk}/new-order/customers?q=${encodeURIComponent(customer.name)}`
  expect((await advisor.get(find)).text).toContain(customer.name)
  expect((await stranger.get(find)).text).not.toContain(customer.name)
  expect((await app.guest.get(find)).status).toBe(302)
})

test('the first page shows the next visits of the days to come, at most five, and none that was called off', async () => {
  const here = await testShop(app)
  const service = await here.addService({ name: 'Oil change' })
  await here.hire('technician')
  const page = async (locale = '') => textOf((await here.owner.get(`${locale}/desk/${here.shop.slug}`)).text)
  const book = async (name: string, startsAt: string) => {
    const answer = await app.guest.post('/api/appointment', {
      shop: here.shop.slug,
      serviceIds: [service.id],
      asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
      description: 'Oil, please.',
      customer: { name, phone: '(212) 555-0124' },
      startsAt,
    })
    expect(answer.status, answer.text).toBe(201)
    return String(answer.body['id'])
  }
  expect(await page()).not.toContain('Coming up')
  await book('Abe Today', '2026-12-01T15:00:00-05:00')
  const off = await book('Bea Off', '2026-12-02T09:00:00-05:00')
  expect((await here.owner.post(`/api/appointment/${off}/cancel`, { reason: 'No.' })).status).toBe(200)
  for (const [at, name] of ['Cai', 'Dee', 'Eli', 'Fay', 'Gus', 'Hal'].entries())
    await book(`${name} Later`, `2026-12-0${[2, 2, 3, 4, 7, 8][at]}T1${at}:00:00-05:00`)
  const [, coming = ''] = (await page()).split('Coming up')
  expect(coming).toMatch(/tomorrow.*10:00.*Cai Later.*Dee Later.*Thu.*Dec 3.*Eli.*Fay.*Gus/i)
  expect(coming).not.toMatch(/Hal|Bea|Abe/)
  expect((await page('/fa')).split('روزهای بعد')[1]).toMatch(/فردا.*Cai Later/)
})

import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { signedInBrowser, valueOf } from '../../../web/testing/browser.ts'
import { addPages } from '../../../web/testing/pages.ts'

const house = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
await addPages(house.app)
const here = await testShop(house)
const { shop } = here
const service = await here.addService({ name: 'Brake service' })
const advisor = await here.hire('advisor')
const finance = await here.hire('finance')
const technician = await here.hire('technician')
const stranger = await (await testShop(house)).hire('owner')
const counter = await signedInBrowser(house.app, advisor)
const books = await signedInBrowser(house.app, finance)

const FINISHED = ['in_progress', 'quality_check', 'ready_for_pickup']

/** The money page of an order of one service for 129.00 (140.45 with tax), moved through these stages. */
async function order(...stages: string[]): Promise<string> {
  const opened = await house.guest.post('/api/service-request', {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name: 'Grace Guest', email: 'grace@example.org' },
  })
  for (const status of stages)
    await advisor.patch(`/api/service-request/${opened.body.id}/status`, { status })
  return `/desk/${shop.slug}/orders/${opened.body.id}/invoice`
}

const paid = (url: string, form: Record<string, string> = {}) =>
  counter.submit(`${url}?do=record`, { method: 'cash', ...form })

test('before the end of work there is no invoice; then a draft, which issuing numbers [S0.16] [S2.07a]', async () => {
  const early = await order('in_progress')
  expect((await counter.open(early)).text).toContain('No invoice yet')
  const url = await order(...FINISHED)
  const draft = (await counter.open(url)).text
  expect(draft).toContain('Draft')
  expect(draft).toContain('Brake service')
  expect(draft).toContain('$140.45')
  expect(draft).toContain('8.875%')
  expect((await counter.submit(`${url}?do=record`, { method: 'cash' })).status).toBe(409)
  const issued = await counter.submit(`${url}?do=issue`)
  expect(issued).toMatchObject({ status: 303, to: `${url}?done=issued` })
  const page = (await counter.open(issued.to)).text
  expect(page).toContain('2026-0001')
  expect(page).toContain('The invoice is issued.')
  for (const locale of ['en', 'fa']) expect(page).toMatch(new RegExp(`/papers/invoice/[^"]*locale=${locale}`))
})

test('cash is recorded once however often it is pressed, in any digits, never too much [S1.4.2] [S3.A5b]', async () => {
  const url = await order(...FINISHED, 'completed')
  const key = valueOf((await counter.open(url)).text, '_key')
  const part = { _key: key, amount: '۱۰۰٫۴۵', reference: 'Till 1' }
  expect((await paid(url, part)).to).toBe(`${url}?done=recorded`)
  expect((await paid(url, part)).to).toBe(`${url}?done=recorded`)
  const page = (await counter.open(url)).text
  expect(page.match(/>Till 1</g)).toHaveLength(1)
  expect(page).toContain('$40.00')
  const tooMuch = await paid(url, { amount: '40.01' })
  expect(tooMuch.status).toBe(400)
  expect(tooMuch.text).toContain('This is more than what is open.')
  expect(tooMuch.text).toContain('value="40.01"')
  expect((await paid(url, { amount: 'forty' })).text).toContain('Please enter an amount such as 49.90.')
  expect((await paid(url, { amount: '-1' })).status).toBe(400)
  expect((await paid(url, { method: 'transfer' })).status).toBe(303)
  expect((await counter.open(url)).text).toContain('Everything is paid.')
  const again = await paid(url)
  expect(again.status).toBe(409)
  expect(again.text.replaceAll(/<script.*?<\/script>/gs, '')).toContain('Everything on it is paid.')
})

test('money goes back with a reason, by those who may, and never more than is left [S3.A5b]', async () => {
  const url = await order(...FINISHED, 'completed')
  await paid(url)
  expect((await counter.open(url)).text).not.toContain('refund=')
  const id = /refund=([0-9a-f-]{36})/.exec((await books.open(url)).text)?.[1] ?? ''
  const form = await books.open(`${url}?refund=${id}`)
  expect(valueOf(form.text, 'left')).toBe('14045')
  const give = (fields: Record<string, string>, by = books) =>
    by.submit(`${url}?do=refund&payment=${id}&refund=${id}`, { left: '14045', ...fields })
  const silent = await give({ amount: '40.45' })
  expect(silent.status).toBe(400)
  expect(silent.text).toContain('value="40.45"')
  expect((await give({ amount: '40.45', reason: 'Goodwill' }, counter)).status).toBe(403)
  expect((await give({ amount: '40.45', reason: 'Goodwill' })).to).toBe(`${url}?done=refunded`)
  expect((await give({ amount: '1', reason: 'Again' })).status).toBe(409)
  const page = (await books.open(url)).text
  expect(page).toContain('Refund: Goodwill')
  expect(page).toContain('-$40.45')
})

test('the money of an order is for the shop’s people by the grid', async () => {
  const url = await order(...FINISHED, 'completed')
  expect((await house.app.inject({ url })).statusCode).toBe(302)
  expect((await (await signedInBrowser(house.app, stranger)).open(url)).status).toBe(404)
  const bench = await signedInBrowser(house.app, technician)
  expect([403, 404]).toContain((await bench.open(url)).status)
  expect((await counter.open(url.replace(shop.slug, 'elsewhere'))).status).toBe(404)
  expect((await counter.submit(`${url}?do=nothing`)).status).toBe(404)
  expect((await counter.open(`/fa${url}`)).text).toContain('فاکتور و پرداخت‌ها')
})

test('a customer who opens the counter’s page of their own order finds nothing', async () => {
  const carla = await house.people.add({ name: 'Carla' })
  const opened = await carla.post('/api/service-request', {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'It squeaks.',
  })
  expect(opened.status, opened.text).toBe(201)
  const browser = await signedInBrowser(house.app, carla)
  expect((await browser.open(`/desk/${shop.slug}/orders/${opened.body.id}/invoice`)).status).toBe(404)
})

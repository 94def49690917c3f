import { expect, test, vi } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Client } from '../../kit/testing/client.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { reconcilePayments } from './reconcile.ts'
import { returnFromBank, visitBank } from './visit-bank.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const { shop, hire, addService } = await testShop(app)
const service = await addService({ name: 'Brake service' })
const advisor = await hire('advisor')
const finance = await hire('finance')

interface Order {
  id: string
  code: string
}

/** An order of one service for 129.00 (140.45 with tax), moved through these stages. */
async function order(...stages: string[]): Promise<Order> {
  const opened = await app.guest.post('/api/service-request', {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name: 'Grace Guest', email: 'grace@example.org' },
  })
  expect(opened.status, opened.text).toBe(201)
  const { id, trackingCode } = opened.body
  await move(id, ...stages)
  return { id, code: `?code=${trackingCode}` }
}

async function move(id: string, ...stages: string[]): Promise<void> {
  for (const status of stages) {
    const moved = await advisor.patch(`/api/service-request/${id}/status`, { status })
    expect(moved.status, moved.text).toBe(200)
  }
}

const FINISHED = ['in_progress', 'quality_check', 'ready_for_pickup']
const invoiceOf = (client: Client, { id }: Order, code = '') =>
  client.get(`/api/service-request/${id}/invoice${code}`)
const pay = (client: Client, { id }: Order, body: unknown, code = '') =>
  client.post(`/api/service-request/${id}/invoice/payments${code}`, body)
const issue = ({ id }: Order) => advisor.post(`/api/service-request/${id}/invoice/issue`)

test('when work is finished a draft stands for staff and not for the customer; issuing numbers and locks it [S0.16] [S1.4.2] [S2.07a]', async () => {
  const one = await order(...FINISHED)
  const draft = await invoiceOf(advisor, one)
  expect(draft.body).toMatchObject({
    number: null,
    status: 'draft',
    tax: { amount: 1145, currency: 'USD' },
    total: { amount: 14045, currency: 'USD' },
    balance: { amount: 14045, currency: 'USD' },
  })
  expect((await invoiceOf(app.guest, one, one.code)).status).toBe(404)
  expect((await invoiceOf(app.guest, one)).status).toBe(401)
  const issued = await issue(one)
  expect(issued.body).toMatchObject({ number: '2026-0001', status: 'issued', total: { amount: 14045 } })
  expect((await issue(one)).body).toMatchObject({ number: '2026-0001' })
  expect((await invoiceOf(app.guest, one, one.code)).body).toMatchObject({
    number: '2026-0001',
    status: 'issued',
  })
  const locked = app.services.database.pool.query(
    'update invoices set total_amount = 1, net_amount = 1, tax_amount = 0',
  )
  await expect(locked).rejects.toMatchObject({ constraint: 'invoices_locked' })
})

test('an invoice has a line for each hour of labour and each part, at its price [S2.07b] [S2.07c]', async () => {
  const one = await order('in_progress')
  const { body } = await advisor.get(`/api/service-request/${one.id}`)
  const lines = `/api/service-request/${one.id}/jobs/${body.jobs[0].id}/lines`
  const usd = (amount: number) => ({ amount, currency: 'USD' })
  await advisor.post(lines, { kind: 'labour', text: 'Fit pads', quantity: 1.5, unitPrice: usd(11_000) })
  await advisor.post(lines, { kind: 'part', text: 'Brake pads', quantity: 2, unitPrice: usd(4_999) })
  await move(one.id, 'quality_check', 'ready_for_pickup', 'completed')
  const invoice = (await invoiceOf(app.guest, one, one.code)).body
  expect(invoice.lines.slice(1)).toMatchObject([
    { kind: 'labour', text: 'Fit pads', quantity: 1.5, unitPrice: usd(11_000), total: usd(16_500) },
    { kind: 'part', text: 'Brake pads', quantity: 2, unitPrice: usd(4_999), total: usd(9_998) },
  ])
  // 12 900 + 16 500 + 9 998 = 39 398, and 8.875 % of it.
  expect(invoice).toMatchObject({ tax: usd(3_497), total: usd(42_895) })
})

test('completing issues; unpaid it is payment pending, and closing is refused until it is paid [S3.ST.10] [S3.A5b]', async () => {
  const one = await order(...FINISHED, 'completed')
  const status = await advisor.get(`/api/service-request/${one.id}/status`)
  expect(status.body).toMatchObject({
    status: 'payment_pending',
    stage: 'completed',
    balance: { amount: 14045 },
  })
  const close = await advisor.patch(`/api/service-request/${one.id}/status`, { status: 'closed' })
  expect(close.body).toMatchObject({ code: 'illegal-move', reason: 'balance_open' })
  expect((await pay(advisor, one, { method: 'cash', amount: 5000 })).status).toBe(201)
  expect((await invoiceOf(advisor, one)).body).toMatchObject({
    status: 'part_paid',
    balance: { amount: 9045 },
  })
  const inEuro = await pay(advisor, one, { method: 'cash', amount: { amount: 100, currency: 'EUR' } })
  expect(inEuro.body.errors).toMatchObject([{ pointer: '/amount/currency' }])
  const inDollars = await pay(advisor, one, { method: 'cash', amount: { amount: 45, currency: 'USD' } })
  expect(inDollars.status, inDollars.text).toBe(201)
  const tooMuch = await pay(advisor, one, { method: 'transfer', amount: 9046 })
  expect(tooMuch.status).toBe(400)
  expect(tooMuch.body.errors[0].pointer).toBe('/amount')
  expect((await pay(finance, one, { method: 'transfer' })).status).toBe(201)
  expect((await invoiceOf(advisor, one)).body).toMatchObject({ status: 'paid', balance: { amount: 0 } })
  await move(one.id, 'closed')
})

test('a card payment goes to the bank and back, and counts once however often it is told [S0.06] [S3.C5]', async () => {
  const one = await order(...FINISHED, 'completed')
  expect((await pay(app.guest, one, { method: 'cash' }, one.code)).status).toBe(403)
  const started = await pay(app.guest, one, { method: 'card' }, one.code)
  expect(started.status, started.text).toBe(201)
  expect(started.body.redirectUrl).toMatch(/^http:\/\/fixbay\.test\/pay\//)
  const token = String(started.body.redirectUrl).split('/').at(-1) ?? ''
  const visit = await visitBank(app.ctx(), token)
  const again = await visitBank(app.ctx(), token)
  expect(again).toEqual(visit)
  if (visit.to !== 'bank') throw new Error('the payer was not led to the bank')
  expect((await returnFromBank(app.ctx(), token)).status).toBe('redirected')
  await chooseAtBank(visit.url, 'pay')
  const results = await Promise.all([1, 2, 3].map(() => returnFromBank(app.ctx(), token)))
  expect(results.map(({ status }) => status)).toEqual(['paid', 'paid', 'paid'])
  await reconcilePayments(app.system)
  const payments = await advisor.get(`/api/service-request/${one.id}/invoice/payments`)
  expect(payments.body.payments).toHaveLength(1)
  expect(payments.body.payments[0]).toMatchObject({
    status: 'paid',
    method: 'card',
    amount: { amount: 14045 },
  })
  expect((await advisor.get(`/api/service-request/${one.id}/status`)).body.status).toBe('completed')
})

test('a payer who closes the page after paying is found by the timer; a failed card leaves the balance', async () => {
  const one = await order(...FINISHED, 'completed')
  const failed = await pay(app.guest, one, { method: 'card' }, one.code)
  await bankChoice(failed.body.redirectUrl, 'fail')
  expect((await invoiceOf(advisor, one)).body.balance.amount).toBe(14045)
  const paid = await pay(app.guest, one, { method: 'card' }, one.code)
  await bankChoice(paid.body.redirectUrl, 'pay')
  app.clock.advance({ minutes: 5 })
  await reconcilePayments(app.system)
  expect((await invoiceOf(advisor, one)).body).toMatchObject({ status: 'paid' })
})

test('a refund that is asked for three times at once is given back once, at the bank and in the books', async () => {
  const one = await order(...FINISHED, 'completed')
  const card = await pay(app.guest, one, { method: 'card' }, one.code)
  await bankChoice(card.body.redirectUrl, 'pay')
  app.clock.advance({ minutes: 5 })
  await reconcilePayments(app.system)
  const paid = (await advisor.get(`/api/service-request/${one.id}/invoice/payments`)).body.payments[0]
  const input = { reason: 'Goodwill', amount: 4045, left: 14045 }
  // All three have seen what is left before the bank answers the first.
  const { payments } = app.services.adapters
  const atBank = payments.refund.bind(payments)
  const everybody = Promise.withResolvers<void>()
  let asked = 0
  const spy = vi.spyOn(payments, 'refund').mockImplementation(async (given) => {
    asked += 1
    if (asked === 3) everybody.resolve()
    await everybody.promise
    return atBank(given)
  })
  const tries = await Promise.all([1, 2, 3].map(() => finance.post(`/api/payments/${paid.id}/refund`, input)))
  spy.mockRestore()
  expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
  expect((await invoiceOf(advisor, one)).body.balance.amount).toBe(4045)
})

test('money given back is a negative entry, never more than was paid, and not for everybody [S3.A5b]', async () => {
  const one = await order(...FINISHED, 'completed')
  const { body } = await pay(advisor, one, { method: 'cash' })
  const refund = (client: Client, input: unknown) => client.post(`/api/payments/${body.id}/refund`, input)
  expect((await refund(advisor, { reason: 'Goodwill' })).status).toBe(403)
  expect((await refund(app.guest, { reason: 'Goodwill' })).status).toBe(401)
  const part = await refund(finance, { reason: 'Goodwill', amount: 4045, left: 14045 })
  expect(part.status, part.text).toBe(201)
  expect(part.body).toMatchObject({ status: 'refunded', amount: { amount: -4045 } })
  expect((await refund(finance, { reason: 'Goodwill', amount: 4045, left: 14045 })).body.code).toBe(
    'conflict',
  )
  expect((await refund(finance, { reason: 'Goodwill', amount: 10001 })).status).toBe(400)
  expect((await invoiceOf(advisor, one)).body.balance.amount).toBe(4045)
})

test('a refund with a key happens once, at the bank and in the books, however often it is sent', async () => {
  const one = await order(...FINISHED, 'completed')
  const card = await pay(app.guest, one, { method: 'card' }, one.code)
  await bankChoice(card.body.redirectUrl, 'pay')
  app.clock.advance({ minutes: 5 })
  await reconcilePayments(app.system)
  const list = `/api/service-request/${one.id}/invoice/payments`
  const { payments } = (await advisor.get(list)).body
  const path = `/api/payments/${payments[0].id}/refund`
  const part = { amount: { amount: 1000, currency: 'USD' }, reason: 'Scratched on the way.' }
  const key = { 'idempotency-key': 'refund-of-ten' }
  const again = () => finance.post(path, part, key)
  const [first, ...rest] = [await again(), ...(await Promise.all([again(), again()])), await again()]
  expect(first?.status, first?.text).toBe(201)
  for (const answer of rest) expect(answer.body).toEqual(first?.body)
  const entries = (await advisor.get(list)).body.payments
  expect(entries.filter(({ amount }: { amount: { amount: number } }) => amount.amount < 0)).toHaveLength(1)
  const other = await finance.post(path, { ...part, reason: 'x' }, key)
  expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } })
})

test('numbers have no gap and no repeat, also when twenty are issued at once', async () => {
  const orders = await Promise.all(Array.from({ length: 20 }, () => order(...FINISHED)))
  const issued = await Promise.all(orders.map((one) => issue(one)))
  const numbers = issued
    .map(({ body }) => Number(String(body.number).split('-')[1]))
    .toSorted((a, b) => a - b)
  const first = numbers[0] ?? 0
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => first + index))
})

test('work without a price is not billed by accident', async () => {
  const one = await order('in_progress')
  const quote = await addService({ name: 'Diagnosis', priceKind: 'quote', price: null })
  const added = await advisor.post(`/api/service-request/${one.id}/jobs`, { serviceId: quote.id })
  expect(added.status, added.text).toBe(201)
  await move(one.id, 'quality_check', 'ready_for_pickup')
  expect((await issue(one)).body).toMatchObject({ code: 'illegal-move', reason: 'unpriced_lines' })
  const completed = await advisor.patch(`/api/service-request/${one.id}/status`, { status: 'completed' })
  expect(completed.body).toMatchObject({
    code: 'illegal-move',
    reason: 'unpriced_lines',
    allowed: ['in_progress', 'dispatched'],
  })
})

test('discounts beyond the work make no invoice, and no amount can be paid on what is paid', async () => {
  const one = await order(...FINISHED)
  const { body } = await advisor.get(`/api/service-request/${one.id}`)
  const lines = `/api/service-request/${one.id}/jobs/${body.jobs[0].id}/lines`
  const discount = { kind: 'discount', text: 'Goodwill', quantity: 1 }
  const added = await advisor.post(lines, { ...discount, unitPrice: { amount: -9_999_999, currency: 'USD' } })
  expect(added.status, added.text).toBe(201)
  expect((await issue(one)).body).toMatchObject({ code: 'illegal-move', reason: 'total_below_zero' })
  await advisor.delete(`/api/service-request/${one.id}/lines/${added.body.id}`)
  expect((await issue(one)).status).toBe(200)
  expect((await pay(advisor, one, { method: 'cash' })).status).toBe(201)
  const more = await pay(advisor, one, { method: 'cash', amount: 1 })
  expect(more.body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/amount' }] })
  expect((await pay(advisor, one, { method: 'cash' })).body.reason).toBe('paid_already')
})

test('invoice and receipt print in both languages behind signed links', async () => {
  const one = await order(...FINISHED, 'completed')
  await pay(advisor, one, { method: 'cash' })
  for (const language of ['en', 'fa']) {
    const { body } = await invoiceOf(app.client({ headers: { 'accept-language': language } }), one, one.code)
    const paper = await app.guest.get(String(body.pdfUrl).replace('http://fixbay.test', ''))
    expect(paper.status).toBe(200)
    expect(paper.text.startsWith('%PDF')).toBe(true)
    const forged = await app.guest.get(
      String(body.pdfUrl).replace('http://fixbay.test', '').replace('signature=', 'signature=x'),
    )
    expect(forged.status).toBe(404)
  }
  const { body } = await advisor.get(`/api/service-request/${one.id}/invoice/payments`)
  const receipt = await app.guest.get(String(body.payments[0].receiptUrl).replace('http://fixbay.test', ''))
  expect(receipt.text.startsWith('%PDF')).toBe(true)
})

async function bankChoice(redirectUrl: unknown, choice: 'pay' | 'fail'): Promise<void> {
  const visit = await visitBank(app.ctx(), String(redirectUrl).split('/').at(-1) ?? '')
  if (visit.to !== 'bank') throw new Error('the payer was not led to the bank')
  await chooseAtBank(visit.url, choice)
}

/** Presses a button on the test bank's page; its message to us gets lost on the way. */
async function chooseAtBank(url: string, choice: 'pay' | 'fail'): Promise<void> {
  const { cardPage } = app.services.adapters
  const answer = await cardPage?.handle(
    new Request(url, { method: 'POST', body: new URLSearchParams({ choice, report: 'never' }) }),
  )
  expect(answer?.status).toBe(303)
}

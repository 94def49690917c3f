import { expect, test, vi } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Client } from '../../kit/testing/client.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { reconcilePayments } from './reconcile.ts'
import { startCardPayment } from './start-card-payment.ts'
import { returnFromBank, visitBank } from './visit-bank.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const { shop, hire, addService } = await testShop(app)
const service = await addService({ name: 'Brake service' })
const advisor = await hire('advisor')

interface Order {
  id: string
  code: string
}

/** A finished order with its issued bill of 140.45. */
async function billed(): Promise<Order> {
  const opened = await app.guest.post('/api/service-request', {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name: 'Grace Guest', email: 'grace@example.org' },
  })
  const { id, trackingCode } = opened.body
  for (const status of ['in_progress', 'quality_check', 'ready_for_pickup', 'completed'])
    expect((await advisor.patch(`/api/service-request/${id}/status`, { status })).status).toBe(200)
  return { id, code: `?code=${trackingCode}` }
}

const pay = (client: Client, { id }: Order, body: unknown, code = '') =>
  client.post(`/api/service-request/${id}/invoice/payments${code}`, body)
const balanceOf = async ({ id }: Order): Promise<number> =>
  (await advisor.get(`/api/service-request/${id}/invoice`)).body['balance'].amount

/** A card payment that its customer has begun; its secret. */
async function begun(one: Order, amount?: number): Promise<string> {
  const started = await pay(app.guest, one, { method: 'card', ...(amount ? { amount } : {}) }, one.code)
  expect(started.status, started.text).toBe(201)
  return String(started.body['redirectUrl']).split('/').at(-1) ?? ''
}

/** The address of the bank's page, to which the payer of a begun payment is led. */
async function atBank(token: string): Promise<string> {
  const visit = await visitBank(app.ctx(), token)
  if (visit.to !== 'bank') throw new Error('the payer was not led to the bank')
  return visit.url
}

/** Presses "pay" there, and says whether the bank took it. */
async function pays(url: string): Promise<boolean> {
  const choice = new URLSearchParams({ choice: 'pay', report: 'never' })
  const answer = await app.services.adapters.cardPage?.handle(
    new Request(url, { method: 'POST', body: choice }),
  )
  return answer?.status === 303
}

test('a payment link whose bill is paid meanwhile leads back to the repair, not to the bank [S0.06]', async () => {
  const one = await billed()
  const [first, second] = [await begun(one), await begun(one)]
  expect(await pays(await atBank(first))).toBe(true)
  expect((await returnFromBank(app.ctx(), first)).status).toBe('paid')
  expect((await visitBank(app.ctx(), second)).to).toBe('repair')
  expect((await visitBank(app.ctx(), first)).to).toBe('repair')
  expect(await balanceOf(one)).toBe(0)
})

test('a bank’s page that stands open in another tab is closed once the bill is paid', async () => {
  const one = await billed()
  const [first, second] = [await begun(one), await begun(one)]
  const [here, there] = [await atBank(first), await atBank(second)]
  expect(await pays(here)).toBe(true)
  await returnFromBank(app.ctx(), first)
  await app.drainJobs()
  expect(await pays(there)).toBe(false)
  expect((await returnFromBank(app.ctx(), second)).status).toBe('abandoned')
  expect(await balanceOf(one)).toBe(0)
})

test('cash at the counter closes the page for the whole amount, not one for a part that is still open', async () => {
  const one = await billed()
  const [whole, part] = [await atBank(await begun(one)), await atBank(await begun(one, 4_000))]
  expect((await pay(advisor, one, { method: 'cash', amount: 10_000 })).status).toBe(201)
  await app.drainJobs()
  expect(await pays(whole)).toBe(false)
  expect(await pays(part)).toBe(true)
  app.clock.advance({ minutes: 5 })
  await reconcilePayments(app.system)
  expect(await balanceOf(one)).toBe(45)
})

test('who pays on both pages at the same moment has paid twice, and the shop reads what it owes back', async () => {
  const one = await billed()
  const tokens = [await begun(one), await begun(one)]
  for (const token of tokens) expect(await pays(await atBank(token))).toBe(true)
  const back = await Promise.all(tokens.map((token) => returnFromBank(app.ctx(), token)))
  expect(back.map(({ status }) => status)).toEqual(['paid', 'paid'])
  await app.drainJobs()
  expect(await balanceOf(one)).toBe(-14_045)
})

test('where the bank takes money only when it is asked, nothing is taken twice', async () => {
  const one = await billed()
  const tokens = [await begun(one), await begun(one)]
  const bank = app.services.adapters.payments
  const asked = vi.spyOn(bank, 'confirm')
  app.services.adapters.payments = { ...bank, takesOnConfirm: true }
  try {
    for (const token of tokens) expect(await pays(await atBank(token))).toBe(true)
    const back = []
    for (const token of tokens) back.push((await returnFromBank(app.ctx(), token)).status)
    expect(back).toEqual(['paid', 'redirected'])
    await app.drainJobs()
    expect(asked).toHaveBeenCalledTimes(1)
    expect((await returnFromBank(app.ctx(), tokens[1] ?? '')).status).toBe('expired')
    expect(await balanceOf(one)).toBe(0)
  } finally {
    app.services.adapters.payments = bank
    asked.mockRestore()
  }
})

/** A page that was paid and then closed, behind a hundred others that were begun before. */
async function paidBehind(isOpened: boolean): Promise<Order> {
  const others = await billed()
  const part = { method: 'card', amount: 100 } as const
  const started = Array.from({ length: 101 }, () => startCardPayment(app.system, others.id, part))
  for (const { token } of await Promise.all(started)) if (isOpened) await visitBank(app.ctx(), token)
  app.clock.advance({ minutes: 1 })
  const one = await billed()
  expect(await pays(await atBank(await begun(one)))).toBe(true)
  return one
}

test.each([
  ['that nobody opened', false],
  ['that stand open at the bank', true],
])('a paid page is found by the timer behind a hundred %s', async (_which, isOpened) => {
  const one = await paidBehind(isOpened)
  app.clock.advance({ minutes: 5 })
  await reconcilePayments(app.system)
  expect(await balanceOf(one)).toBe(0)
})

test('a link that nobody opened for a day leads to the bank no more', async () => {
  const one = await billed()
  const token = await begun(one)
  app.clock.advance({ hours: 25 })
  await reconcilePayments(app.system)
  expect((await visitBank(app.ctx(), token)).to).toBe('repair')
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { failureOf } from '../../testing/failure.ts'
import { simulate } from '../../testing/simulator.ts'
import type { GatewayEvent, PaymentsAdapter } from '../port.ts'
import { createCardPagePayments } from './adapter.ts'
import type { Delivery } from './events.ts'
import { createCardPage, deliverTo } from './page.ts'
import { createCardStore } from './store.ts'

const noon = Temporal.Instant.from('2026-11-20T12:00:00Z')
const url = 'http://127.0.0.1:3000'
const money = { amount: 12900, currency: 'EUR' }

let folder: string
let clock: Temporal.Instant
let delivered: Delivery[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'card-page-'))
  clock = noon
  delivered = []
})
afterEach(async () => await rm(folder, { recursive: true }))

// Each call opens the books afresh, as another process would.
const payments = (): PaymentsAdapter =>
  createCardPagePayments({ store: createCardStore(folder), url, now: () => clock })
const page = () =>
  createCardPage({
    store: createCardStore(folder),
    now: () => clock,
    lateMs: 5,
    deliver: async (delivery) => {
      delivered.push(delivery)
    },
  })

const input = (key = 'k1') => ({
  ...money,
  description: 'Invoice 2026-0042 <Harbor & Sons>',
  returnUrl: `${url}/pay/t1?done=1`,
  cancelUrl: `${url}/pay/t1`,
  reference: 'payment-1',
  idempotencyKey: key,
})

async function open(address: string): Promise<{ status: number; html: string; headers: Headers }> {
  const answer = await page().handle(new Request(address))
  return { status: answer.status, html: await answer.text(), headers: answer.headers }
}

async function press(address: string, choice: string, more: Record<string, string> = {}): Promise<Response> {
  return await page().handle(
    new Request(address, { method: 'POST', body: new URLSearchParams({ choice, ...more }) }),
  )
}

const parse = async ({ body, headers }: Delivery): Promise<GatewayEvent | undefined> =>
  await payments().parseWebhook?.(body, new Headers(headers))

test('the page says that it is a test bank, what is paid and for what, and works without script [S0.06]', async () => {
  const { redirectUrl } = await payments().start({ ...input(), locale: 'en' })
  const { status, html, headers } = await open(redirectUrl)
  expect(status).toBe(200)
  expect(html).toContain('This is a test bank.')
  expect(html).toContain('€129.00')
  expect(html).toContain('Invoice 2026-0042 &#60;Harbor &#38; Sons&#62;')
  expect(html).not.toMatch(/<script|onclick/)
  expect(headers.get('content-security-policy')).toContain(`form-action 'self' ${url}`)
})

test('in Persian it stands from right to left and counts in rials', async () => {
  const { redirectUrl } = await payments().start({
    ...input(),
    amount: 12_500_000,
    currency: 'IRR',
    locale: 'fa',
  })
  const { html } = await open(redirectUrl)
  expect(html).toContain('<html lang="fa" dir="rtl">')
  expect(html).toContain('بانک آزمایشی')
  expect(html).toContain('۱۲٬۵۰۰٬۰۰۰\u00a0ریال')
})

test('pay, fail and abandon each lead back and are what a later question hears, after a restart too', async () => {
  const outcomes: unknown[] = []
  for (const choice of ['pay', 'fail', 'abandon']) {
    const { redirectUrl, providerRef } = await payments().start(input(choice))
    expect((await payments().confirm(providerRef, money)).status).toBe('pending')
    const answer = await press(redirectUrl, choice)
    const { status } = await payments().confirm(providerRef, money)
    outcomes.push([answer.status, answer.headers.get('location'), status])
  }
  expect(outcomes).toEqual([
    [303, `${url}/pay/t1?done=1`, 'paid'],
    [303, `${url}/pay/t1?done=1`, 'failed'],
    [303, `${url}/pay/t1`, 'abandoned'],
  ])
})

test('the first word stands: a second press, two at once or our own closing change nothing', async () => {
  const { redirectUrl, providerRef } = await payments().start(input())
  await Promise.all([press(redirectUrl, 'pay'), press(redirectUrl, 'fail'), press(redirectUrl, 'abandon')])
  const first = await payments().confirm(providerRef, money)
  const again = await press(redirectUrl, 'pay')
  await payments().abandon?.(providerRef)
  expect(again.status).toBe(200)
  expect(await payments().confirm(providerRef, money)).toEqual(first)
  expect(delivered).toHaveLength(1)
})

test('one key is one payment in every process; for another amount the key is refused', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => payments().start(input())))
  expect(new Set(all.map(({ providerRef }) => providerRef)).size).toBe(1)
  expect((await payments().start(input('k2'))).providerRef).not.toBe(all[0]?.providerRef)
  expect((await failureOf(payments().start({ ...input(), amount: 1 }))).kind).toBe('refused')
  expect((await failureOf(payments().start({ ...input('k3'), amount: 0 }))).kind).toBe('refused')
})

test('after half an hour the page is closed for good', async () => {
  const { redirectUrl, providerRef } = await payments().start(input())
  clock = noon.add({ minutes: 31 })
  expect((await open(redirectUrl)).html).toContain('The time for this payment is over')
  expect((await press(redirectUrl, 'pay')).status).toBe(200)
  clock = noon
  expect((await payments().confirm(providerRef, money)).status).toBe('expired')
})

test('the bank’s message comes at once, late, twice or never, signed, always the same event', async () => {
  const counts: number[] = []
  for (const report of ['now', 'late', 'twice', 'never']) {
    delivered = []
    const { redirectUrl, providerRef } = await payments().start(input(report))
    await press(redirectUrl, 'pay', { report })
    await expect.poll(() => delivered.length).toBeGreaterThanOrEqual({ never: 0, twice: 2 }[report] ?? 1)
    counts.push(delivered.length)
    for (const delivery of delivered) {
      const expected = {
        eventId: `evt_${providerRef}_paid`,
        type: 'paid',
        providerRef,
        reference: 'payment-1',
      }
      expect(await parse(delivery)).toEqual(expected)
    }
  }
  expect(counts).toEqual([1, 1, 2, 0])
})

test('an unsigned, changed, foreign or old message is refused', async () => {
  const { redirectUrl } = await payments().start(input())
  await press(redirectUrl, 'fail')
  await expect.poll(() => delivered.length).toBe(1)
  const [genuine] = delivered
  if (!genuine) throw new Error('nothing was delivered')
  const header = genuine.headers['card-page-signature'] ?? ''
  const bad: Delivery[] = [
    { body: genuine.body.replace('"failed"', '"paid"'), headers: genuine.headers },
    { body: genuine.body, headers: {} },
    {
      body: genuine.body,
      headers: { 'card-page-signature': header.replace(/.$/, (end) => (end === '0' ? '1' : '0')) },
    },
  ]
  for (const delivery of bad) expect((await failureOf(parse(delivery))).kind).toBe('refused')
  clock = noon.add({ minutes: 6 })
  expect((await failureOf(parse(genuine))).kind).toBe('refused')
})

test('who closes the window after paying is found by asking for the unconfirmed', async () => {
  const { redirectUrl, providerRef } = await payments().start(input())
  const stayed = await press(redirectUrl, 'pay', { stay: '1', report: 'never' })
  expect([stayed.status, (await stayed.text()).includes('Back to the shop')]).toEqual([200, true])
  expect(await payments().listUnconfirmed?.()).toEqual([providerRef])
  const paid = await payments().confirm(providerRef, money)
  expect(paid).toMatchObject({ status: 'paid', providerEventId: `${providerRef}:paid` })
  expect(paid.maskedCard).toMatch(/^•••• \d{4}$/)
  expect(await payments().listUnconfirmed?.()).toEqual([])
})

test('money goes back once per key and never above what was paid, however many try at once', async () => {
  const { redirectUrl, providerRef } = await payments().start(input())
  const refund = (amount: number, idempotencyKey: string) =>
    payments().refund({ providerRef, amount, currency: 'EUR', paid: 12900, idempotencyKey })
  expect((await failureOf(refund(100, 'early'))).kind).toBe('refused')
  await press(redirectUrl, 'pay')
  const tries = await Promise.allSettled(Array.from({ length: 6 }, (_, index) => refund(5000, `r${index}`)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(await refund(2900, 'last')).toEqual(await refund(2900, 'last'))
  expect((await failureOf(refund(1, 'more'))).kind).toBe('refused')
})

test('another amount than the books say is a mismatch; an unknown payment and a trick in the path are nothing', async () => {
  const { providerRef } = await payments().start(input())
  expect((await failureOf(payments().confirm(providerRef, { ...money, amount: 1 }))).kind).toBe('mismatch')
  expect((await failureOf(payments().confirm('card_none', money))).kind).toBe('refused')
  for (const path of [
    '/card-page/',
    '/card-page/..%2f..%2fsecret',
    `/card-page/card_${'0'.repeat(32)}`,
    '/other',
  ]) {
    expect([path, (await open(`${url}${path}`)).status]).toEqual([path, 404])
  }
})

test('a form without a choice changes nothing', async () => {
  const { redirectUrl, providerRef } = await payments().start(input())
  expect((await press(redirectUrl, 'steal')).status).toBe(400)
  expect((await payments().confirm(providerRef, money)).status).toBe('pending')
})

test('the bank can be out of order, and is back when the file is gone', async () => {
  const { providerRef } = await payments().start(input())
  await writeFile(join(folder, 'out-of-order'), '')
  // One after the other: a refusal that comes while another is awaited has nobody to take it.
  expect((await failureOf(payments().start(input('k2')))).retryable).toBe(true)
  expect((await failureOf(payments().confirm(providerRef, money))).retryable).toBe(true)
  await rm(join(folder, 'out-of-order'))
  expect((await payments().confirm(providerRef, money)).status).toBe('pending')
})

test('the message is posted again while the program answers with a fault, and no more once it is taken', async () => {
  const statuses = [503, 500, 204, 204]
  const program = await simulate(() => ({ status: statuses.shift() ?? 204 }))
  const delivery = {
    body: '{"id":"evt_1"}',
    headers: { 'content-type': 'application/json', 'card-page-signature': 't' },
  }
  await deliverTo(`${program.url}/events`, [0, 1, 1])(delivery)
  expect(program.asked.map(({ body }) => body.toString())).toEqual(
    Array.from({ length: 3 }, () => delivery.body),
  )
  expect(program.asked[0]).toMatchObject({ method: 'POST', path: '/events' })
  await program.close()
  await deliverTo(program.url, [0, 1])(delivery)
})

import Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../testing/failure.ts'
import type { PaymentsAdapter } from './port.ts'
import { simulateStripe, type StripeSimulator } from './stripe.simulator.ts'
import { createStripePayments } from './stripe.ts'

const KEY = 'sk_test_1'
const SECRET = 'whsec_1'
let bank: StripeSimulator
let payments: PaymentsAdapter
beforeAll(async () => {
  bank = await simulateStripe(KEY, '2026-10-28.endive')
  payments = adapter(KEY)
})
afterAll(() => bank.close())

function adapter(secretKey: string): PaymentsAdapter {
  const api = { host: '127.0.0.1', port: bank.port, protocol: 'http' as const }
  return createStripePayments({ secretKey, webhookSecret: SECRET, api })
}

let keys = 0
const started = (amount = 12900, currency = 'EUR') => ({
  amount,
  currency,
  description: 'Invoice 2026-0042',
  returnUrl: 'https://fixbay.example/pay/t1?done=1',
  cancelUrl: 'https://fixbay.example/pay/t1',
  reference: 'payment-1',
  idempotencyKey: `inv:1:attempt:${(keys += 1)}`,
  locale: 'fa' as const,
})
const euros = { amount: 12900, currency: 'EUR' }

/** A webhook call as Stripe makes it, signed by its own library. */
function call(event: object, secret = SECRET, timestamp?: number): [string, Headers] {
  const payload = JSON.stringify(event)
  const header = new Stripe(KEY).webhooks.generateTestHeaderString({ payload, secret, timestamp })
  return [payload, new Headers({ 'stripe-signature': header })]
}
const parse = async (...[payload, headers]: [string, Headers]) =>
  await payments.parseWebhook?.(payload, headers)

test('a payment page is made with amount, reference and both ways back [S0.06]', async () => {
  const { redirectUrl, providerRef } = await payments.start(started())
  expect(redirectUrl).toBe(`https://checkout.stripe.com/c/pay/${providerRef}`)
  const form = Object.fromEntries(new URLSearchParams(bank.asked.at(-1)?.body.toString()))
  expect(form).toMatchObject({
    mode: 'payment',
    'line_items[0][price_data][unit_amount]': '12900',
    'line_items[0][price_data][currency]': 'eur',
    success_url: 'https://fixbay.example/pay/t1?done=1',
    client_reference_id: 'payment-1',
    'payment_intent_data[metadata][reference]': 'payment-1',
    locale: 'auto',
  })
})

test('the same key gives the same page, also after a lost answer; another amount under it is refused', async () => {
  const input = started()
  bank.hiccup(1)
  const first = await payments.start(input)
  expect(await payments.start(input)).toEqual(first)
  expect((await failureOf(payments.start({ ...input, amount: 1 }))).kind).toBe('refused')
})

test('a payment is pending, then paid with its card; the same word however often it is asked', async () => {
  const { providerRef } = await payments.start(started())
  expect(await payments.confirm(providerRef, euros)).toMatchObject({ status: 'pending' })
  bank.act(providerRef, 'pay')
  const paid = await payments.confirm(providerRef, euros)
  expect(paid).toEqual({
    status: 'paid',
    providerEventId: `${providerRef}:paid`,
    maskedCard: '•••• 4242',
    bankReference: `pi_${providerRef}`,
  })
  expect(await payments.confirm(providerRef, euros)).toEqual(paid)
})

test('expired, failed late, still under way, closed by us', async () => {
  const states: string[] = []
  for (const what of ['expire', 'fail-later', 'later'] as const) {
    const { providerRef } = await payments.start(started())
    bank.act(providerRef, what)
    states.push((await payments.confirm(providerRef, euros)).status)
  }
  const { providerRef } = await payments.start(started())
  await payments.abandon?.(providerRef)
  await payments.abandon?.(providerRef)
  states.push((await payments.confirm(providerRef, euros)).status)
  expect(states).toEqual(['expired', 'failed', 'pending', 'expired'])
})

test('another amount or currency than we expect is never taken for paid', async () => {
  const { providerRef } = await payments.start(started())
  bank.act(providerRef, 'pay')
  for (const expected of [
    { amount: 12901, currency: 'EUR' },
    { amount: 12900, currency: 'USD' },
  ]) {
    expect((await failureOf(payments.confirm(providerRef, expected))).kind).toBe('mismatch')
  }
})

test('currencies are sent in the units that Stripe counts in', async () => {
  const sent: [number, string, string][] = [
    [500, 'JPY', '500'],
    [500, 'ISK', '50000'],
    [12340, 'KWD', '12340'],
    [12900, 'MGA', '129'],
  ]
  for (const [amount, currency, expected] of sent) {
    const { providerRef } = await payments.start(started(amount, currency))
    const form = new URLSearchParams(bank.asked.at(-1)?.body.toString())
    expect([currency, form.get('line_items[0][price_data][unit_amount]')]).toEqual([currency, expected])
    expect(await payments.confirm(providerRef, { amount, currency })).toMatchObject({ status: 'pending' })
  }
  for (const [amount, currency] of [
    [12345, 'KWD'],
    [12950, 'MGA'],
    [1000, 'IRR'],
  ] as const) {
    expect((await failureOf(payments.start(started(amount, currency)))).kind).toBe('refused')
  }
})

test('money goes back in parts, once per key, never for an unpaid page or above what was paid', async () => {
  const { providerRef } = await payments.start(started())
  const part = { providerRef, amount: 2900, currency: 'EUR', paid: 12900, idempotencyKey: 'refund-1' }
  expect((await failureOf(payments.refund(part))).kind).toBe('refused')
  bank.act(providerRef, 'pay')
  const refund = await payments.refund(part)
  expect(refund.status).toBe('done')
  expect(await payments.refund(part)).toEqual(refund)
  expect((await payments.refund({ ...part, amount: 1, idempotencyKey: 'refund-2' })).status).toBe('pending')
  expect(
    (await failureOf(payments.refund({ ...part, amount: 99999, idempotencyKey: 'refund-3' }))).kind,
  ).toBe('refused')
})

test('events are read from the raw body with Stripe’s own signature, and only so', async () => {
  const { providerRef } = await payments.start(started())
  bank.act(providerRef, 'pay')
  const object = {
    id: providerRef,
    object: 'checkout.session',
    payment_status: 'paid',
    client_reference_id: 'payment-1',
  }
  const event = { id: 'evt_1', object: 'event', type: 'checkout.session.completed', data: { object } }
  const expected = { eventId: 'evt_1', type: 'paid', providerRef, reference: 'payment-1' }
  expect(await parse(...call(event))).toEqual(expected)
  expect(await parse(...call(event))).toEqual(expected)
  const [payload, headers] = call(event)
  const bad: [string, Headers][] = [
    [payload.replace('paid', 'Paid'), headers],
    [payload, new Headers()],
    call(event, 'whsec_other'),
    call(event, SECRET, 1_700_000_000),
  ]
  for (const attempt of bad) expect((await failureOf(parse(...attempt))).kind).toBe('refused')
})

test('a completed page that is not paid yet is no payment; late words, refunds and disputes find their payment', async () => {
  const { providerRef } = await payments.start(started())
  bank.act(providerRef, 'pay')
  const session = { id: providerRef, payment_status: 'unpaid', client_reference_id: 'payment-1' }
  const charge = { id: 'ch_1', payment_intent: `pi_${providerRef}` }
  const types: [string, object, string][] = [
    ['checkout.session.completed', session, 'other'],
    ['checkout.session.async_payment_succeeded', session, 'paid'],
    ['checkout.session.async_payment_failed', session, 'failed'],
    ['checkout.session.expired', session, 'expired'],
    ['charge.refunded', charge, 'refunded'],
    ['charge.dispute.created', charge, 'disputed'],
  ]
  for (const [type, object, meaning] of types) {
    const event = { id: `evt_${type}`, object: 'event', type, data: { object } }
    expect(await parse(...call(event))).toMatchObject({ type: meaning, providerRef, reference: 'payment-1' })
  }
  const other = { id: 'evt_x', object: 'event', type: 'customer.created', data: { object: {} } }
  expect(await parse(...call(other))).toMatchObject({ eventId: 'evt_x', type: 'other' })
})

test('a wrong key is our fault; a bank that stays away is worth another try', async () => {
  const wrong = await failureOf(adapter('sk_test_wrong').start(started()))
  expect([wrong.kind, wrong.message.includes('sk_test')]).toEqual(['misconfigured', false])
  bank.hiccup(5)
  expect((await failureOf(payments.start(started()))).retryable).toBe(true)
  bank.hiccup(0)
  expect((await failureOf(payments.confirm('cs_test_none', euros))).kind).toBe('refused')
})

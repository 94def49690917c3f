import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../testing/failure.ts'
import { simulate, type Answered, type Simulator } from '../testing/simulator.ts'
import { createZarinpalPayments } from './zarinpal.ts'

const MERCHANT = '00000000-0000-0000-0000-000000000001'

type State = 'IN_BANK' | 'PAID' | 'VERIFIED' | 'FAILED' | 'REVERSED'
interface Transaction {
  amount: number
  state: State
  tooOld?: boolean
}

const good = (data: object): Answered => ({ json: { data, errors: [] } })
const bad = (code: number): Answered => {
  return {
    status: code === -9 ? 422 : 200,
    json: { data: [], errors: { code, message: 'no', validations: [] } },
  }
}

// The gateway as its documents describe it: verify takes the money, 101 says it was taken before.
const transactions = new Map<string, Transaction>()
const verbs: Record<string, (body: Record<string, unknown>, found?: Transaction) => Answered> = {
  request({ amount, currency, description, callback_url: callback }) {
    const valid = Number.isInteger(amount) && Number(amount) >= 10_000 && currency === 'IRR' && callback
    if (!valid || typeof description !== 'string' || description.length > 500) return bad(-9)
    const authority = `A${String(transactions.size + 1).padStart(35, '0')}`
    transactions.set(authority, { amount: Number(amount), state: 'IN_BANK' })
    return good({ code: 100, message: 'Success', authority, fee_type: 'Merchant', fee: 100 })
  },
  verify({ amount }, found) {
    if (!found) return bad(-54)
    if (found.state !== 'PAID' && found.state !== 'VERIFIED') return bad(-51)
    if (found.amount !== amount) return bad(-50)
    const code = found.state === 'VERIFIED' ? 101 : 100
    found.state = 'VERIFIED'
    return good({
      code,
      message: 'Verified',
      card_hash: 'x',
      card_pan: '502229******5995',
      ref_id: 201,
      fee: 0,
    })
  },
  inquiry: (_body, found) =>
    found ? good({ status: found.state, code: 100, message: 'Success' }) : bad(-54),
  reverse(_body, found) {
    if (!found) return bad(-54)
    if (found.tooOld) return bad(-63)
    if (found.state !== 'VERIFIED') return bad(-61)
    found.state = 'REVERSED'
    return good({ code: 100, message: 'Reversed' })
  },
  unVerified() {
    const paid = [...transactions].filter(([, { state }]) => state === 'PAID')
    return good({
      code: 100,
      message: 'Success',
      authorities: paid.map(([authority, { amount }]) => ({ authority, amount })),
    })
  },
}

let bank: Simulator
beforeAll(async () => {
  bank = await simulate(({ method, path, body }) => {
    const [, verb = ''] = /^\/pg\/v4\/payment\/(\w+)\.json$/.exec(path) ?? []
    if (method !== 'POST' || !verbs[verb]) return { status: 404, body: '<html>' }
    const fields = JSON.parse(body.toString()) as Record<string, unknown>
    if (fields['merchant_id'] !== MERCHANT) return bad(-11)
    return verbs[verb](fields, transactions.get(String(fields['authority'])))
  })
})
afterAll(() => bank.close())

const payments = (merchantId = MERCHANT) => createZarinpalPayments({ merchantId, apiUrl: bank.url })
const rials = { amount: 12_500_000, currency: 'IRR' }
const input = {
  ...rials,
  description: 'صورت‌حساب ۱۴۰۵/۰۰۱۲۳',
  returnUrl: 'https://fixbay.example/fa/pay/t1',
  cancelUrl: 'https://fixbay.example/fa/pay/t1',
  reference: 'payment-1',
  idempotencyKey: 'k1',
}

async function begun(state: State): Promise<string> {
  const { providerRef } = await payments().start(input)
  Object.assign(transactions.get(providerRef) ?? {}, { state })
  return providerRef
}

test('a page is made in rials, said as rials, under the payer’s own gateway [S0.06]', async () => {
  const { redirectUrl, providerRef } = await payments().start({ ...input, description: 'x'.repeat(900) })
  expect(redirectUrl).toBe(`${bank.url}/pg/StartPay/${providerRef}`)
  expect(JSON.parse(bank.asked.at(-1)?.body.toString() ?? '')).toMatchObject({
    amount: 12_500_000,
    currency: 'IRR',
    callback_url: input.returnUrl,
    metadata: { order_id: 'payment-1' },
  })
  const dollars = await failureOf(payments().start({ ...input, currency: 'USD' }))
  expect(dollars.kind).toBe('refused')
})

test('confirming takes the money; verified before (101) is as good as now (100)', async () => {
  const ref = await begun('PAID')
  const first = await payments().confirm(ref, rials)
  expect(first).toEqual({
    status: 'paid',
    providerEventId: `${ref}:paid`,
    maskedCard: '•••• 5995',
    bankReference: '201',
  })
  expect(await payments().confirm(ref, rials)).toEqual(first)
})

test('a payer still at the bank is pending, one who failed has failed; a word of the payer proves nothing', async () => {
  expect((await payments().confirm(await begun('IN_BANK'), rials)).status).toBe('pending')
  expect((await payments().confirm(await begun('FAILED'), rials)).status).toBe('failed')
  expect((await payments().confirm(await begun('REVERSED'), rials)).status).toBe('failed')
})

test('ten times too much or too little is a mismatch and stays untaken', async () => {
  const ref = await begun('PAID')
  for (const amount of [1_250_000, 125_000_000]) {
    expect((await failureOf(payments().confirm(ref, { amount, currency: 'IRR' }))).kind).toBe('mismatch')
  }
  expect((await failureOf(payments().confirm(ref, { amount: 12_500_000, currency: 'IRT' }))).kind).toBe(
    'refused',
  )
  expect(transactions.get(ref)?.state).toBe('PAID')
})

test('paid and never confirmed is listed for the timer, until it is', async () => {
  const ref = await begun('PAID')
  expect(await payments().listUnconfirmed?.()).toContain(ref)
  await payments().confirm(ref, rials)
  expect(await payments().listUnconfirmed?.()).not.toContain(ref)
})

test('a whole payment goes back, twice is once; a part or an old one needs a person', async () => {
  const ref = await begun('PAID')
  await payments().confirm(ref, rials)
  const refund = { providerRef: ref, ...rials, paid: rials.amount, idempotencyKey: 'r1' }
  expect((await failureOf(payments().refund({ ...refund, amount: 1 }))).kind).toBe('unsupported')
  const done = await payments().refund(refund)
  expect(done.status).toBe('done')
  expect(await payments().refund(refund)).toEqual(done)
  const old = await begun('VERIFIED')
  Object.assign(transactions.get(old) ?? {}, { tooOld: true })
  expect((await failureOf(payments().refund({ ...refund, providerRef: old }))).kind).toBe('unsupported')
  expect((await failureOf(payments().refund({ ...refund, providerRef: await begun('FAILED') }))).code).toBe(
    '-61',
  )
})

test('an unknown terminal is our fault, an answer in HTML or none at all is worth another try', async () => {
  expect((await failureOf(payments('x').start(input))).kind).toBe('misconfigured')
  const broken = createZarinpalPayments({ merchantId: MERCHANT, apiUrl: `${bank.url}/other` })
  expect((await failureOf(broken.start(input))).kind).toBe('unavailable')
  const away = createZarinpalPayments({ merchantId: MERCHANT, apiUrl: 'http://127.0.0.1:1' })
  expect((await failureOf(away.confirm('A1', rials))).retryable).toBe(true)
})

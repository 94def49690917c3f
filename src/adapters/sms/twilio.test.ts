import { createHmac } from 'node:crypto'
import twilio from 'twilio'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../testing/failure.ts'
import { simulate, type Simulator } from '../testing/simulator.ts'
import { createTwilioSms } from './twilio.ts'

const SID = 'AC00000000000000000000000000000000'
const TOKEN = 'token-1'
const STATUS_URL = 'https://fixbay.example/api/sms/status/twilio'

// Twilio's own magic numbers for its test credentials, and the errors it documents for them.
const ERRORS: Record<string, [number, number]> = {
  '+15005550001': [400, 21211],
  '+15005550009': [400, 21614],
  '+15005550004': [400, 21610],
  '+15005550002': [400, 21612],
  '+15005550029': [429, 20429],
}

let service: Simulator
beforeAll(async () => {
  service = await simulate(({ method, path, headers, body }) => {
    const known = headers.authorization === `Basic ${Buffer.from(`${SID}:${TOKEN}`).toString('base64')}`
    if (!known) return { status: 401, json: { code: 20003, message: 'Authenticate', status: 401 } }
    if (method !== 'POST' || path !== `/2010-04-01/Accounts/${SID}/Messages.json`)
      return { status: 404, json: { code: 20404 } }
    const form = new URLSearchParams(body.toString())
    const [status, code] = ERRORS[form.get('To') ?? ''] ?? []
    if (status) return { status, json: { code, message: `about ${form.get('To')}`, status } }
    const service = form.has('MessagingServiceSid')
    return {
      status: 201,
      json: {
        sid: 'SM1',
        status: 'queued',
        num_segments: service ? '0' : '2',
        price: service ? null : '-0.01580',
        price_unit: 'USD',
        error_code: null,
      },
    }
  })
})
afterAll(() => service.close())

const adapter = (from = '+15005550006', authToken = TOKEN) =>
  createTwilioSms({ accountSid: SID, authToken, from, statusUrl: STATUS_URL, apiUrl: service.url })
const text = (to: string) => ({ to, text: 'س'.repeat(71), purpose: 'service' as const })

test('a text goes out from our number and says its parts and cost [S2.10b]', async () => {
  expect(await adapter().send(text('+989121234567'))).toEqual({
    providerId: 'SM1',
    parts: 2,
    cost: { amount: 2, currency: 'USD' },
  })
  const form = new URLSearchParams(service.asked.at(-1)?.body.toString())
  expect(Object.fromEntries(form)).toEqual({
    To: '+989121234567',
    Body: 'س'.repeat(71),
    From: '+15005550006',
    StatusCallback: STATUS_URL,
  })
})

test('a messaging service counts nothing itself: the parts are ours, the cost unknown', async () => {
  expect(await adapter('MG1').send(text('+989121234567'))).toEqual({ providerId: 'SM1', parts: 2 })
})

test('a number that cannot get texts is refused, an exhausted rate tried again, a wrong token ours', async () => {
  for (const to of ['+15005550001', '+15005550009', '+15005550004']) {
    expect((await failureOf(adapter().send(text(to)))).kind).toBe('refused')
  }
  expect((await failureOf(adapter().send(text('+15005550029')))).kind).toBe('unavailable')
  const wrong = await failureOf(adapter(undefined, 'wrong').send(text('+989121234567')))
  expect([wrong.kind, wrong.code]).toEqual(['misconfigured', '20003'])
  const refused = await failureOf(adapter().send(text('+15005550001')))
  expect(refused.message).not.toContain('5005550001')
})

test('a delivery report counts only with the signature that Twilio itself makes', () => {
  const fields = { MessageSid: 'SM1', MessageStatus: 'delivered', To: '+989121234567', AccountSid: SID }
  const body = new URLSearchParams(fields).toString()
  const signature = (url: string) => {
    const sorted = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))
    const made = createHmac('sha1', TOKEN)
      .update(url + sorted.flat().join(''))
      .digest('base64')
    // The vendor's own check takes what we hold for a signature.
    expect(twilio.validateRequest(TOKEN, made, url, fields)).toBe(true)
    return made
  }
  const parse = (mark: string, text = body) =>
    adapter().parseStatus?.(text, new Headers({ 'x-twilio-signature': mark }))
  expect(parse(signature(STATUS_URL))).toEqual({ providerId: 'SM1', state: 'delivered' })
  expect(parse(signature(STATUS_URL.replace('https', 'http')))).toBeNull()
  expect(parse(signature(STATUS_URL), body.replace('delivered', 'failed'))).toBeNull()
  expect(parse('')).toBeNull()
  expect(twilio.validateRequest(TOKEN, '', STATUS_URL, fields)).toBe(false)
})

test('our check and the vendor’s agree on awkward fields', () => {
  const fields = {
    b: 'سلام & =',
    a: '',
    C: 'x y',
    MessageSid: 'SM2',
    MessageStatus: 'undelivered',
    ErrorCode: '30003',
  }
  const made = twilio.getExpectedTwilioSignature(TOKEN, STATUS_URL, fields)
  const body = new URLSearchParams(fields).toString()
  expect(adapter().parseStatus?.(body, new Headers({ 'x-twilio-signature': made }))).toEqual({
    providerId: 'SM2',
    state: 'failed',
    code: '30003',
  })
})

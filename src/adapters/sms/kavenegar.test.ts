import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../testing/failure.ts'
import { simulate, type Answered, type Simulator } from '../testing/simulator.ts'
import { createKavenegarSms } from './kavenegar.ts'

const KEY = '2F57326A5A6B/secret=='

const say = (status: number, entries: unknown = null, http = status): Answered => {
  return { status: http, json: { return: { status, message: 'پیام' }, entries } }
}

function sms(form: URLSearchParams): Answered {
  const receptor = form.get('receptor') ?? ''
  if (!/^(09\d{9}|00\d{8,15})$/.test(receptor)) return say(411)
  if (receptor === '09120000418') return say(418)
  // Some of its errors come with HTTP 200: only `return.status` tells.
  if (receptor === '09120000451') return say(451, null, 200)
  const entry = {
    messageid: 8792343,
    message: form.get('message'),
    status: 1,
    statustext: 'در صف ارسال',
    receptor,
    cost: 1200,
  }
  return receptor === '09120000014' ? say(200, [{ ...entry, status: 14 }]) : say(200, [entry])
}

let service: Simulator
beforeAll(async () => {
  service = await simulate(({ path, body, method }) => {
    const form = new URLSearchParams(body.toString())
    const [, version, key, ...rest] = path.split('/')
    if (method !== 'POST' || version !== 'v1') return say(404)
    if (decodeURIComponent(key ?? '') !== KEY) return say(403)
    if (rest.join('/') === 'sms/send.json') return form.get('message') ? sms(form) : say(413)
    if (rest.join('/') !== 'verify/lookup.json') return say(404)
    if (form.get('template') !== 'signin') return say(424)
    return /\s/.test(form.get('token') ?? ' ') ? say(431) : sms(form)
  })
})
afterAll(() => service.close())

const adapter = (apiKey = KEY) => createKavenegarSms({ apiKey, sender: '10004346', apiUrl: service.url })
const text = (to: string) => ({ to, text: 'خودروی شما آماده است', purpose: 'service' as const })
const lastForm = () => Object.fromEntries(new URLSearchParams(service.asked.at(-1)?.body.toString()))

test('a text goes out by POST to the national form of the number; cost is in rials [S2.10b]', async () => {
  expect(await adapter().send(text('+989121234567'))).toEqual({
    providerId: '8792343',
    parts: 1,
    cost: { amount: 1200, currency: 'IRR' },
  })
  expect(lastForm()).toEqual({ receptor: '09121234567', sender: '10004346', message: 'خودروی شما آماده است' })
  await adapter().send(text('+4915112345678'))
  expect(lastForm()['receptor']).toBe('004915112345678')
})

test('a code goes through its approved template, without spaces in it', async () => {
  const otp = {
    ...text('+989121234567'),
    purpose: 'otp' as const,
    otpTemplate: { name: 'signin', tokens: ['123 456', 'x'] },
  }
  expect(await adapter().send(otp)).toMatchObject({ providerId: '8792343' })
  expect(service.asked.at(-1)?.path).toMatch(/verify\/lookup\.json$/)
  expect(lastForm()).toEqual({ receptor: '09121234567', template: 'signin', token: '123-456', token2: 'x' })
  const unknown = await failureOf(adapter().send({ ...otp, otpTemplate: { name: 'other', tokens: ['1'] } }))
  expect([unknown.kind, unknown.code]).toEqual(['misconfigured', '424'])
})

test('the answer is judged by its own status, whatever HTTP says', async () => {
  const kinds: [string, string, string][] = [
    ['+1', 'refused', '411'],
    ['+989120000418', 'misconfigured', '418'],
    ['+989120000451', 'unavailable', '451'],
    ['+989120000014', 'refused', 'state 14'],
  ]
  for (const [to, kind, code] of kinds) {
    const failure = await failureOf(adapter().send(text(to)))
    expect([to, failure.kind, failure.code]).toEqual([to, kind, code])
  }
})

test('the key is in no error, not even when nobody answers', async () => {
  const wrong = await failureOf(adapter('wrong-key').send(text('+989121234567')))
  expect(wrong.kind).toBe('misconfigured')
  const nobody = createKavenegarSms({ apiKey: KEY, sender: '1', apiUrl: 'http://127.0.0.1:1' })
  const down = await failureOf(nobody.send(text('+989121234567')))
  expect([down.kind, down.cause]).toEqual(['unavailable', undefined])
  for (const error of [wrong, down]) expect(`${error.message} ${error.stack}`).not.toMatch(/secret|wrong-key/)
})

import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { exponentOf } from '../../kit/money/currency.ts'
import { AdapterFailure, type FailureKind } from '../failure.ts'
import { postForJson } from '../http.ts'
import { countParts } from './parts.ts'
import type { SmsAdapter, SmsMessage, SmsReceipt, SmsState, SmsStatus } from './port.ts'

export interface TwilioSettings {
  accountSid: string
  authToken: string
  /** A number in E.164, a name, or a messaging service (`MG…`). */
  from: string
  /** Our public address for delivery reports, exactly as Twilio calls it: its signature covers it. */
  statusUrl?: string
  /** `https://api.twilio.com` unless given. */
  apiUrl?: string
}

const accepted = z.object({
  sid: z.string(),
  num_segments: z.string().optional(),
  price: z.string().nullish(),
  price_unit: z.string().nullish(),
})
const refused = z.object({ code: z.number().optional() })

// Twilio's codes for a sender, region or account that is not set up; other 4xx are about the message itself.
const OURS = new Set([20003, 20404, 21212, 21408, 21603, 21606, 21607, 21608, 21609, 21612, 21659, 21703])

const STATES: Readonly<Record<string, SmsState>> = {
  accepted: 'queued',
  scheduled: 'queued',
  queued: 'queued',
  sending: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
}

/** Texts by Twilio's REST interface of 2010-04-01. */
export function createTwilioSms(settings: TwilioSettings): SmsAdapter {
  const { accountSid, authToken, statusUrl, apiUrl = 'https://api.twilio.com' } = settings
  const url = `${apiUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  return {
    name: 'twilio',
    async send(message) {
      const body = formOf(message, settings)
      const { status, json } = await postForJson({ service: 'twilio', url, headers: { authorization }, body })
      const answer = accepted.safeParse(json)
      if (status >= 300 || !answer.success) throw failureOf(status, refused.safeParse(json).data?.code)
      return receiptOf(answer.data, message.text)
    },
    parseStatus(body, headers) {
      const form = new URLSearchParams(body)
      const signature = headers.get('x-twilio-signature') ?? ''
      return statusUrl && isSigned(authToken, statusUrl, form, signature) ? statusOf(form) : null
    },
  }
}

function formOf(message: SmsMessage, { from, statusUrl }: TwilioSettings): URLSearchParams {
  const form = new URLSearchParams({ To: message.to, Body: message.text })
  form.set(from.startsWith('MG') ? 'MessagingServiceSid' : 'From', from)
  if (statusUrl) form.set('StatusCallback', statusUrl)
  return form
}

/** A messaging service answers before it has counted (0 parts) and mostly before there is a price. */
function receiptOf(answer: z.infer<typeof accepted>, text: string): SmsReceipt {
  const parts = Number(answer.num_segments ?? 0) || countParts(text).parts
  if (!answer.price || !answer.price_unit) return { providerId: answer.sid, parts }
  const currency = answer.price_unit.toUpperCase()
  // Parts cost less than a cent: the minor unit is rounded up.
  const amount = Math.ceil(Math.abs(Number(answer.price)) * 10 ** exponentOf(currency))
  return { providerId: answer.sid, parts, cost: { amount, currency } }
}

function failureOf(status: number, code: number | undefined): AdapterFailure {
  const kind: FailureKind =
    status === 429 || status >= 500
      ? 'unavailable'
      : status === 401 || status === 403 || (code !== undefined && OURS.has(code))
        ? 'misconfigured'
        : 'refused'
  return new AdapterFailure('twilio', kind, `answer ${status}, code ${code ?? 'none'}`, {
    code: code === undefined ? undefined : String(code),
  })
}

/** HMAC-SHA1 over the address and the sorted fields (Twilio, "Validating requests"). */
function isSigned(token: string, url: string, form: URLSearchParams, signature: string): boolean {
  const fields = [...form].map(([name, value]) => name + value).toSorted()
  const expected = createHmac('sha1', token)
    .update(url + fields.join(''))
    .digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function statusOf(form: URLSearchParams): SmsStatus | null {
  const state = STATES[form.get('MessageStatus') ?? '']
  const providerId = form.get('MessageSid')
  return state && providerId ? { providerId, state, code: form.get('ErrorCode') ?? undefined } : null
}

import { z } from 'zod'
import { AdapterFailure, type FailureKind } from '../failure.ts'
import { postForJson } from '../http.ts'
import { countParts } from './parts.ts'
import type { SmsAdapter, SmsMessage } from './port.ts'

export interface KavenegarSettings {
  /** It stands in the address of every call, so addresses are never logged. */
  apiKey: string
  /** The line that texts come from. */
  sender: string
  /** `https://api.kavenegar.com` unless given. */
  apiUrl?: string
}

const entry = z.object({ messageid: z.union([z.number(), z.string()]), status: z.number(), cost: z.number() })
const answer = z.object({
  return: z.object({ status: z.number() }),
  entries: z.union([z.array(entry), entry]).nullish(),
})

// Kavenegar's codes, in `return.status`; those not listed are about our account, line or template.
const KINDS: Readonly<Record<number, FailureKind>> = {
  402: 'unavailable',
  409: 'unavailable',
  411: 'refused',
  413: 'refused',
  420: 'refused',
  422: 'refused',
  431: 'refused',
  451: 'unavailable',
}
// States of a message that will never arrive: failed, undelivered, canceled, blocked by the receiver.
const LOST = new Set([6, 11, 13, 14])

/** Texts by Kavenegar; codes go through its `verify/lookup`, which delivers to everyone at once. */
export function createKavenegarSms(settings: KavenegarSettings): SmsAdapter {
  const base = `${settings.apiUrl ?? 'https://api.kavenegar.com'}/v1/${encodeURIComponent(settings.apiKey)}`
  return {
    name: 'kavenegar',
    async send(message) {
      const { path, body } = requestOf(message, settings.sender)
      const { status, json } = await postForJson({ service: 'kavenegar', url: `${base}/${path}`, body })
      const read = answer.safeParse(json)
      if (!read.success) throw failureOf(status)
      if (read.data.return.status !== 200) throw failureOf(read.data.return.status)
      const sent = [read.data.entries ?? []].flat()[0]
      if (!sent) throw new AdapterFailure('kavenegar', 'unavailable', 'an answer without the message')
      if (LOST.has(sent.status)) {
        const code = `state ${sent.status}`
        throw new AdapterFailure('kavenegar', 'refused', `not delivered, ${code}`, { code })
      }
      return {
        providerId: String(sent.messageid),
        parts: countParts(message.text).parts,
        cost: { amount: sent.cost, currency: 'IRR' },
      }
    },
  }
}

function requestOf(message: SmsMessage, sender: string): { path: string; body: URLSearchParams } {
  const receptor = message.to.startsWith('+98') ? `0${message.to.slice(3)}` : message.to.replace('+', '00')
  if (!message.otpTemplate) {
    return { path: 'sms/send.json', body: new URLSearchParams({ receptor, sender, message: message.text }) }
  }
  const { name, tokens } = message.otpTemplate
  const body = new URLSearchParams({ receptor, template: name })
  // A token holds no spaces: the gateway refuses the whole message.
  tokens.forEach((token, index) =>
    body.set(index === 0 ? 'token' : `token${index + 1}`, token.replace(/\s+/g, '-')),
  )
  return { path: 'verify/lookup.json', body }
}

function failureOf(status: number): AdapterFailure {
  const kind = KINDS[status] ?? (status >= 500 && status !== 501 ? 'unavailable' : 'misconfigured')
  return new AdapterFailure('kavenegar', kind, `return status ${status}`, { code: String(status) })
}

import { z } from 'zod'
import { AdapterFailure, type FailureKind } from '../failure.ts'
import { postForJson } from '../http.ts'
import type { Amount, Confirmation, PaymentsAdapter, PaymentState, Refund, RefundPayment } from './port.ts'

export interface ZarinpalSettings {
  /** The terminal's code, 36 letters. */
  merchantId: string
  /** `https://payment.zarinpal.com`, or the sandbox. */
  apiUrl: string
}

const started = z.object({ code: z.number(), authority: z.string() })
const verified = z.object({
  code: z.number(),
  ref_id: z.union([z.number(), z.string()]),
  card_pan: z.string().nullish(),
})
const inquired = z.object({ status: z.string() })
const unverified = z.object({ authorities: z.array(z.object({ authority: z.string() })) })
const reversed = z.object({ code: z.number() })
// On an error `data` is an empty list and `errors` an object; on success the other way round.
const failed = z.object({ errors: z.object({ code: z.number() }) })

const NOT_PAID = -51
const NOT_IN_SUCCESS = -61

const KINDS: Readonly<Record<number, FailureKind>> = {
  '-9': 'refused',
  '-12': 'unavailable',
  '-50': 'mismatch',
  '-52': 'unavailable',
  '-54': 'refused',
  '-55': 'refused',
  '-60': 'unsupported',
  '-63': 'unsupported',
}

// What `inquiry` says is only for telling one unpaid payment from another: money is taken by `verify` alone.
const STATES: Readonly<Record<string, PaymentState>> = { FAILED: 'failed', REVERSED: 'failed' }

/**
 * Payments by Zarinpal, in rials. Verify-first: the payer's return proves nothing, `confirm` takes the money. It knows
 * no idempotency keys: each `start` is a page of its own. Money goes back whole and within half an hour, or by hand.
 */
export function createZarinpalPayments({ merchantId, apiUrl }: ZarinpalSettings): PaymentsAdapter {
  const call = async <T>(path: string, body: object, schema: z.ZodType<T>): Promise<T | number> => {
    const url = `${apiUrl}/pg/v4/payment/${path}.json`
    const { json } = await postForJson({
      service: 'zarinpal',
      url,
      body: { merchant_id: merchantId, ...body },
    })
    const good = z.object({ data: schema }).safeParse(json)
    if (good.success) return good.data.data
    const bad = failed.safeParse(json)
    if (bad.success) return bad.data.errors.code
    throw new AdapterFailure('zarinpal', 'unavailable', 'an answer of another shape')
  }
  const must = async <T>(path: string, body: object, schema: z.ZodType<T>): Promise<T> => {
    const answer = await call(path, body, schema)
    if (typeof answer === 'number') throw failureOf(answer)
    return answer
  }
  return {
    name: 'zarinpal',
    takesOnConfirm: true,
    async start(input) {
      rialsOnly(input)
      const { amount, currency, description, returnUrl, reference } = input
      const body = {
        amount,
        currency,
        // Its limit is 500 letters; a longer text is refused as a whole.
        description: description.slice(0, 500),
        callback_url: returnUrl,
        metadata: { order_id: reference },
      }
      const { authority } = await must('request', body, started)
      return { redirectUrl: `${apiUrl}/pg/StartPay/${authority}`, providerRef: authority }
    },
    async confirm(authority, expected) {
      rialsOnly(expected)
      const answer = await call('verify', { authority, amount: expected.amount }, verified)
      if (typeof answer !== 'number') return paid(authority, answer)
      if (answer !== NOT_PAID) throw failureOf(answer)
      const { status } = await must('inquiry', { authority }, inquired)
      const state = STATES[status] ?? 'pending'
      return { status: state, providerEventId: `${authority}:${state}` }
    },
    refund: (input) => reverse(input, call),
    async listUnconfirmed() {
      return (await must('unVerified', {}, unverified)).authorities.map(({ authority }) => authority)
    },
  }
}

type Call = <T>(path: string, body: object, schema: z.ZodType<T>) => Promise<T | number>

/** Gives a whole payment back; done before counts as done. */
async function reverse({ providerRef, amount, paid: whole }: RefundPayment, call: Call): Promise<Refund> {
  if (amount !== whole) throw new AdapterFailure('zarinpal', 'unsupported', 'a part cannot be given back')
  const done: Refund = { providerRef: `${providerRef}:reversed`, status: 'done' }
  const answer = await call('reverse', { authority: providerRef }, reversed)
  if (typeof answer !== 'number') return done
  if (answer === NOT_IN_SUCCESS) {
    const now = await call('inquiry', { authority: providerRef }, inquired)
    if (typeof now !== 'number' && now.status === 'REVERSED') return done
  }
  throw failureOf(answer)
}

/** Code 100 is verified now, 101 verified before: both are paid. */
function paid(
  authority: string,
  { ref_id: reference, card_pan: card }: z.infer<typeof verified>,
): Confirmation {
  return {
    status: 'paid',
    providerEventId: `${authority}:paid`,
    maskedCard: card ? `•••• ${card.slice(-4)}` : undefined,
    bankReference: String(reference),
  }
}

/** The gateway takes rials or tomans, a factor of ten apart: only rials ever leave this file. */
function rialsOnly({ currency }: Amount): void {
  if (currency !== 'IRR') throw new AdapterFailure('zarinpal', 'refused', `it cannot take ${currency}`)
}

function failureOf(code: number): AdapterFailure {
  return new AdapterFailure('zarinpal', KINDS[code] ?? 'misconfigured', `code ${code}`, {
    code: String(code),
  })
}

import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { Problem } from '../../kit/errors.ts'
import { digits } from '../../kit/input.ts'
import { notify } from '../../kit/notify.ts'
import { hashToken, newSmsCode, newToken, sameHash } from '../../kit/secrets.ts'
import {
  countPhoneCodes,
  countPhoneTry,
  insertPhoneCode,
  lockPhoneCode,
  lockPhoneCodes,
  type PhonePurpose,
} from './store-phone-codes.ts'
import { networkOf } from './throttle.ts'

/** How long a code works, and how often it may be typed wrong. */
export const CODE_MINUTES = 5
const TRIES = 5

// A text costs money and wakes people: so many an hour and a day to one phone, whoever asks; so many an hour from one
// address, behind which a whole carrier may stand.
const TO_A_PHONE = [
  { hours: 1, most: 5 },
  { hours: 24, most: 10 },
]
const FROM_AN_ADDRESS = [{ hours: 1, most: 60 }]

/** What whoever asked for a code gets: the token that goes with it. */
export const codeSentSchema = z
  .object({
    request: z.string().meta({ description: 'Send it back with the code.' }),
    expiresIn: z.int().meta({ description: 'Seconds until the code is over.' }),
  })
  .meta({ id: 'CodeSent' })

/** A request and the code that was sent for it. */
export const phoneCodeFields = {
  request: z.string().min(1).max(100),
  code: digits({ length: 6 }),
}

/**
 * Sends a code to a phone. The token of the request stays with whoever asked: only with it can the code be tried, so
 * nobody can guess at a code that another asked for, nor make it void. 429 where too many were sent.
 */
export async function sendPhoneCode(
  tx: Ctx,
  to: { phone: string; purpose: PhonePurpose; accountId: string | null },
): Promise<z.output<typeof codeSentSchema>> {
  const address = networkOf(tx.address)
  await limitCodes(tx, to.phone, address)
  const [token, code] = [newToken(), newSmsCode()]
  const tokenHash = hashToken(token)
  await insertPhoneCode(tx, {
    ...to,
    address,
    tokenHash,
    codeHash: codeHash(tx, tokenHash, code),
    expiresAt: tx.now.add({ minutes: CODE_MINUTES }),
  })
  await notify(tx, {
    channel: 'sms',
    to: to.phone,
    template: 'phoneCode',
    locale: tx.locale,
    purpose: 'account',
    params: { minutes: CODE_MINUTES },
    secretParams: { code },
    ...(to.accountId ? { accountId: to.accountId } : {}),
  })
  return { request: token, expiresIn: CODE_MINUTES * 60 }
}

async function limitCodes(tx: Ctx, phone: string, address: string): Promise<void> {
  const { rateLimits } = tx.services.config
  if (rateLimits === 0) return
  const { keyedHash } = tx.services.secrets
  await lockPhoneCodes(tx, [keyedHash('phone-codes', phone), keyedHash('phone-codes-from', address)])
  const limits = [
    ...TO_A_PHONE.map((limit) => ({ ...limit, by: { phone } })),
    ...FROM_AN_ADDRESS.map((limit) => ({ ...limit, by: { address } })),
  ]
  for (const { hours, most, by } of limits) {
    const made = await countPhoneCodes(tx, by, tx.now.subtract({ hours }))
    if (made >= Math.max(1, most * rateLimits))
      throw new Problem('slow-down', { retryAfterSeconds: hours * 3600 })
  }
}

/** The phone and account of a code that is right; else the refusal, with the try counted. The code is not spent yet. */
export async function tryPhoneCode(
  tx: Ctx,
  { request, code }: { request: string; code: string },
  purpose: PhonePurpose,
): Promise<{ phone: string; accountId: string | null; tokenHash: Buffer } | { refused: Problem }> {
  const tokenHash = hashToken(request)
  const found = await lockPhoneCode(tx, tokenHash, purpose, TRIES)
  if (!found) return { refused: new Problem('wrong-credentials', { reason: 'code_over' }) }
  if (!sameHash(found.codeHash, codeHash(tx, tokenHash, code))) {
    await countPhoneTry(tx, tokenHash)
    return { refused: new Problem('wrong-credentials', { reason: 'wrong_code' }) }
  }
  return { phone: found.phone, accountId: found.accountId, tokenHash }
}

/** Six digits are soon guessed: their hash is keyed, and each request's own. */
function codeHash(ctx: Ctx, tokenHash: Buffer, code: string): Buffer {
  return ctx.services.secrets.keyedHash('phone-code', `${tokenHash.toString('base64url')} ${code}`)
}

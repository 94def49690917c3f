import { z } from 'zod'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId, transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid, type Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { canTakeSms, parsePhone, phoneText, regionOfPhone, text } from '../../kit/input.ts'
import { calendarOf } from './account.ts'
import { phoneCodeFields, sendPhoneCode, tryPhoneCode } from './phone-codes.ts'
import { type BrowserSession, openBrowserSession, openTokenSession } from './sessions.ts'
import { auditFailure, letIn, type Open, type Opened, type Refused } from './sign-in.ts'
import { type Account, holdCredentials, insertAccount, selectAccountsByVerifiedPhone } from './store.ts'
import { spendPhoneCode } from './store-phone-codes.ts'

export const SignInCodeInput = z.strictObject({ phone: phoneText() })

export const SignInByPhoneInput = z.strictObject({
  ...phoneCodeFields,
  account: z.string().max(40).optional().meta({
    description: 'Which account, where several have the phone: the refusal `choose_account` lists them.',
  }),
  name: text({ max: 200 }).optional().meta({
    description: 'Makes an account where no account signs in with the phone yet.',
  }),
  secondFactor: z.string().max(20).optional().meta({
    description: 'Where the account has a second factor: a code of its app, or a recovery code.',
  }),
})

type SignInByPhoneInput = z.output<typeof SignInByPhoneInput>

/**
 * Sends a code to any phone that can take one, whether or not an account signs in with it: only whoever reads the code
 * learns that. 400 on /phone, 429 where too many were sent.
 */
export function sendSignInCode(ctx: Ctx, input: z.output<typeof SignInCodeInput>) {
  const phone = parsePhone(input.phone)
  if (!phone || !canTakeSms(phone)) throw invalid('/phone', phone ? 'mobile' : 'phone')
  return transaction(ctx, (tx) => sendPhoneCode(tx, { phone, purpose: 'sign_in', accountId: null }))
}

/** Signs a browser in by a code. */
export function signInBrowserByPhone(
  ctx: Ctx,
  input: SignInByPhoneInput,
): Promise<Opened<BrowserSession> | Refused> {
  return signInByPhone(ctx, input, openBrowserSession)
}

/** Signs a program in by a code. */
export function signInProgramByPhone(
  ctx: Ctx,
  input: SignInByPhoneInput,
): Promise<Opened<{ sessionId: string; refreshToken: string }> | Refused> {
  return signInByPhone(ctx, input, openTokenSession)
}

/**
 * Opens a session by the code that was sent. Of several accounts with the phone one must be chosen (409
 * `choose_account`), with none a name makes a new one (400 on /name). The code is spent only when somebody is in.
 */
async function signInByPhone<Session extends { sessionId: string }>(
  ctx: Ctx,
  input: SignInByPhoneInput,
  open: Open<Session>,
): Promise<Opened<Session> | Refused> {
  return transaction(ctx, async (tx) => {
    const right = await tryPhoneCode(tx, input, 'sign_in')
    if ('refused' in right) {
      await auditFailure(tx, undefined)
      return right
    }
    const chosen = await accountFor(tx, right.phone, input)
    if ('refused' in chosen) return chosen
    const entered = await letIn(tx, chosen, { by: 'phone', code: input.secondFactor }, open)
    if (!('refused' in entered)) await spendPhoneCode(tx, right.tokenHash)
    return entered
  })
}

async function accountFor(
  tx: Ctx,
  phone: string,
  { account, name }: SignInByPhoneInput,
): Promise<Account | { refused: Problem }> {
  const accounts = await selectAccountsByVerifiedPhone(tx, phone)
  if (accounts.length === 0) {
    return name === undefined ? { refused: invalid('/name', 'missing') } : openByPhone(tx, phone, name)
  }
  const chosen = accounts.length === 1 ? accounts[0] : accounts.find(({ id }) => id === account)
  // Held: nobody closes it or takes its phone away before the session is there.
  const held = chosen && (await holdCredentials(tx, chosen.id))
  if (held && !held.deactivatedAt && held.phone === phone && held.phoneVerifiedAt) return held
  const choices = accounts.map(({ id, name: called }) => ({ id, name: called }))
  return { refused: illegalMove('choose_account', { accounts: choices }) }
}

/** A new account that signs in with its phone alone. */
async function openByPhone(tx: Ctx, phone: string, name: string): Promise<Account> {
  const made = await insertAccount(tx, {
    id: newId(tx.now),
    name,
    email: null,
    emailVerifiedAt: null,
    phone,
    phoneVerifiedAt: tx.now,
    passwordHash: null,
    locale: tx.locale,
    calendar: calendarOf(tx.locale),
    region: regionOfPhone(phone),
  })
  const subject = { kind: 'account', id: made.id } as const
  await audit(tx, { action: 'accounts.register', subject, actorId: made.id })
  await record(tx, { type: 'account.registered', shopId: null, subject })
  await record(tx, { type: 'account.phone_verified', shopId: null, subject })
  return made
}

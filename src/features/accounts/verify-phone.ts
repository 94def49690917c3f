import { z } from 'zod'
import { inPerson, inPersonProven } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid, Problem, unauthenticated } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { canTakeSms, parsePhone, phoneText, regionOfPhone } from '../../kit/input.ts'
import { phoneCodeFields, sendPhoneCode, tryPhoneCode } from './phone-codes.ts'
import { type Account, lockAccount, selectAccount, updateAccount } from './store.ts'
import { spendPhoneCode } from './store-phone-codes.ts'
import { tellOwner } from './tell-owner.ts'

export const VerifyPhoneCodeInput = z.strictObject({
  phone: phoneText().optional().meta({ description: 'A new number; the account’s own unless given.' }),
})
export const VerifyPhoneInput = z.strictObject(phoneCodeFields)

/** Sends the caller a code to their phone, or to a new one, which becomes theirs by it. */
export async function sendPhoneVerification(ctx: Ctx, input: z.output<typeof VerifyPhoneCodeInput>) {
  const { accountId } = inPersonProven(ctx)
  const account = await selectAccount(ctx, accountId)
  if (!account) throw unauthenticated()
  const phone = input.phone === undefined ? account.phone : parsePhone(input.phone, account.region)
  if (!phone) throw invalid('/phone', input.phone === undefined ? 'missing' : 'phone')
  if (!canTakeSms(phone)) throw invalid('/phone', 'mobile')
  return transaction(ctx, (tx) => sendPhoneCode(tx, { phone, purpose: 'verify', accountId }))
}

/** Confirms the phone that the code went to: it is the caller's from now on, and signs them in. */
export async function verifyPhone(ctx: Ctx, input: z.output<typeof VerifyPhoneInput>): Promise<Account> {
  const { accountId } = inPerson(ctx)
  const done = await transaction(ctx, async (tx) => {
    const right = await tryPhoneCode(tx, input, 'verify')
    if ('refused' in right) return right
    // A code that somebody else asked for is as good as none.
    if (right.accountId !== accountId)
      return { refused: new Problem('wrong-credentials', { reason: 'code_over' }) }
    await spendPhoneCode(tx, right.tokenHash)
    return confirm(tx, accountId, right.phone)
  })
  if ('refused' in done)
    throw invalid('/code', done.refused.reason === 'wrong_code' ? 'wrongCode' : 'codeOver')
  return done
}

async function confirm(tx: Ctx, accountId: string, phone: string): Promise<Account> {
  const before = await lockAccount(tx, accountId)
  if (!before) throw unauthenticated()
  const region = before.region ?? regionOfPhone(phone)
  const after = await updateAccount(tx, accountId, { phone, phoneVerifiedAt: tx.now, region })
  const subject = { kind: 'account', id: accountId } as const
  await audit(tx, {
    action: 'accounts.verifyPhone',
    subject,
    after: { changed: before.phone !== phone },
  })
  await record(tx, { type: 'account.phone_verified', shopId: null, subject })
  // Told where the person was reached before: a new number is no witness of itself.
  if (before.email || before.phoneVerifiedAt) await tellOwner(tx, before, 'phone')
  return after
}

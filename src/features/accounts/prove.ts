import { z } from 'zod'
import { inPerson } from '../../kit/access/index.ts'
import type { Ctx, ProveAgain } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid, Problem, unauthenticated } from '../../kit/errors.ts'
import { digits, password } from '../../kit/input.ts'
import { PROOF_FIELD } from '../../kit/http/form-key.ts'
import { noteProven } from './note-proven.ts'
import { phoneCodeFields, sendPhoneCode, tryPhoneCode } from './phone-codes.ts'
import { provePassword } from './prove-password.ts'
import { type Account, selectAccount, selectCredentialsById } from './store.ts'
import { spendPhoneCode } from './store-phone-codes.ts'

export const ProveInput = z.strictObject({ password: password({ min: 1, max: 200 }) })
export const ProveByPhoneInput = z.strictObject(phoneCodeFields)

/** Shows once more, by the password, whose this session is. 409 `prove_by_phone` for an account without one. */
export async function prove(ctx: Ctx, input: z.output<typeof ProveInput>, pointer = '/password') {
  const { accountId } = inPerson(ctx)
  const credentials = await selectCredentialsById(ctx, accountId)
  if (credentials?.passwordHash === null) throw illegalMove('prove_by_phone')
  await provePassword(ctx, accountId, input.password, pointer)
}

/** Sends the code by which an account without a password shows whose a session is, to the phone that signs it in. */
export async function sendProofCode(ctx: Ctx) {
  const account = await byPhoneAlone(ctx)
  const to = { phone: account.phone, purpose: 'verify', accountId: account.id } as const
  return transaction(ctx, (tx) => sendPhoneCode(tx, to))
}

/** Shows it by that code. */
export async function proveByPhone(
  ctx: Ctx,
  input: z.output<typeof ProveByPhoneInput>,
  pointer = '/code',
): Promise<void> {
  const { sessionId } = inPerson(ctx)
  const account = await byPhoneAlone(ctx)
  const refused = await transaction(ctx, async (tx) => {
    const right = await tryPhoneCode(tx, input, 'verify')
    if ('refused' in right) return right.refused
    // A code that went to another number, so as to make that one theirs, says nothing of who they are.
    if (right.accountId !== account.id || right.phone !== account.phone)
      return new Problem('wrong-credentials', { reason: 'code_over' })
    await spendPhoneCode(tx, right.tokenHash)
    await noteProven(tx, sessionId, 'phone')
    return null
  })
  if (refused) throw invalid(pointer, refused.reason === 'wrong_code' ? 'wrongCode' : 'codeOver')
}

async function byPhoneAlone(ctx: Ctx): Promise<Account & { phone: string }> {
  const { accountId } = inPerson(ctx)
  const account = await selectAccount(ctx, accountId)
  const credentials = account && (await selectCredentialsById(ctx, accountId))
  if (!account || !credentials) throw unauthenticated()
  if (credentials.passwordHash !== null) throw illegalMove('prove_by_password')
  if (!account.phone || !account.phoneVerifiedAt) throw illegalMove('sign_in_again')
  return { ...account, phone: account.phone }
}

/** What a form carries beside its fields, so that it shows who sends it and does its work in one press. */
export const proveAgain: ProveAgain = async (ctx, { typed, request, send }) => {
  const caller = inPerson(ctx)
  const pointer = `/${PROOF_FIELD}`
  if (send) {
    const sent = await sendProofCode(ctx)
    throw new Problem('forbidden', {
      reason: 'proof_sent',
      extra: { proveBy: 'phone', request: sent.request },
    })
  }
  try {
    if (caller.proveBy === 'phone') {
      const code = digits({ length: 6 }).safeParse(typed)
      if (!code.success) throw invalid(pointer, typed ? 'wrongCode' : 'missing')
      await proveByPhone(ctx, { request: request ?? 'none', code: code.data }, pointer)
    } else {
      if (!typed) throw invalid(pointer, 'missing')
      await prove(ctx, { password: typed }, pointer)
    }
  } catch (error) {
    throw askedAgain(error, caller.proveBy, request)
  }
  return { ...ctx, caller: { ...caller, provenAt: ctx.now } }
}

/** The refusal of a proof with what its page needs to ask once more; for a code that is over, a new one. */
function askedAgain(error: unknown, proveBy: string | undefined, request: string | undefined): unknown {
  if (!(error instanceof Problem) || error.code !== 'invalid') return error
  const isOver = error.errors.some(({ key }) => key === 'codeOver')
  const extra = { proveBy, ...(request && !isOver ? { request } : {}) }
  return new Problem('invalid', { errors: error.errors, extra })
}

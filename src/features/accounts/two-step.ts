import { z } from 'zod'
import { inPerson, inPersonProven, justProven } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid, type Problem, unauthenticated } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { password } from '../../kit/input.ts'
import { newRecoveryCode } from '../../kit/secrets.ts'
import { provePassword } from './prove-password.ts'
import { checkCode, recoveryHash } from './second-factor.ts'
import { type Account, lockAccount } from './store.ts'
import { markSecondFactor } from './store-sessions.ts'
import {
  confirmTotpRow,
  deleteTotp,
  putTotp,
  replaceRecoveryCodes,
  selectTotp,
} from './store-second-factors.ts'
import { type SignInChange, tellOwner } from './tell-owner.ts'
import { newTotpSecret, qrPicture, totpAddress } from './totp.ts'

const SETUP_HOURS = 1
const RECOVERY_CODES = 10

const presentPassword = () =>
  password({ min: 1, max: 200 }).optional().meta({ description: 'Needed where the account has a password.' })
const code = () => z.string().trim().min(1).max(20)

export const StartTwoStepInput = z.strictObject({ presentPassword: presentPassword() })
export const TwoStepCodeInput = z.strictObject({ code: code() })
export const StopTwoStepInput = z.strictObject({ presentPassword: presentPassword(), code: code() })

/** What an authenticator app needs, shown while it is set up. */
export interface TwoStepSetup {
  secret: string
  /** `otpauth://…`, what the picture holds. */
  address: string
  /** The picture as SVG. */
  qr: string
}

/** Begins to set up an authenticator app: a new secret, which counts once its first code has come. 409 where one is set up. */
export async function startTwoStep(
  ctx: Ctx,
  input: z.output<typeof StartTwoStepInput>,
): Promise<TwoStepSetup> {
  const { accountId } = inPerson(ctx)
  await provePassword(ctx, accountId, input.presentPassword, '/presentPassword')
  const secret = newTotpSecret()
  const kept = await putTotp(ctx, accountId, ctx.services.secrets.encrypt(secret))
  if (!kept) throw illegalMove('two_step_on')
  return setupOf(ctx, secret)
}

/** The set-up that has begun and waits for its first code; null where none does, and for who has not shown lately who they are. */
export async function pendingTwoStep(ctx: Ctx): Promise<TwoStepSetup | null> {
  const totp = await selectTotp(ctx, inPerson(ctx).accountId)
  if (!totp || totp.confirmedAt || !justProven(ctx)) return null
  const over = totp.createdAt.add({ hours: SETUP_HOURS })
  if (Temporal.Instant.compare(over, ctx.now) <= 0) return null
  return setupOf(ctx, ctx.services.secrets.decrypt(totp.secret))
}

function setupOf(ctx: Ctx, secret: string): TwoStepSetup {
  const { email, name } = inPerson(ctx)
  const address = totpAddress(secret, new URL(ctx.services.config.url).hostname, email ?? name)
  return { secret, address, qr: qrPicture(address) }
}

/** Ends the set-up by the app's first code. Gives the recovery codes, this one time. */
export async function confirmTwoStep(
  ctx: Ctx,
  input: z.output<typeof TwoStepCodeInput>,
): Promise<{ recoveryCodes: string[] }> {
  const { accountId, sessionId } = inPersonProven(ctx)
  const done = await transaction(ctx, async (tx) => {
    const account = await ownAccount(tx, accountId)
    const totp = await selectTotp(tx, accountId)
    if (!totp || Temporal.Instant.compare(totp.createdAt.add({ hours: SETUP_HOURS }), tx.now) <= 0)
      throw illegalMove('two_step_not_begun')
    if (totp.confirmedAt) throw illegalMove('two_step_on')
    const refused = await checkCode(tx, accountId, totp, input.code)
    if (refused) return { refused }
    await confirmTotpRow(tx, accountId)
    await markSecondFactor(tx, sessionId)
    const recoveryCodes = await newRecoveryCodes(tx, accountId)
    await note(tx, account, { action: 'startTwoStep', type: 'second_factor_added', change: 'twoStepOn' })
    return { recoveryCodes }
  })
  if (done.refused) throw onCode(done.refused)
  return { recoveryCodes: done.recoveryCodes }
}

/** Asks for no second factor any more: by the password and a code. */
export async function stopTwoStep(ctx: Ctx, input: z.output<typeof StopTwoStepInput>): Promise<void> {
  const { accountId } = inPerson(ctx)
  await provePassword(ctx, accountId, input.presentPassword, '/presentPassword')
  const refused = await withCode(ctx, input.code, async (tx, account) => {
    await deleteTotp(tx, accountId)
    await note(tx, account, { action: 'stopTwoStep', type: 'second_factor_removed', change: 'twoStepOff' })
  })
  if (refused) throw onCode(refused)
}

/** New recovery codes, by a code of the app; the old ones are void. */
export async function renewRecoveryCodes(
  ctx: Ctx,
  input: z.output<typeof TwoStepCodeInput>,
): Promise<{ recoveryCodes: string[] }> {
  let recoveryCodes: string[] = []
  const refused = await withCode(ctx, input.code, async (tx, account) => {
    recoveryCodes = await newRecoveryCodes(tx, account.id)
    await note(tx, account, { action: 'renewRecoveryCodes', change: 'recoveryCodes' })
  })
  if (refused) throw onCode(refused)
  return { recoveryCodes }
}

/** Works once a code was right; gives the refusal, which has been written down, where it was not. */
function withCode(
  ctx: Ctx,
  typed: string,
  work: (tx: Ctx, account: Account) => Promise<void>,
): Promise<Problem | null> {
  const { accountId } = inPerson(ctx)
  return transaction(ctx, async (tx) => {
    const account = await ownAccount(tx, accountId)
    const totp = await selectTotp(tx, accountId)
    if (!totp?.confirmedAt) throw illegalMove('two_step_off')
    const refused = await checkCode(tx, accountId, totp, typed)
    if (!refused) await work(tx, account)
    return refused
  })
}

async function newRecoveryCodes(tx: Ctx, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  await replaceRecoveryCodes(
    tx,
    accountId,
    codes.map((one) => recoveryHash(tx, accountId, one)),
  )
  return codes
}

/** In a form of one's own a wrong code is a wrong field, not a failed sign-in. */
const onCode = (refused: Problem): Problem =>
  refused.code === 'wrong-credentials' ? invalid('/code', 'wrongCode') : refused

async function ownAccount(tx: Ctx, accountId: string): Promise<Account> {
  const account = await lockAccount(tx, accountId)
  if (!account) throw unauthenticated()
  return account
}

async function note(
  tx: Ctx,
  account: Account,
  { action, type, change }: { action: string; type?: string; change: SignInChange },
): Promise<void> {
  const subject = { kind: 'account', id: account.id } as const
  await audit(tx, { action: `accounts.${action}`, subject })
  if (type) await record(tx, { type: `account.${type}`, shopId: null, subject })
  await tellOwner(tx, account, change)
}

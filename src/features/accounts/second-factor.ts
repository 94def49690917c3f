import type { Ctx } from '../../kit/context.ts'
import { Problem } from '../../kit/errors.ts'
import { foldDigits } from '../../kit/input/fold.ts'
import { normaliseTrackingCode } from '../../kit/secrets.ts'
import { countFailures, lockFailures } from './store-failures.ts'
import { selectTotp, spendRecoveryCode, takeTotpStep, type Totp } from './store-second-factors.ts'
import { type Attempt, networkOf, noteFailure, refusalNow } from './throttle.ts'
import { totpStep } from './totp.ts'

/** What an account owes beside its first factor. */
export type FactorVerdict =
  /** The account asks for none. */
  | { asked: false }
  | { asked: true; shown: true }
  /** None was given, or a wrong one: the refusal has been written down. */
  | { asked: true; shown: false; refused: Problem }

// Over all addresses, in an hour. Whoever guesses here knows the password already; beyond this only recovery codes count.
const WRONG_CODES_AN_HOUR = 20

/**
 * Judges the second factor of a sign-in whose first factor was right: a code of the app, each once, or one of the
 * recovery codes. Wrong ones are counted by address as failed sign-ins are, and all together besides.
 */
export async function judgeSecondFactor(
  tx: Ctx,
  accountId: string,
  typed: string | undefined,
): Promise<FactorVerdict> {
  const totp = await selectTotp(tx, accountId)
  if (!totp?.confirmedAt) return { asked: false }
  if (!typed?.trim()) return { asked: true, shown: false, refused: new Problem('second-factor-needed') }
  const refused = await checkCode(tx, accountId, totp, typed)
  return refused ? { asked: true, shown: false, refused } : { asked: true, shown: true }
}

/** The refusal of a code, written down; null where it was right and is spent now. */
export async function checkCode(
  tx: Ctx,
  accountId: string,
  totp: Totp,
  typed: string,
): Promise<Problem | null> {
  const attempt = factorAttempt(tx, accountId)
  // One at a time: of a burst of guesses none is looked at before those in front of it are counted.
  await lockFailures(tx, attempt.accountKey)
  const late = await refusalNow(tx, attempt)
  if (late) return late
  if (await takeCode(tx, accountId, totp, typed)) return null
  return (await noteFailure(tx, attempt)) ?? new Problem('wrong-credentials', { reason: 'wrong_code' })
}

async function takeCode(tx: Ctx, accountId: string, totp: Totp, typed: string): Promise<boolean> {
  const digits = foldDigits(typed).replaceAll(/[\s\u200b-\u200f-]/g, '')
  if (!/^\d{6}$/.test(digits)) return spendRecoveryCode(tx, accountId, recoveryHash(tx, accountId, typed))
  if (await guessedTooOften(tx, accountId)) return false
  const step = totpStep(tx.services.secrets.decrypt(totp.secret), digits, tx.now)
  return step !== null && takeTotpStep(tx, accountId, step)
}

async function guessedTooOften(tx: Ctx, accountId: string): Promise<boolean> {
  const { rateLimits } = tx.services.config
  if (rateLimits === 0) return false
  const { accountKey, address } = factorAttempt(tx, accountId)
  const { everywhere } = await countFailures(tx, accountKey, address, tx.now.subtract({ hours: 1 }))
  return everywhere >= WRONG_CODES_AN_HOUR * rateLimits
}

function factorAttempt(ctx: Ctx, accountId: string): Attempt {
  const accountKey = ctx.services.secrets.keyedHash('second-factor', accountId)
  return { accountKey, address: networkOf(ctx.address) }
}

/** A recovery code as it is kept: any way of writing it gives one hash. */
export function recoveryHash(ctx: Ctx, accountId: string, typed: string): Buffer {
  const code = normaliseTrackingCode(typed).replaceAll('-', '')
  return ctx.services.secrets.keyedHash('recovery-code', `${accountId} ${code}`)
}

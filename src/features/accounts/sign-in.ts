import { z } from 'zod'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { Problem } from '../../kit/errors.ts'
import { email, password } from '../../kit/input.ts'
import { isClosedDemoPassword } from './demo-password.ts'
import { checkPassword } from './password-hash.ts'
import { openBrowserSession, openTokenSession } from './sessions.ts'
import { type Account, holdCredentials, selectCredentials } from './store.ts'
import { type Attempt, attemptOf, holdBack, noteFailure, refusalNow } from './throttle.ts'

export const SignInInput = z.strictObject({
  email: email(),
  password: password({ min: 1, max: 200 }),
  /** A second factor's code, where the account asks for one. */
  code: z.string().max(20).optional(),
})

export type SignInInput = z.output<typeof SignInInput>

/** The refusal has been written down: give it, do not undo it. */
export interface Refused {
  refused: Problem
}

type Opened<Session> = { account: Account; session: Session }

/** Signs a browser in. The session's token goes into a cookie. */
export function signInBrowser(
  ctx: Ctx,
  input: SignInInput,
): Promise<Opened<{ sessionId: string; token: string }> | Refused> {
  return signIn(ctx, input, openBrowserSession)
}

/** Signs a program in, with the first refresh token of a new family. */
export function signInProgram(
  ctx: Ctx,
  input: SignInInput,
): Promise<Opened<{ sessionId: string; refreshToken: string }> | Refused> {
  return signIn(ctx, input, openTokenSession)
}

/**
 * Checks a password and opens a session. Wrong and unknown, closed and without a password are one answer in one
 * time. Throws 429 before anything is looked at where too many tries failed.
 */
async function signIn<Session extends { sessionId: string }>(
  ctx: Ctx,
  input: SignInInput,
  open: (tx: Ctx, accountId: string) => Promise<Session>,
): Promise<Opened<Session> | Refused> {
  const attempt = attemptOf(ctx, input.email)
  await holdBack(ctx, attempt)
  const found = await selectCredentials(ctx, input.email)
  const right = await checkPassword(
    input.password,
    found?.deactivatedAt ? null : (found?.passwordHash ?? null),
  )
  return transaction(ctx, async (tx) => {
    const closed = isClosedDemoPassword(ctx.services.config, input.password)
    if (!found || !right || closed) return { refused: await fail(tx, attempt, found?.id) }
    const late = await refusalNow(tx, attempt)
    if (late) return { refused: late }
    return succeed(tx, found.id, found.passwordHash, open)
  })
}

async function succeed<Session extends { sessionId: string }>(
  tx: Ctx,
  accountId: string,
  checkedHash: string | null,
  open: (tx: Ctx, accountId: string) => Promise<Session>,
): Promise<Opened<Session> | Refused> {
  // While the hash was checked, the account may have been closed or its password replaced.
  const account = await holdCredentials(tx, accountId)
  if (!account || account.deactivatedAt || account.passwordHash !== checkedHash) {
    return { refused: new Problem('wrong-credentials') }
  }
  const session = await open(tx, accountId)
  await audit(tx, {
    action: 'accounts.signIn',
    subject: { kind: 'session', id: session.sessionId },
    actorId: accountId,
  })
  return { account, session }
}

async function fail(tx: Ctx, attempt: Attempt, accountId: string | undefined): Promise<Problem> {
  const refusal = await noteFailure(tx, attempt)
  if (refusal) return refusal
  await audit(tx, {
    action: 'accounts.signInFailed',
    actorId: null,
    ...(accountId ? { subject: { kind: 'account', id: accountId } as const } : {}),
  })
  return new Problem('wrong-credentials')
}

import { z } from 'zod'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { Problem } from '../../kit/errors.ts'
import { email, password } from '../../kit/input.ts'
import { isClosedDemoPassword } from './demo-password.ts'
import { checkPassword } from './password-hash.ts'
import { judgeSecondFactor } from './second-factor.ts'
import { type BrowserSession, type Opening, openBrowserSession, openTokenSession } from './sessions.ts'
import { type Account, holdCredentials, selectCredentials } from './store.ts'
import { type Attempt, attemptOf, holdBack, noteFailure, refusalNow } from './throttle.ts'

export const SignInInput = z.strictObject({
  email: email(),
  password: password({ min: 1, max: 200 }),
  code: z.string().max(20).optional().meta({
    description:
      'The second factor, where the account has one: a code of the authenticator app, or a recovery code.',
  }),
})

export type SignInInput = z.output<typeof SignInInput>

/** The refusal has been written down: give it, do not undo it. */
export interface Refused {
  refused: Problem
  /** Whose first factor was right, where only the second is missing. */
  owes?: string
}

/** Somebody is in. */
export interface Opened<Session> {
  account: Account
  session: Session
}

/** How a session opens: a browser's or a program's. */
export type Open<Session> = (tx: Ctx, accountId: string, opening: Opening) => Promise<Session>

/** Signs a browser in. The session's token goes into a cookie. */
export function signInBrowser(ctx: Ctx, input: SignInInput): Promise<Opened<BrowserSession> | Refused> {
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
  open: Open<Session>,
): Promise<Opened<Session> | Refused> {
  const attempt = attemptOf(ctx, input.email)
  await holdBack(ctx, attempt)
  const found = await selectCredentials(ctx, input.email)
  const right = await checkPassword(
    input.password,
    found?.deactivatedAt ? null : (found?.passwordHash ?? null),
    ctx.patience,
  )
  return transaction(ctx, async (tx) => {
    const closed = isClosedDemoPassword(ctx.services.config, input.password)
    if (!found || !right || closed) return { refused: await fail(tx, attempt, found?.id) }
    const late = await refusalNow(tx, attempt)
    if (late) return { refused: late }
    // While the hash was checked, the account may have been closed or its password replaced.
    const account = await holdCredentials(tx, found.id)
    if (!account || account.deactivatedAt || account.passwordHash !== found.passwordHash)
      return { refused: new Problem('wrong-credentials') }
    return letIn(tx, account, { by: 'password', code: input.code }, open)
  })
}

/**
 * Lets somebody in whose first factor was right: the second one is judged where the account has one, and a session
 * opens.
 */
export async function letIn<Session extends { sessionId: string }>(
  tx: Ctx,
  account: Account,
  { by, code }: { by: 'password' | 'phone'; code: string | undefined },
  open: Open<Session>,
): Promise<Opened<Session> | Refused> {
  const verdict = await judgeSecondFactor(tx, account.id, code)
  if (verdict.asked && !verdict.shown) {
    const { refused } = verdict
    if (refused.reason) await auditFailure(tx, account.id)
    return refused.code === 'second-factor-needed' ? { refused, owes: account.id } : { refused }
  }
  return { account, session: await openAudited(tx, account.id, { by, secondFactor: verdict.asked }, open) }
}

/** Opens a session and writes down by what. */
export async function openAudited<Session extends { sessionId: string }>(
  tx: Ctx,
  accountId: string,
  {
    by,
    secondFactor,
  }: { by: 'password' | 'phone' | 'passkey' | 'secondStep' | 'devicePin'; secondFactor: boolean },
  open: Open<Session>,
): Promise<Session> {
  const session = await open(tx, accountId, { secondFactor })
  await audit(tx, {
    action: 'accounts.signIn',
    subject: { kind: 'session', id: session.sessionId },
    actorId: accountId,
    after: { by, secondFactor },
  })
  return session
}

async function fail(tx: Ctx, attempt: Attempt, accountId: string | undefined): Promise<Problem> {
  const refusal = await noteFailure(tx, attempt)
  if (refusal) return refusal
  await auditFailure(tx, accountId)
  return new Problem('wrong-credentials')
}

/** Writes down that somebody failed to sign in, at an account or at none. */
export async function auditFailure(tx: Ctx, accountId: string | undefined): Promise<void> {
  await audit(tx, {
    action: 'accounts.signInFailed',
    actorId: null,
    ...(accountId ? { subject: { kind: 'account', id: accountId } as const } : {}),
  })
}

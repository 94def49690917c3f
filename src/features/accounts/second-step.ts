import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { Problem, unauthenticated } from '../../kit/errors.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import { judgeSecondFactor } from './second-factor.ts'
import { type BrowserSession, openBrowserSession } from './sessions.ts'
import { auditFailure, openAudited, type Opened, type Refused } from './sign-in.ts'
import { holdCredentials } from './store.ts'
import { insertStep, selectStep, spendStep } from './store-second-factors.ts'

/** How long a browser that has shown the first factor may take for the second. */
export const STEP_MINUTES = 10

export const SecondStepInput = z.strictObject({ code: z.string().trim().min(1).max(20) })

/** Keeps for a browser that its first factor was right, so that nobody types a password twice. Gives the token for its cookie. */
export async function beginSecondStep(ctx: Ctx, accountId: string): Promise<string> {
  const token = newToken()
  const expiresAt = ctx.now.add({ minutes: STEP_MINUTES })
  await insertStep(ctx, { tokenHash: hashToken(token), accountId, expiresAt })
  return token
}

/** Whether a browser's sign-in still waits for its second factor. */
export async function waitsForSecondStep(ctx: Ctx, token: string): Promise<boolean> {
  return (await selectStep(ctx, hashToken(token))) !== undefined
}

/** Ends a browser's sign-in by its second factor. A wrong code leaves it waiting; 401 where nothing waits. */
export function finishSecondStep(
  ctx: Ctx,
  { token, code }: { token: string; code: string },
): Promise<Opened<BrowserSession> | Refused> {
  const tokenHash = hashToken(token)
  return transaction(ctx, async (tx) => {
    const accountId = await selectStep(tx, tokenHash)
    const account = accountId === undefined ? undefined : await holdCredentials(tx, accountId)
    if (!account || account.deactivatedAt) return { refused: unauthenticated() }
    const verdict = await judgeSecondFactor(tx, account.id, code)
    if (verdict.asked && !verdict.shown) {
      await auditFailure(tx, account.id)
      return { refused: verdict.refused }
    }
    if (!(await spendStep(tx, tokenHash))) throw new Problem('unauthenticated')
    const how = { by: 'secondStep', secondFactor: verdict.asked } as const
    return { account, session: await openAudited(tx, account.id, how, openBrowserSession) }
  })
}

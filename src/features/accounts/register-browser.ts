import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { Problem } from '../../kit/errors.ts'
import { register, type RegisterInput } from './register.ts'
import { type BrowserSession, openBrowserSession } from './sessions.ts'
import { signInBrowser } from './sign-in.ts'
import type { Account } from './store.ts'

/**
 * Makes an account and signs the browser in with it. A second press of the same form finds the account made: with its
 * right password it is signed in just the same, with another one the address is taken.
 */
export async function registerBrowser(
  ctx: Ctx,
  input: RegisterInput,
): Promise<{ account: Account; session: BrowserSession }> {
  try {
    const account = await register(ctx, input)
    return { account, session: await transaction(ctx, (tx) => openBrowserSession(tx, account.id)) }
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'email-taken') throw error
    const again = await signInBrowser(ctx, { email: input.email, password: input.password })
    if ('refused' in again) throw error
    return again
  }
}

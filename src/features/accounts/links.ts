import type { Ctx } from '../../kit/context.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import { insertAccountToken, type TokenPurpose } from './store-tokens.ts'

/** How long a mailed link works. */
export const VERIFY_HOURS = 48
export const RESET_MINUTES = 60

/** Makes a single-use link of an account; only its hash is kept. Gives the page's path with the token. */
export async function makeLink(
  tx: Ctx,
  link: { accountId: string; purpose: TokenPurpose; email: string | null },
): Promise<string> {
  const token = newToken()
  const reset = link.purpose === 'reset_password'
  const expiresAt = tx.now.add(reset ? { minutes: RESET_MINUTES } : { hours: VERIFY_HOURS })
  await insertAccountToken(tx, { ...link, tokenHash: hashToken(token), expiresAt })
  return `/${reset ? 'reset-password' : 'verify-email'}?token=${token}`
}

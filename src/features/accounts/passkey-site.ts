import type { Config } from '../../kit/config.ts'
import type { Ctx } from '../../kit/context.ts'
import { illegalMove } from '../../kit/errors.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import { type ChallengePurpose, insertChallenge } from './store-passkeys.ts'

const CHALLENGE_MINUTES = 5

/** Whether browsers keep passkeys for this site: it needs a name, under TLS or on the machine itself. */
export function hasPasskeys({ url }: Pick<Config, 'url'>): boolean {
  const { protocol, hostname } = new URL(url)
  const isAddress = /^[\d.]+$|^\[/.test(hostname)
  return !isAddress && (protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost'))
}

/** The site that a passkey is bound to: it comes from `FIXBAY_URL`, never from a request. 409 where there can be none. */
export function passkeySite(ctx: Ctx): { origin: string; id: string } {
  const { config } = ctx.services
  if (!hasPasskeys(config)) throw illegalMove('passkeys_need_name')
  const { origin, hostname } = new URL(config.url)
  return { origin, id: hostname }
}

/** A challenge that is answered once, within some minutes; its hash is kept. */
export async function newChallenge(
  ctx: Ctx,
  purpose: ChallengePurpose,
  accountId: string | null,
): Promise<string> {
  const challenge = newToken()
  const expiresAt = ctx.now.add({ minutes: CHALLENGE_MINUTES })
  await insertChallenge(ctx, { challengeHash: hashToken(challenge), purpose, accountId, expiresAt })
  return challenge
}

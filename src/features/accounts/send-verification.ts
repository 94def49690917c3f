import { inPerson } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { Problem, unauthenticated } from '../../kit/errors.ts'
import { notify } from '../../kit/notify.ts'
import { makeLink, VERIFY_HOURS } from './links.ts'
import { type Account, selectAccount } from './store.ts'
import { countAccountTokens } from './store-tokens.ts'

const MAILS_AN_HOUR = 5

/** Sends the caller the link that confirms their address once more. 429 after five in an hour; nothing where it is confirmed. */
export async function sendVerification(ctx: Ctx): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    const account = await selectAccount(tx, accountId)
    if (!account) throw unauthenticated()
    if (!account.email || account.emailVerifiedAt) return
    await limitLinks(tx, accountId)
    await mailVerification(tx, account)
  })
}

/** Throws 429 where an account had too many confirmation mails sent. */
export async function limitLinks(tx: Ctx, accountId: string): Promise<void> {
  const made = await countAccountTokens(
    tx,
    accountId,
    ['verify_email', 'change_email'],
    tx.now.subtract({ hours: 1 }),
  )
  if (made >= MAILS_AN_HOUR) throw new Problem('slow-down', { retryAfterSeconds: 3600 })
}

/** Mails the link that confirms an account's own address. */
export async function mailVerification(tx: Ctx, account: Account): Promise<void> {
  if (!account.email) return
  const path = await makeLink(tx, { accountId: account.id, purpose: 'verify_email', email: account.email })
  await notify(tx, {
    channel: 'email',
    to: account.email,
    template: 'verifyEmail',
    locale: account.locale,
    purpose: 'account',
    accountId: account.id,
    params: { name: account.name, hours: VERIFY_HOURS },
    secretParams: { path },
  })
}

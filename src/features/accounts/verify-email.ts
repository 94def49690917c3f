import { z } from 'zod'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid, Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { notify } from '../../kit/notify.ts'
import { hashToken } from '../../kit/secrets.ts'
import { type Account, lockAccount, selectAccount, selectAccountByEmail, updateAccount } from './store.ts'
import { type AccountToken, endAccountTokens, selectAccountToken, spendAccountToken } from './store-tokens.ts'

export const VerifyEmailInput = z.strictObject({ token: z.string().min(1).max(200) })

type VerifyEmailInput = z.output<typeof VerifyEmailInput>

/** What a mailed link would do: shown before its button, so that a mail scanner that opens links changes nothing. */
export async function previewEmailLink(
  ctx: Ctx,
  token: string,
): Promise<{ state: 'open' | 'done' | 'over'; email: string; name: string }> {
  const link = await selectAccountToken(ctx, hashToken(token))
  const account = link && (await selectAccount(ctx, link.accountId))
  if (!link?.email || !account || link.purpose === 'reset_password')
    return { state: 'over', email: '', name: '' }
  const { email } = link
  if (isDone(link, account)) return { state: 'done', email, name: account.name }
  const open = !link.usedAt && link.expiresAt.epochMilliseconds > ctx.now.epochMilliseconds
  return { state: open ? 'open' : 'over', email, name: account.name }
}

/**
 * Confirms an address by its mailed link: the one that the account has, or the one that it changes to. Doing it again
 * changes nothing. 400 on /token where the link is unknown, expired or replaced; 409 where another account has the
 * address by now.
 */
export function verifyEmail(ctx: Ctx, { token }: VerifyEmailInput): Promise<Account> {
  return transaction(ctx, async (tx) => {
    const link = await spendAccountToken(tx, hashToken(token), ['verify_email', 'change_email'])
    if (!link?.email) return alreadyDone(tx, token)
    const account = await lockAccount(tx, link.accountId)
    if (!account || account.deactivatedAt) throw invalid('/token', 'linkOver')
    if (link.purpose === 'verify_email' && account.email !== link.email) throw invalid('/token', 'linkOver')
    if (link.purpose === 'change_email') await replaceEmail(tx, account, link.email)
    const verified = await updateAccount(tx, account.id, { email: link.email, emailVerifiedAt: tx.now })
    await audit(tx, {
      action: 'accounts.verifyEmail',
      subject: { kind: 'account', id: account.id },
      actorId: account.id,
      after: { changed: account.email !== link.email },
    })
    await record(tx, {
      type: 'account.email_verified',
      shopId: null,
      subject: { kind: 'account', id: account.id },
    })
    return verified
  })
}

async function alreadyDone(tx: Ctx, token: string): Promise<Account> {
  const link = await selectAccountToken(tx, hashToken(token))
  const account = link && (await selectAccount(tx, link.accountId))
  if (!link || !account || !isDone(link, account)) throw invalid('/token', 'linkOver')
  return account
}

const isDone = (link: AccountToken, account: Account): boolean =>
  link.purpose !== 'reset_password' &&
  link.usedAt !== null &&
  link.email === account.email &&
  account.emailVerifiedAt !== null

async function replaceEmail(tx: Ctx, account: Account, email: string): Promise<void> {
  const holder = await selectAccountByEmail(tx, email)
  if (holder && holder.id !== account.id) throw new Problem('email-taken')
  // Links that went to the old address, and older wishes.
  await endAccountTokens(tx, account.id, ['verify_email', 'change_email', 'reset_password'])
  if (!account.email || account.email === email) return
  await notify(tx, {
    channel: 'email',
    to: account.email,
    template: 'emailChanged',
    locale: account.locale,
    purpose: 'account',
    accountId: account.id,
    params: { name: account.name, newEmail: email },
  })
}

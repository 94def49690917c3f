import { z } from 'zod'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { notify } from '../../kit/notify.ts'
import { hashToken } from '../../kit/secrets.ts'
import { endPlantedWays, type PlantedWays } from './planted-ways.ts'
import { newPassword, refuseOwn } from './new-password.ts'
import { hashPassword } from './password-hash.ts'
import { type Account, lockAccount, selectAccount, updateAccount } from './store.ts'
import { endSessionsOf } from './store-sessions.ts'
import { endStepsOf } from './store-second-factors.ts'
import { endAccountTokens, selectAccountToken, spendAccountToken } from './store-tokens.ts'

export const ResetPasswordInput = z.strictObject({
  token: z.string().min(1).max(200),
  password: newPassword(),
})

type ResetPasswordInput = z.output<typeof ResetPasswordInput>

/**
 * Sets a new password by the mailed link and signs everybody out. The link also proves the address that it was
 * sent to. Where nobody had proved it before, whoever opened the account may have been another: their passkeys, phone,
 * second step and calendar links end too. 400 on /token where it is unknown, used or expired, on /password for a common one.
 */
export async function resetPassword(ctx: Ctx, { token, password }: ResetPasswordInput): Promise<Account> {
  const tokenHash = hashToken(token)
  await refuseEarly(ctx, tokenHash, password)
  const passwordHash = await hashPassword(password)
  return transaction(ctx, async (tx) => {
    const link = await spendAccountToken(tx, tokenHash, ['reset_password'])
    const account = link && (await lockAccount(tx, link.accountId))
    if (!account || account.deactivatedAt || account.email !== link.email) throw invalid('/token', 'linkOver')
    const planted = account.emailVerifiedAt ? undefined : await endPlantedWays(tx, account)
    const changed = await updateAccount(tx, account.id, {
      passwordHash,
      ...(account.emailVerifiedAt ? {} : { emailVerifiedAt: tx.now }),
    })
    await endSessionsOf(tx, account.id, 'password-reset')
    await endStepsOf(tx, account.id)
    await endAccountTokens(tx, account.id, ['reset_password', 'change_email'])
    await tell(tx, account, planted)
    return changed
  })
}

/** Whether a mailed link would still set a password. */
export async function resetLinkWorks(ctx: Ctx, token: string): Promise<boolean> {
  return (await accountOfLink(ctx, hashToken(token))) !== undefined
}

async function accountOfLink(ctx: Ctx, tokenHash: Buffer): Promise<Account | undefined> {
  const link = await selectAccountToken(ctx, tokenHash)
  if (link?.purpose !== 'reset_password' || link.usedAt) return undefined
  if (Temporal.Instant.compare(link.expiresAt, ctx.now) <= 0) return undefined
  const account = await selectAccount(ctx, link.accountId)
  return account && !account.deactivatedAt && account.email === link.email ? account : undefined
}

/** No hash is made for a link that leads nowhere. */
async function refuseEarly(ctx: Ctx, tokenHash: Buffer, password: string): Promise<void> {
  const account = await accountOfLink(ctx, tokenHash)
  if (!account) throw invalid('/token', 'linkOver')
  refuseOwn(password, [account.name, account.email])
}

async function tell(tx: Ctx, account: Account, planted: PlantedWays | undefined): Promise<void> {
  const subject = { kind: 'account', id: account.id } as const
  const line = { action: 'accounts.resetPassword', subject, actorId: account.id } as const
  await audit(tx, planted ? { ...line, after: { ...planted } } : line)
  if (planted)
    await record(tx, { type: 'account.email_verified', shopId: null, subject, data: { by: 'reset' } })
  if (!account.email) return
  await notify(tx, {
    channel: 'email',
    to: account.email,
    template: 'passwordChanged',
    locale: account.locale,
    purpose: 'account',
    accountId: account.id,
    params: { name: account.name },
    path: '/forgot-password',
  })
}

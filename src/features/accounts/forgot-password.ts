import { z } from 'zod'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { email } from '../../kit/input.ts'
import { enqueue } from '../../kit/jobs/queue.ts'
import type { NamedJob } from '../../kit/jobs/worker.ts'
import { notify } from '../../kit/notify.ts'
import { makeLink, RESET_MINUTES } from './links.ts'
import { type Account, selectAccountByEmail } from './store.ts'
import { countAccountTokens } from './store-tokens.ts'

export const ForgotPasswordInput = z.strictObject({ email: email() })

/**
 * Asks for a link to a new password. The answer is the same, in the same time, whether or not there is such an
 * account: even looking it up is left to a job, which gets the address sealed.
 */
export async function forgotPassword(
  ctx: Ctx,
  { email: address }: z.output<typeof ForgotPasswordInput>,
): Promise<void> {
  const sealed = ctx.services.secrets.encrypt(address).toString('base64')
  await transaction(ctx, async (tx) => {
    enqueue(tx, { queue: 'work', data: { job: SEND_RESET_LINK, sealed, from: tx.address ?? null } })
  })
}

const SEND_RESET_LINK = 'accounts.send-reset-link'
const MAILS_AN_HOUR = 5

/** Mails the link, if the address has an account; five an hour at most. */
export const sendResetLink: NamedJob = {
  name: SEND_RESET_LINK,
  queue: 'work',
  async run(ctx, { sealed, from }) {
    const address = ctx.services.secrets.decrypt(Buffer.from(String(sealed), 'base64'))
    await transaction({ ...ctx, ...(typeof from === 'string' ? { address: from } : {}) }, (tx) =>
      mailReset(tx, address),
    )
  },
}

async function mailReset(tx: Ctx, address: string): Promise<void> {
  const account = await selectAccountByEmail(tx, address)
  if (!account || account.deactivatedAt || !(await mailResetLink(tx, account))) return
  await audit(tx, {
    action: 'accounts.forgotPassword',
    subject: { kind: 'account', id: account.id },
    actorId: null,
  })
}

/**
 * Mails the link to a new password to the account's address; false where it has none, or got five (`most`) in this hour.
 * `by` names the shop that sends it for the person.
 */
export async function mailResetLink(
  tx: Ctx,
  account: Account,
  { most = MAILS_AN_HOUR, by }: { most?: number; by?: string } = {},
): Promise<boolean> {
  const { id, email: address, name, locale } = account
  if (address === null) return false
  const made = await countAccountTokens(tx, id, ['reset_password'], tx.now.subtract({ hours: 1 }))
  if (made >= most) return false
  const path = await makeLink(tx, { accountId: id, purpose: 'reset_password', email: address })
  await notify(tx, {
    channel: 'email',
    to: address,
    template: by === undefined ? 'resetPassword' : 'resetPasswordByShop',
    locale,
    purpose: 'account',
    accountId: id,
    params: { name, minutes: RESET_MINUTES, ...(by === undefined ? {} : { shop: by }) },
    secretParams: { path },
  })
  return true
}

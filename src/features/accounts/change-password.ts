import { z } from 'zod'
import { inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { password } from '../../kit/input.ts'
import { newPassword, refuseOwn } from './new-password.ts'
import { hashPassword } from './password-hash.ts'
import { provePassword } from './prove-password.ts'
import { tellOwner } from './tell-owner.ts'
import { lockCredentials, updateAccount } from './store.ts'
import { endSessionsOf } from './store-sessions.ts'
import { endStepsOf } from './store-second-factors.ts'
import { endAccountTokens } from './store-tokens.ts'

export const ChangePasswordInput = z.strictObject({
  presentPassword: password({ min: 1, max: 200 })
    .optional()
    .meta({ description: 'Needed where the account has a password.' }),
  password: newPassword(),
  keepOthers: z
    .boolean()
    .optional()
    .meta({ description: 'Leave the other sessions signed in; they end unless this is true.' }),
})

type ChangePasswordInput = z.output<typeof ChangePasswordInput>

/**
 * Changes the caller's password, by the present one; the other sessions end unless they are to stay, and the owner is
 * told. 400 on /presentPassword where it is wrong, on /password for a common one.
 */
export async function changePassword(ctx: Ctx, input: ChangePasswordInput): Promise<void> {
  const { accountId, sessionId, name, email } = inPerson(ctx)
  refuseOwn(input.password, [name, email])
  const checkedHash = await provePassword(ctx, accountId, input.presentPassword, '/presentPassword')
  const passwordHash = await hashPassword(input.password)
  await transaction(ctx, async (tx) => {
    const account = await lockCredentials(tx, accountId)
    if (account?.passwordHash !== checkedHash) throw conflict()
    await updateAccount(tx, accountId, { passwordHash })
    if (!input.keepOthers) await endSessionsOf(tx, accountId, 'password-changed', sessionId)
    await endStepsOf(tx, accountId)
    await endAccountTokens(tx, accountId, ['reset_password', 'change_email'])
    const subject = { kind: 'account', id: accountId } as const
    await audit(tx, { action: 'accounts.changePassword', subject })
    await record(tx, { type: 'account.password_changed', shopId: null, subject })
    await tellOwner(tx, account, 'password')
  })
}

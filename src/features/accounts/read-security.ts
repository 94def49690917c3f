import { inPerson } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { unauthenticated } from '../../kit/errors.ts'
import { selectCredentialsById } from './store.ts'
import { selectPasskeys } from './store-passkeys.ts'
import { countRecoveryCodes, selectTotp } from './store-second-factors.ts'

/** How the caller's account is signed in to, and what this session has shown. */
export async function readSecurity(ctx: Ctx) {
  const { accountId, secondFactor } = inPerson(ctx)
  const account = await selectCredentialsById(ctx, accountId)
  if (!account) throw unauthenticated()
  const totp = await selectTotp(ctx, accountId)
  const passkeys = await selectPasskeys(ctx, accountId)
  return {
    hasPassword: account.passwordHash !== null,
    phoneSignsIn: account.phoneVerifiedAt !== null,
    twoStep: totp?.confirmedAt != null,
    recoveryCodesLeft: totp?.confirmedAt ? await countRecoveryCodes(ctx, accountId) : 0,
    passkeys: passkeys.length,
    secondFactor: {
      shown: secondFactor?.shown ?? false,
      owedTo: [...(secondFactor?.owedTo ?? [])],
    },
  }
}

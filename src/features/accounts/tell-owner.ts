import type { Ctx } from '../../kit/context.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { notify } from '../../kit/notify.ts'
import type { Account } from './store.ts'

/** What was changed about how an account is signed in to. */
export type SignInChange =
  | 'password'
  | 'phone'
  | 'twoStepOn'
  | 'twoStepOff'
  | 'recoveryCodes'
  | 'passkeyAdded'
  | 'passkeyRemoved'

/** Tells the owner of an account that its sign-in was changed: by mail, else by a text to the confirmed phone. */
export async function tellOwner(tx: Ctx, account: Account, change: SignInChange): Promise<void> {
  const { email, phone, phoneVerifiedAt, locale, id, name } = account
  const what = translator(locale, 'accounts')(`changed.${change}`)
  const common = { template: 'signInChanged', locale, purpose: 'account', accountId: id } as const
  if (email) {
    await notify(tx, {
      ...common,
      channel: 'email',
      to: email,
      params: { name, what },
      path: '/me/security',
    })
  } else if (phone && phoneVerifiedAt) {
    await notify(tx, { ...common, channel: 'sms', to: phone, params: { what } })
  }
}

import { z } from 'zod'
import { allow, inPersonProven } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { invalid, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { email, longText, parsePhone, phoneText, regionOfPhone, text } from '../../kit/input.ts'
import { notify } from '../../kit/notify.ts'
import { calendarOf } from './account.ts'
import { makeLink, VERIFY_HOURS } from './links.ts'
import { limitLinks } from './send-verification.ts'
import { type Account, lockAccount, selectAccountByEmail, updateAccount } from './store.ts'
import { endAccountTokens } from './store-tokens.ts'

export const EditProfileInput = z.strictObject({
  name: text({ max: 200 }).optional(),
  phone: phoneText().nullish(),
  email: email().optional(),
  address: longText({ max: 500 }).nullish(),
  locale: z.enum(['en', 'fa']).nullish(),
  calendar: z.enum(['gregorian', 'jalali']).nullish(),
})

export type EditProfileInput = z.output<typeof EditProfileInput>

/**
 * Changes a profile: what is absent stays, null clears; a cleared language is that of the call, a cleared calendar that
 * of the language. For the account itself and the super admin, 404 for others.
 * A new mail address counts once it is confirmed by its link; nothing here tells whether somebody has it.
 */
export function editProfile(ctx: Ctx, accountId: string, input: EditProfileInput): Promise<Account> {
  allow(ctx, 'customers.edit', { accountId })
  return transaction(ctx, async (tx) => {
    const before = isId(accountId) ? await lockAccount(tx, accountId) : undefined
    if (!before) throw notFound()
    if (input.email !== undefined) await changeEmail(tx, before, input.email)
    const change = changeOf(tx, before, input)
    if ('phone' in change) waysInStay(tx)
    if (Object.keys(change).length === 0) return before
    const after = await updateAccount(tx, accountId, change)
    const subject = { kind: 'account', id: accountId } as const
    await audit(tx, {
      action: 'accounts.editProfile',
      subject,
      // Which fields, not what they said: the log cannot be changed, and people may ask to be erased.
      after: { fields: Object.keys(change) },
    })
    await record(tx, {
      type: 'account.edited',
      shopId: null,
      subject,
      data: { fields: Object.keys(change).filter((name) => name in input) },
    })
    return after
  })
}

type Change = Partial<
  Pick<Account, 'name' | 'phone' | 'phoneVerifiedAt' | 'address' | 'locale' | 'calendar' | 'region'>
>

/** Only what really differs. */
function changeOf(ctx: Ctx, before: Account, input: EditProfileInput): Change {
  const { name } = input
  const locale = input.locale === null ? ctx.locale : input.locale
  const calendar = input.calendar === null ? calendarOf(locale ?? before.locale) : input.calendar
  const address = input.address === '' ? null : input.address
  const asked: Change = { name, locale, calendar, address, ...phoneOf(before, input.phone) }
  const differs = Object.entries(asked).filter(
    ([key, value]) => value !== undefined && value !== before[key as keyof Change],
  )
  return Object.fromEntries(differs) as Change
}

function phoneOf(before: Account, typed: string | null | undefined): Change {
  if (typed === undefined) return {}
  const phone = typed === null ? null : parsePhone(typed, before.region)
  if (typed !== null && phone === null) throw invalid('/phone', 'phone')
  if (phone === before.phone) return {}
  // Nothing else signs such an account in: its number changes by the code that goes to the new one.
  if (!before.email && before.phoneVerifiedAt) throw invalid('/phone', 'phoneByCode')
  return {
    phone,
    phoneVerifiedAt: null,
    ...(phone && !before.region ? { region: regionOfPhone(phone) } : {}),
  }
}

/** 403 for whoever acts in another's place or has not shown lately who they are: by mail and phone one gets into an account. */
function waysInStay(ctx: Ctx): void {
  if (ctx.caller.kind === 'account') inPersonProven(ctx)
}

async function changeEmail(tx: Ctx, account: Account, wanted: string): Promise<void> {
  if (wanted === account.email) {
    if (tx.caller.kind !== 'account' || !tx.caller.actedBy)
      await endAccountTokens(tx, account.id, ['change_email'])
    return
  }
  waysInStay(tx)
  await limitLinks(tx, account.id)
  await endAccountTokens(tx, account.id, ['change_email'])
  const holder = await selectAccountByEmail(tx, wanted)
  // Also where the address is taken: the wish stands there all the same, and its link never leaves the house.
  const path = await makeLink(tx, { accountId: account.id, purpose: 'change_email', email: wanted })
  const common = { channel: 'email', to: wanted, purpose: 'account' } as const
  if (holder) {
    await notify(tx, {
      ...common,
      template: 'emailInUse',
      locale: holder.locale,
      accountId: holder.id,
      path: '/forgot-password',
    })
    return
  }
  await notify(tx, {
    ...common,
    template: 'changeEmail',
    locale: account.locale,
    accountId: account.id,
    params: { name: account.name, hours: VERIFY_HOURS },
    secretParams: { path },
  })
}

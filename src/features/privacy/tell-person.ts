import type { Ctx } from '../../kit/context.ts'
import { notify } from '../../kit/notify.ts'
import { formatDate } from '../../kit/time/format.ts'
import type { Account } from '../accounts/account.ts'

export interface Word {
  template: 'exportReady' | 'shopExportReady' | 'erasureAsked' | 'erasureDone' | 'erasureRefused'
  when?: Temporal.Instant
  path?: string
  /** What the certificate says, in words; kept nowhere but in the mail. */
  text?: string
  number?: string
  /** The address is forgotten once this has gone. */
  lastWord?: boolean
}

type Person = Pick<Account, 'name' | 'email' | 'phone' | 'locale' | 'calendar'> & { id: string | null }

/** Writes to a person about their data: by mail, else by a text. What concerns an account's existence always goes. */
export async function tellPerson(tx: Ctx, person: Person, word: Word): Promise<void> {
  const { template, when, path, text, number, lastWord } = word
  const { id, name, email, phone, locale, calendar } = person
  const style = { locale, calendar: calendar === 'jalali' ? 'persian' : 'gregory', zone: 'UTC' } as const
  const common = {
    locale,
    purpose: 'account' as const,
    // A name that is erased is not kept with the message that says so.
    ...(lastWord ? {} : { params: { name } }),
    secretParams: {
      ...(lastWord ? { name } : {}),
      when: when ? formatDate(when, style, 'long') : '',
      text: text ?? '',
      number: number ?? '',
    },
    ...(path ? { path } : {}),
    ...(id ? { accountId: id } : {}),
    ...(lastWord ? { lastWord } : {}),
  }
  if (email) await notify(tx, { ...common, channel: 'email', to: email, template })
  else if (phone) await notify(tx, { ...common, channel: 'sms', to: phone, template })
}

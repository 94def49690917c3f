import { type Row, row } from './rows.ts'
import { bySecret } from './who.ts'

const link = {
  params: ({ customer }: { customer: string }) => ({ customer, purpose: 'reminders', signature: 'none' }),
}

/** Ending mails by the link in one of them: the signature is the right, and here it is wrong. */
export const unsubscribeRows: Row[] = [
  row('page /unsubscribe/:shop/:customer/:purpose/:signature', bySecret(404), link),
  row('form /unsubscribe/:shop/:customer/:purpose/:signature', bySecret(404), link),
]

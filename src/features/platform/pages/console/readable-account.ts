import { formatPhone } from '../../../../kit/input.ts'
import type { Account } from '../../../accounts/account.ts'
import { presentAccount } from '../../answers-console.ts'

/** An account as the console shows it: its phone as people write it. */
export function readableAccount(account: Account) {
  const { phone, region } = account
  return { ...presentAccount(account), phoneText: phone && formatPhone(phone, region) }
}

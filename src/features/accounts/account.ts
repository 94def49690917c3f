import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { unauthenticated } from '../../kit/errors.ts'
import { type Account, lockAccount, selectAccount, selectAccountByEmail, selectAccounts } from './store.ts'

export type { Account } from './store.ts'

/** An account by its id, closed ones too. A read for other features: it asks for no permission. */
export async function accountById(ctx: Ctx, id: string): Promise<Account | undefined> {
  return isId(id) ? selectAccount(ctx, id) : undefined
}

/** The caller's own account, held against changes until the transaction ends. */
export async function heldAccount(tx: Ctx, id: string): Promise<Account> {
  const account = await lockAccount(tx, id)
  if (!account) throw unauthenticated()
  return account
}

/** The calendar that goes with a language until its reader chooses another. */
export const calendarOf = (locale: Account['locale']): Account['calendar'] =>
  locale === 'fa' ? 'jalali' : 'gregorian'

/** Several accounts at once, in no order. */
export function accountsByIds(ctx: Ctx, ids: readonly string[]): Promise<Account[]> {
  return selectAccounts(ctx, ids)
}

/** The account that signs in with an address (lower case). Whether there is one must never reach a stranger. */
export function findAccountByEmail(ctx: Ctx, email: string): Promise<Account | undefined> {
  return selectAccountByEmail(ctx, email)
}

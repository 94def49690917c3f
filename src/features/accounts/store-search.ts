import { type RawBuilder, sql } from 'kysely'
import type { Ctx, Db } from '../../kit/context.ts'
import { searchKey } from '../../kit/input.ts'
import { ACCOUNT_COLUMNS, type Account } from './store.ts'

export interface AccountFilter {
  /** Name, address or phone, as typed. */
  words: string
  /** Those that are closed, instead of those that are open. */
  closed: boolean
  /** Continues after this id. */
  after?: string | undefined
  limit: number
}

/** A page of accounts, the newest first. */
export async function selectAccountsBy(ctx: Ctx, filter: AccountFilter): Promise<Account[]> {
  return (await accountsBy(ctx.db, filter).execute()) as Account[]
}

/** The statement of that page, for whoever asks how the database would answer it. */
export function accountsBy(db: Db, { words, closed, after, limit }: AccountFilter) {
  let query = db
    .selectFrom('accounts')
    .select(ACCOUNT_COLUMNS)
    .where('erasedAt', 'is', null)
    .where('deactivatedAt', closed ? 'is not' : 'is', null)
  if (words.trim() !== '') query = query.where(isMeant(words))
  if (after) query = query.where('id', '<', after)
  return query.orderBy('id', 'desc').limit(limit)
}

// As the index of the migration says it, to the letter: else it is not used.
const SEARCHED = sql`lower(translate(regexp_replace(normalize(name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, ''), NFKD),
    '[\\u0300-\\u036f\\u0640\\u064b-\\u065f\\u0670\\u200b-\\u200f]', '', 'g'), 'يىكةەھہ', 'ییکهههه'))`

const MOST_WORDS = 8

/** Every word stands with the account; or the whole is its phone, however written. */
function isMeant(typed: string): RawBuilder<boolean> {
  const words = searchKey(typed).split(' ').filter(Boolean).slice(0, MOST_WORDS)
  const every = words.map((word) => sql`${SEARCHED} like ${within(word)}`)
  const phone = phoneDigits(typed)
  const ways = [
    ...(every.length > 0 ? [sql`(${sql.join(every, sql` and `)})`] : []),
    ...(phone ? [sql`${SEARCHED} like ${within(phone)}`] : []),
  ]
  return ways.length > 0 ? sql<boolean>`(${sql.join(ways, sql` or `)})` : sql<boolean>`false`
}

const within = (word: string): string => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** The digits of what can be a phone number, without what a number loses when it is written from abroad. */
function phoneDigits(typed: string): string | null {
  const plain = searchKey(typed)
  if (!/^[+\d(][\d\s().\-/]*$/.test(plain)) return null
  const digits = plain.replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 4 ? digits : null
}

/** Closes (at an instant) or opens (null) an account. */
export async function updateDeactivation(
  tx: Ctx,
  id: string,
  deactivatedAt: Temporal.Instant | null,
): Promise<Account> {
  const row = await tx.db
    .updateTable('accounts')
    .set((eb) => ({ deactivatedAt, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returning(ACCOUNT_COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Account
}

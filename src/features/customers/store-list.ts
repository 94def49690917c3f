import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { plateKey, searchKey } from '../../kit/input.ts'
import { COLUMNS, type Customer } from './store.ts'

export interface CustomerFilter {
  /** Name, phone, e-mail, or what stands on their vehicle or device, as typed. */
  words: string
  /** Those no longer served, instead of those who are. */
  inactive: boolean
  /** Only these. */
  ids?: readonly string[] | undefined
  /** Continues after this id. */
  after?: string | undefined
  limit: number
}

/** A page of a shop's customers, newest first. */
export async function selectCustomersBy(
  ctx: Ctx,
  shopId: string,
  filter: CustomerFilter,
): Promise<Customer[]> {
  let query = ctx.db
    .selectFrom('customers')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('mergedInto', 'is', null)
    .where('erasedAt', 'is', null)
    .where('deactivatedAt', filter.inactive ? 'is not' : 'is', null)
  if (filter.ids) query = query.where('id', 'in', filter.ids)
  if (filter.words.trim() !== '') query = query.where(isMeant(shopId, filter.words))
  if (filter.after) query = query.where('id', '<', filter.after)
  const rows = await query.orderBy('id', 'desc').limit(filter.limit).execute()
  return rows as Customer[]
}

const MOST_WORDS = 8

/**
 * Every word stands with the customer or with one of their things; or the whole is a phone, or a plate, however written.
 * As sets of ids, each read from an index of its own: with "or" every customer of the shop would be looked at.
 */
function isMeant(shopId: string, typed: string): RawBuilder<boolean> {
  const words = searchKey(typed).split(' ').filter(Boolean).slice(0, MOST_WORDS)
  const everyWord = words.map((word) => sql`(${known(shopId, word)} union ${owning(shopId, word)})`)
  const phone = phoneDigits(typed)
  const plate = searchKey(plateKey(typed))
  const ways = [
    ...(everyWord.length > 0 ? [sql`(${sql.join(everyWord, sql` intersect `)})`] : []),
    ...(phone ? [known(shopId, phone)] : []),
    ...(/\d/.test(plate) && plate.length >= 4 ? [owning(shopId, plate)] : []),
  ]
  return ways.length > 0
    ? sql<boolean>`customers.id in (${sql.join(ways, sql` union `)})`
    : sql<boolean>`true`
}

/** The ids of the customers with whom the word stands. */
function known(shopId: string, word: string): RawBuilder<string> {
  return sql<string>`select c.id from customers c where c.shop_id = ${shopId} and c.search like ${within(word)}`
}

/** The ids of the customers with one of whose things the word stands. */
function owning(shopId: string, word: string): RawBuilder<string> {
  return sql<string>`select a.customer_id from assets a
    where a.shop_id = ${shopId} and a.archived_at is null and a.search like ${within(word)}`
}

const within = (word: string): string => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** The digits of what can be a phone number, without what a number loses when it is written from abroad. */
function phoneDigits(typed: string): string | null {
  const plain = searchKey(typed)
  if (!/^[+\d][\d\s().\-/]*$/.test(plain)) return null
  const digits = plain.replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 4 ? digits : null
}

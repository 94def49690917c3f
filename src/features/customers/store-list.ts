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

/**
 * A page of a shop's customers, newest first. What many are called fills a page from the newest ones alone, however many
 * there are; what few are called is found by the index of words.
 */
export async function selectCustomersBy(
  ctx: Ctx,
  shopId: string,
  filter: CustomerFilter,
): Promise<Customer[]> {
  const asked = readSearch(filter.words)
  if (asked === null) return page(ctx, shopId, filter, {})
  if (!filter.ids && !isTelling(asked)) {
    const newest = await page(ctx, shopId, filter, {
      meant: standsWith(shopId, asked),
      from: newestOf(ctx, shopId, filter.after),
    })
    if (newest.length === filter.limit) return newest
  }
  return page(ctx, shopId, filter, { meant: isAmong(shopId, asked) })
}

// With as many customers as there are, a page of a name is among the newest of these or the name is rare: whichever way is
// taken, only so many records are looked at.
const NEWEST = 2000

/** Whether few can be meant: so many digits of a phone stand with one customer or two. */
const isTelling = ({ phone }: Search): boolean => phone !== null && phone.length >= 6

/** The newest records of a shop, whatever has become of them. */
function newestOf(ctx: Ctx, shopId: string, after: string | undefined) {
  let query = ctx.db.selectFrom('customers').selectAll().where('shopId', '=', shopId)
  if (after) query = query.where('id', '<', after)
  return query.orderBy('id', 'desc').limit(NEWEST)
}

async function page(
  ctx: Ctx,
  shopId: string,
  filter: CustomerFilter,
  { meant, from }: { meant?: RawBuilder<boolean>; from?: ReturnType<typeof newestOf> },
): Promise<Customer[]> {
  let query = (from ? ctx.db.selectFrom(from.as('customers')) : ctx.db.selectFrom('customers'))
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('mergedInto', 'is', null)
    .where('erasedAt', 'is', null)
    .where('deactivatedAt', filter.inactive ? 'is not' : 'is', null)
  if (filter.ids) query = query.where('id', 'in', filter.ids)
  if (meant) query = query.where(meant)
  if (filter.after) query = query.where('id', '<', filter.after)
  const rows = await query.orderBy('id', 'desc').limit(filter.limit).execute()
  return rows as Customer[]
}

const MOST_WORDS = 8

/** What was typed: its words, and the whole as a phone or a plate where it can be one. */
interface Search {
  words: string[]
  phone: string | null
  plate: string | null
}

/** Null where nothing is looked for. */
function readSearch(typed: string): Search | null {
  const words = searchKey(typed).split(' ').filter(Boolean).slice(0, MOST_WORDS)
  const phone = phoneDigits(typed)
  const key = searchKey(plateKey(typed))
  const plate = /\d/.test(key) && key.length >= 4 ? key : null
  return words.length > 0 || phone !== null || plate !== null ? { words, phone, plate } : null
}

/**
 * Every word stands with the customer or with one of their things; or the whole is a phone, or a plate, however written.
 * As sets of ids, each read from an index of its own: with "or" every customer of the shop would be looked at.
 */
function isAmong(shopId: string, { words, phone, plate }: Search): RawBuilder<boolean> {
  const everyWord = words.map((word) => sql`(${known(shopId, word)} union ${owning(shopId, word)})`)
  const ways = [
    ...(everyWord.length > 0 ? [sql`(${sql.join(everyWord, sql` intersect `)})`] : []),
    ...(phone ? [known(shopId, phone)] : []),
    ...(plate ? [owning(shopId, plate)] : []),
  ]
  return sql<boolean>`customers.id in (${sql.join(ways, sql` union `)})`
}

/** The same, asked of each customer that is looked at. */
function standsWith(shopId: string, { words, phone, plate }: Search): RawBuilder<boolean> {
  const said = (word: string) => sql`customers.search like ${within(word)}`
  // `offset` keeps it a look by customer: else the planner may read every thing of the shop with that word at once.
  const owned = (word: string) => sql`exists (select from assets a where a.shop_id = ${shopId}
    and a.customer_id = customers.id and a.archived_at is null and a.search like ${within(word)} offset 0)`
  const everyWord = words.map((word) => sql`(${said(word)} or ${owned(word)})`)
  const ways = [
    ...(everyWord.length > 0 ? [sql`(${sql.join(everyWord, sql` and `)})`] : []),
    ...(phone ? [said(phone)] : []),
    ...(plate ? [owned(plate)] : []),
  ]
  return sql<boolean>`(${sql.join(ways, sql` or `)})`
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

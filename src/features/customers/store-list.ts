import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import type { DB } from '../../kit/db/index.ts'
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

type Eb = ExpressionBuilder<DB, 'customers'>

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
  if (filter.words.trim() !== '') query = query.where((eb) => isMeant(eb, shopId, filter.words))
  if (filter.after) query = query.where('id', '<', filter.after)
  const rows = await query.orderBy('id', 'desc').limit(filter.limit).execute()
  return rows as Customer[]
}

const MOST_WORDS = 8

/** Every word stands with the customer or with one of their things; or the whole is a phone, or a plate, however written. */
function isMeant(eb: Eb, shopId: string, typed: string): Expression<SqlBool> {
  const words = searchKey(typed).split(' ').filter(Boolean).slice(0, MOST_WORDS)
  const everyWord = eb.and(
    words.map((word) => eb.or([eb('search', 'like', within(word)), owns(shopId, word)])),
  )
  const phone = phoneDigits(typed)
  const plate = searchKey(plateKey(typed))
  return eb.or([
    everyWord,
    ...(phone ? [eb('search', 'like', within(phone))] : []),
    ...(/\d/.test(plate) && plate.length >= 4 ? [owns(shopId, plate)] : []),
  ])
}

function owns(shopId: string, word: string): Expression<SqlBool> {
  return sql<boolean>`customers.id in (select a.customer_id from assets a
    where a.shop_id = ${shopId} and a.archived_at is null and a.search like ${within(word)})`
}

const within = (word: string): string => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** The digits of what can be a phone number, without what a number loses when it is written from abroad. */
function phoneDigits(typed: string): string | null {
  const plain = searchKey(typed)
  if (!/^[+\d][\d\s().\-/]*$/.test(plain)) return null
  const digits = plain.replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 4 ? digits : null
}

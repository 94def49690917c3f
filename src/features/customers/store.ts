import { sql } from 'kysely'
import type { Ctx, Locale } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'
import { searchKey } from '../../kit/input.ts'

/** A person as one shop knows them. */
export interface Customer {
  shopId: string
  id: string
  accountId: string | null
  name: string
  email: string | null
  phone: string | null
  address: string | null
  locale: Locale
  notes: string
  createdAt: Temporal.Instant
  /** No longer served: not on the list, not offered for new work. Their papers stay. */
  deactivatedAt: Temporal.Instant | null
  version: number
}

export interface NewCustomer {
  accountId: string | null
  name: string
  email: string | null
  phone: string | null
  address?: string | null
  locale: Locale
  notes?: string
}

export const COLUMNS = [
  'shopId',
  'id',
  'accountId',
  'name',
  'email',
  'phone',
  'address',
  'locale',
  'notes',
  'createdAt',
  'deactivatedAt',
  'version',
] as const

/** One customer of a shop; the id of a record that went into another answers with that one, an erased one is gone. */
export async function selectCustomer(ctx: Ctx, shopId: string, id: string): Promise<Customer | undefined> {
  const row = await ctx.db
    .selectFrom('customers')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('id', '=', (eb) =>
      eb
        .selectFrom('customers as asked')
        .select(({ fn }) => fn.coalesce('asked.mergedInto', 'asked.id').as('id'))
        .where('asked.shopId', '=', shopId)
        .where('asked.id', '=', id),
    )
    .where('erasedAt', 'is', null)
    .executeTakeFirst()
  return row as Customer | undefined
}

/** The customers with these ids, by id. */
export async function selectCustomers(
  ctx: Ctx,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, Customer>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('customers')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row as Customer]))
}

/** The shop's record of an account. */
export async function selectCustomerOfAccount(
  ctx: Ctx,
  shopId: string,
  accountId: string,
): Promise<Customer | undefined> {
  const row = await ctx.db
    .selectFrom('customers')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('accountId', '=', accountId)
    .where('mergedInto', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  return row as Customer | undefined
}

/**
 * The guest's own earlier record (same name, same e-mail or phone, no account), or a new one, in one
 * statement. A record that belongs to an account is never joined by typing its address.
 */
export async function findOrInsertGuest(
  ctx: Ctx,
  shopId: string,
  guest: NewCustomer,
): Promise<Customer & { isNew: boolean }> {
  const db = ctx.db
  const row = await db
    .with('found', (qb) =>
      qb
        .selectFrom('customers')
        .select(COLUMNS)
        .where('shopId', '=', shopId)
        .where('accountId', 'is', null)
        .where('mergedInto', 'is', null)
        .where('erasedAt', 'is', null)
        // Also as the record that has gone into it said it.
        .where('id', 'in', (known) =>
          known
            .selectFrom('customers as said')
            .select(({ fn }) => fn.coalesce('said.mergedInto', 'said.id').as('id'))
            .where('said.shopId', '=', shopId)
            .where('said.name', '=', guest.name)
            .where((eb) =>
              eb.or([
                ...(guest.email ? [eb('said.email', '=', guest.email)] : []),
                ...(guest.phone ? [eb('said.phone', '=', guest.phone)] : []),
              ]),
            ),
        )
        .orderBy('id')
        .limit(1),
    )
    .with('made', (qb) =>
      qb
        .insertInto('customers')
        .columns([
          'shopId',
          'id',
          'accountId',
          'name',
          'email',
          'phone',
          'address',
          'locale',
          'search',
          'createdAt',
        ])
        .expression(
          qb
            .selectNoFrom([
              sql<string>`${shopId}::uuid`.as('shopId'),
              sql<string>`${newId(ctx.now)}::uuid`.as('id'),
              sql<string | null>`${guest.accountId}::uuid`.as('accountId'),
              sql<string>`${guest.name}::text`.as('name'),
              sql<string | null>`${guest.email}::text`.as('email'),
              sql<string | null>`${guest.phone}::text`.as('phone'),
              sql<string | null>`${guest.address ?? null}::text`.as('address'),
              sql<string>`${guest.locale}::text`.as('locale'),
              sql<string>`${searchTextOf(guest)}::text`.as('search'),
              sql<Temporal.Instant>`${ctx.now}::timestamptz`.as('createdAt'),
            ])
            .where(({ not, exists, selectFrom }) => not(exists(selectFrom('found').select('found.id')))),
        )
        .returning(COLUMNS),
    )
    .selectFrom('found')
    .select(COLUMNS)
    .select(sql.lit(false).as('isNew'))
    .unionAll((eb) => eb.selectFrom('made').select(COLUMNS).select(sql.lit(true).as('isNew')))
    .executeTakeFirstOrThrow()
  return row as Customer & { isNew: boolean }
}

export async function insertCustomer(ctx: Ctx, shopId: string, customer: NewCustomer): Promise<Customer> {
  const row = await ctx.db
    .insertInto('customers')
    .values({
      shopId,
      id: newId(ctx.now),
      accountId: customer.accountId,
      name: customer.name,
      email: customer.email,
      phone: customer.phone,
      address: customer.address ?? null,
      locale: customer.locale,
      notes: customer.notes ?? '',
      search: searchTextOf(customer),
      createdAt: ctx.now,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Customer
}

/** Writes the changed fields and raises the version; undefined when `version` is no longer the current one. */
export async function updateCustomer(
  ctx: Ctx,
  before: Customer,
  change: Partial<NewCustomer> & { deactivatedAt?: Temporal.Instant | null },
): Promise<Customer | undefined> {
  const after = { ...before, ...change }
  const row = await ctx.db
    .updateTable('customers')
    .set({
      name: after.name,
      email: after.email,
      phone: after.phone,
      address: after.address ?? null,
      locale: after.locale,
      notes: after.notes,
      deactivatedAt: after.deactivatedAt,
      search: searchTextOf(after),
      version: before.version + 1,
    })
    .where('shopId', '=', before.shopId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row as Customer | undefined
}

/** Joins every guest record with this verified address to the account, at all shops; gives where and which. */
export async function joinGuestsToAccount(
  tx: Ctx,
  accountId: string,
  email: string,
): Promise<{ shopId: string; id: string }[]> {
  return acrossShops(tx.db, 'an address was verified, wherever it was typed')
    .updateTable('customers')
    .set({ accountId })
    .where('accountId', 'is', null)
    .where('email', '=', email)
    .where('mergedInto', 'is', null)
    .where('erasedAt', 'is', null)
    .returning(['shopId', 'id'])
    .execute()
}

/** What the search finds a record by. */
export function searchTextOf({
  name,
  email,
  phone,
}: {
  name: string
  email: string | null
  phone: string | null
}): string {
  // A national number is searched without its country code and leading zero: any run of its digits is found.
  return [searchKey(name), email ?? '', phone ?? ''].join(' ').trim()
}

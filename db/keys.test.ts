import { expect, test } from 'vitest'
import { connect } from '../bin/migrate.ts'
import { testDatabase } from '../src/kit/testing/database.ts'

const database = await testDatabase()

/** Tables whose rows may belong to no shop; their keys stand on their own. */
const notAlwaysOfAShop = ['audit', 'data_exports', 'erasures', 'events', 'messages']

/** Keys that lead from a shop's row to what belongs to a person, who has no shop. */
const toAPerson = [
  'api_keys_created_by_fkey',
  'assets_garage_account_id_garage_asset_id_fkey',
  'customers_account_id_fkey',
  'household_questions_asset_fkey',
  'household_questions_member_fkey',
  'orders_created_by_fkey',
  'shift_exceptions_created_by_fkey',
  'shop_devices_registered_by_fkey',
  'staff_account_id_fkey',
  'time_off_decided_by_fkey',
]

/** Every unique, exclusion and foreign key of a shop's table that does not hold shop_id. */
async function keysWithoutShop(): Promise<string[]> {
  const client = await connect(database.ownerUrl)
  try {
    const found = await client.query<{ name: string }>(
      `with shop_tables as (
        select c.oid, a.attnum from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1))
      select name from (
        select k.conname as name from pg_constraint k join shop_tables t on t.oid = k.conrelid
        where k.contype = 'f' and not t.attnum = any (k.conkey)
        union all
        select r.relname from pg_index i join shop_tables t on t.oid = i.indrelid join pg_class r on r.oid = i.indexrelid
        where (i.indisunique or i.indisexclusion) and not t.attnum = any (i.indkey::int2[])
      ) faults where name <> all ($2) order by name`,
      [notAlwaysOfAShop, toAPerson],
    )
    return found.rows.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function asOwner(sql: string): Promise<void> {
  const client = await connect(database.ownerUrl)
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

test('every unique, exclusion and foreign key of a shop’s table holds shop_id', async () => {
  expect(await keysWithoutShop()).toEqual([])
})

test('a key without shop_id is seen', async () => {
  await asOwner(`create table bad_rows (
    shop_id uuid not null references shops, id uuid constraint bad_unique unique, during tstzrange,
    session_id uuid constraint bad_reference references sessions,
    constraint bad_exclusion exclude using gist (during with &&))`)
  await asOwner('create unique index bad_index on bad_rows (session_id) where id is not null')
  expect(await keysWithoutShop()).toEqual(['bad_exclusion', 'bad_index', 'bad_reference', 'bad_unique'])
  await asOwner('drop table bad_rows')
})

test('the exceptions are tables and keys that exist', async () => {
  const client = await connect(database.ownerUrl)
  const tables = await client.query(
    'select relname from pg_class where relname = any ($1) and relkind = $2',
    [notAlwaysOfAShop, 'r'],
  )
  const keys = await client.query('select conname from pg_constraint where conname = any ($1)', [toAPerson])
  await client.end()
  expect(tables.rowCount).toBe(notAlwaysOfAShop.length)
  expect(keys.rowCount).toBe(toAPerson.length)
})

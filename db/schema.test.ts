import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { generateSchema } from '../bin/generate-schema.ts'
import { generateShopTables } from '../bin/generate-shop-tables.ts'
import { generateTypes } from '../bin/generate-types.ts'
import { connect } from '../bin/migrate.ts'
import { testDatabase } from '../src/kit/testing/database.ts'

const database = await testDatabase()
const kept = (file: string): string => readFileSync(path.join(import.meta.dirname, file), 'utf8')

async function asOwner(sql: string): Promise<void> {
  const client = await connect(database.ownerUrl)
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

test('db/schema.sql, db/types.ts and the guard’s list of tables are what the migrations make (npm run generate)', async () => {
  expect(await generateSchema(database.ownerUrl)).toBe(kept('schema.sql'))
  expect(await generateTypes(database.ownerUrl)).toBe(kept('types.ts'))
  expect(await generateShopTables(database.ownerUrl)).toBe(kept('../src/kit/db/shop-tables.ts'))
})

test('a change of any part of the schema shows in the dump', async () => {
  const before = await generateSchema(database.ownerUrl)
  const changes: [string, string][] = [
    ['alter table accounts add extra int', 'alter table accounts drop extra'],
    ["alter table accounts alter region set default 'IR'", 'alter table accounts alter region drop default'],
    ['alter table accounts alter region set not null', 'alter table accounts alter region drop not null'],
    [
      'alter table accounts add constraint extra check (version > 0)',
      'alter table accounts drop constraint extra',
    ],
    ['create index extra on accounts (name)', 'drop index extra'],
    ['create function extra() returns int language sql return 1', 'drop function extra()'],
    ['grant truncate on accounts to fixbay_app', 'revoke truncate on accounts from fixbay_app'],
    ["create type extra as enum ('a')", 'drop type extra'],
    ['create view extra as select 1 as one', 'drop view extra'],
  ]
  for (const [make, undo] of changes) {
    await asOwner(make)
    expect(await generateSchema(database.ownerUrl), make).not.toBe(before)
    await asOwner(undo)
    expect(await generateSchema(database.ownerUrl), undo).toBe(before)
  }
})

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startScratchCluster } from './postgres/scratch.ts'
import type { ScratchCluster } from './postgres/scratch.ts'
import { connect, migrate, pending, readMigrations } from './migrate.ts'

let scratch: ScratchCluster
let made = 0
const temporary: string[] = []

beforeAll(async () => {
  scratch = await startScratchCluster()
})
afterAll(async () => {
  await scratch.stop()
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true })
})

const table = 'create table things (id int primary key); create table journal (id int primary key);'

/** An empty database and a db folder with these migrations. */
async function setUp(migrations: Record<string, string>) {
  const dbFolder = mkdtempSync(path.join(tmpdir(), 'fixbay-migrate-'))
  temporary.push(dbFolder)
  mkdirSync(path.join(dbFolder, 'migrations'))
  writeFileSync(path.join(dbFolder, 'queues.json'), '["work"]')
  writeFileSync(path.join(dbFolder, 'append-only.json'), '["journal"]')
  const write = (files: Record<string, string>) => {
    for (const [name, sql] of Object.entries(files))
      writeFileSync(path.join(dbFolder, 'migrations', name), sql)
  }
  write(migrations)
  made += 1
  const name = `migrate_${made}`
  await scratch.createDatabase(name)
  const options = { ownerUrl: scratch.ownerUrl(name), appUrl: scratch.appUrl(name), dbFolder }
  return { options, write, name }
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = await connect(url)
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

test('migrations run once, in order, and a later one runs alone', async () => {
  const { options, write } = await setUp({
    '0001_a.sql': table,
    '0002_b.sql': 'alter table things add b int;',
  })
  expect(await migrate(options)).toEqual(['0001_a', '0002_b'])
  expect(await migrate(options)).toEqual([])
  write({ '0003_c.sql': 'alter table things add c int;' })
  expect(await migrate(options)).toEqual(['0003_c'])
})

test('two starts at once migrate once', async () => {
  const { options } = await setUp({ '0001_a.sql': table })
  const runs = await Promise.all([migrate(options), migrate(options)])
  expect(runs.flat()).toEqual(['0001_a'])
})

test('a migration that breaks leaves nothing of itself and says where', async () => {
  const { options } = await setUp({
    '0001_a.sql': table,
    '0002_b.sql': 'create table half (id int);\nselect nonsense;',
  })
  await expect(migrate(options)).rejects.toThrow(
    /^db\/migrations\/0002_b\.sql:2: column "nonsense" does not exist$/,
  )
  expect(
    await ask(options.ownerUrl, "select to_regclass('half') as half, count(*)::int as n from migrations"),
  ).toEqual([{ half: null, n: 1 }])
})

const indexBeside = `-- Beside writers.
drop index concurrently if exists things_by_a;
create unique index concurrently things_by_a on things (a);
`

test('an index is built beside writers, also while a second start waits', async () => {
  const { options, write } = await setUp({ '0001_a.sql': `${table} alter table things add a int;` })
  await migrate(options)
  write({ '0002_b.sql': indexBeside })
  const open = await connect(options.ownerUrl)
  try {
    await open.query('begin; insert into things values (1, 1)')
    const runs = [migrate(options), migrate(options)]
    await expect
      .poll(() => ask(options.ownerUrl, "select 1 as made from pg_class where relname = 'things_by_a'"))
      .toEqual([{ made: 1 }])
    // The open transaction keeps the index from its end; nobody else waits for it.
    await ask(options.ownerUrl, "set lock_timeout = '5s'; insert into things values (2, 2)")
    await open.query('commit')
    expect((await Promise.all(runs)).flat()).toEqual(['0002_b'])
  } finally {
    await open.end()
  }
  expect(
    await ask(options.ownerUrl, "select indisvalid from pg_index where indexrelid = 'things_by_a'::regclass"),
  ).toEqual([{ indisvalid: true }])
})

test('an index that broke off beside writers is built anew by the next start', async () => {
  const { options, write } = await setUp({
    '0001_a.sql': `${table} alter table things add a int; insert into things values (1, 1), (2, 1);`,
  })
  await migrate(options)
  write({ '0002_b.sql': indexBeside })
  await expect(migrate(options)).rejects.toThrow(
    /^db\/migrations\/0002_b\.sql: could not create unique index/,
  )
  await ask(options.ownerUrl, 'update things set a = id')
  expect(await migrate(options)).toEqual(['0002_b'])
})

test('a database newer than the program is refused in one line, and so is a migration changed afterwards', async () => {
  const { options, write } = await setUp({ '0001_a.sql': table })
  await migrate(options)
  await ask(options.ownerUrl, "insert into migrations (name, hash) values ('0002_future', 'x')")
  await expect(migrate(options)).rejects.toThrow(
    /^The database is newer than this program: .*0002_future.*\.$/,
  )
  await ask(options.ownerUrl, "delete from migrations where name = '0002_future'")
  write({ '0001_a.sql': `${table} -- edited` })
  await expect(migrate(options)).rejects.toThrow(/0001_a\.sql was changed after it ran/)
})

test('line ends of a Windows checkout change no migration; two with one number are refused', async () => {
  const { options, write } = await setUp({ '0001_a.sql': 'select 1;\nselect 2;\n' })
  const unix = readMigrations(options.dbFolder)
  write({ '0001_a.sql': 'select 1;\r\nselect 2;\r\n' })
  expect(pending(readMigrations(options.dbFolder), unix)).toEqual([])
  write({ '0001_b.sql': 'select 3;' })
  expect(() => readMigrations(options.dbFolder)).toThrow(/0001_b\.sql: the name must be/)
})

test('the application role gets rows and jobs, no append-only change, no DDL; a right given by hand is taken back', async () => {
  const { options, name } = await setUp({ '0001_a.sql': table })
  await migrate(options)
  await ask(options.ownerUrl, 'grant update on journal to fixbay_app')
  await migrate(options)
  await ask(
    options.appUrl,
    'insert into things values (1); update things set id = 2; insert into journal values (1)',
  )
  for (const refused of [
    'update journal set id = 2',
    'delete from journal',
    'truncate things',
    'create table x ()',
  ]) {
    await expect(ask(options.appUrl, refused)).rejects.toMatchObject({ code: '42501' })
  }
  const pool = new pg.Pool({ connectionString: scratch.appUrl(name) })
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    migrate: false,
    createSchema: false,
  })
  await boss.start()
  await boss.send('work', { some: 'thing' })
  expect(await boss.fetch('work')).toMatchObject([{ data: { some: 'thing' } }])
  await boss.supervise()
  await boss.stop({ graceful: false })
  await pool.end()
})

test('an address where nobody answers is one line without the password', async () => {
  const nowhere = 'postgres://me:hunter2@127.0.0.1:1/shop'
  await expect(connect(nowhere)).rejects.toThrow(
    /^The database shop at 127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED.*$/,
  )
  await expect(connect(nowhere)).rejects.toThrow(/^(?!.*hunter2)/)
})

test('the real migrations run on an empty database [S4.T3]', async () => {
  const { options } = await setUp({})
  cpSync(path.join(import.meta.dirname, '..', 'db'), options.dbFolder, { recursive: true })
  expect((await migrate(options)).length).toBeGreaterThan(0)
})

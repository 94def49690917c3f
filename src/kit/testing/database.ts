import pg from 'pg'
import { afterAll, inject } from 'vitest'

export interface TestDatabase {
  name: string
  /** As the application's role: rows, no DDL. What the program itself uses. */
  appUrl: string
  /** As the owner of the tables, for what only a test may do. */
  ownerUrl: string
}

let made = 0

/**
 * A fresh database with the whole schema and no rows, for the test file that calls it at its top level
 * (`const database = await testDatabase()`); dropped when the file is done.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const database = await cloneDatabase()
  afterAll(database.drop)
  return database
}

/** The same, dropped by whoever made it. */
export async function cloneDatabase(): Promise<TestDatabase & { drop: () => Promise<void> }> {
  const { superUrl, ownerUrl, appUrl, template } = inject('database')
  made += 1
  const name = `test_${process.pid}_${process.env['VITEST_POOL_ID'] ?? 0}_${made}_${Math.random().toString(36).slice(2, 8)}`
  await run(
    superUrl,
    `create database ${name} template ${template} owner fixbay_owner strategy file_copy`,
    `revoke all on database ${name} from public`,
    `grant connect on database ${name} to fixbay_app`,
  )
  return {
    name,
    appUrl: withName(appUrl, name),
    ownerUrl: withName(ownerUrl, name),
    drop: () => run(superUrl, `drop database if exists ${name} with (force)`),
  }
}

/** The address of another database on the same server. */
function withName(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const sql of statements) await client.query(sql)
  } finally {
    await client.end()
  }
}

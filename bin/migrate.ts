import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { grantToApplication } from './migrate-grants.ts'
import { prepareQueues } from './migrate-queues.ts'
import { Refusal } from './refusal.ts'

export interface Migration {
  /** The file's name without `.sql`, e.g. `0001_accounts`. */
  name: string
  sql: string
  hash: string
}

export interface MigrateOptions {
  ownerUrl: string
  /** Equal to `ownerUrl` where one role does both: then nothing is granted. */
  appUrl: string
  /** The folder that holds migrations/, append-only.json and queues.json. */
  dbFolder: string
  say?: (line: string) => void
}

/** Any number that no other program takes an advisory lock with. */
const migrationLock = 4_021_977_301

/**
 * Brings the database to this program's schema as the owner role, then the job queues and the application role's
 * rights. Returns the names of the migrations it ran. A Refusal where the database knows migrations that we do not.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const owner = await connect(options.ownerUrl)
  try {
    // Held until the connection ends, over everything below: two starts at once do it one after the other.
    await waitForLock(owner)
    const ran = await runMigrations(owner, readMigrations(options.dbFolder), options.say)
    await prepareQueues(options.ownerUrl, readList(options.dbFolder, 'queues.json'))
    if (options.appUrl !== options.ownerUrl) {
      await grantToApplication(
        owner,
        await roleOf(options.appUrl),
        readList(options.dbFolder, 'append-only.json'),
      )
    }
    return ran
  } finally {
    await owner.end()
  }
}

async function waitForLock(owner: pg.Client): Promise<void> {
  const ask = 'select pg_try_advisory_lock($1) as got'
  // Asked again and again: a statement that waits for the lock is what an index built beside writers waits for.
  while (!(await owner.query<{ got: boolean }>(ask, [migrationLock])).rows[0]?.got) await sleep(100)
}

/** The migrations of `<dbFolder>/migrations`, in order. */
export function readMigrations(dbFolder: string): Migration[] {
  const folder = path.join(dbFolder, 'migrations')
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  const seen = new Set<string>()
  return files.toSorted().map((file) => {
    const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]
    if (!number || seen.has(number)) {
      throw new Refusal(`db/migrations/${file}: the name must be NNNN_name.sql with a number of its own.`)
    }
    seen.add(number)
    // A checkout with Windows line ends holds the same migration.
    const sql = readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n')
    return { name: file.slice(0, -4), sql, hash: createHash('sha256').update(sql).digest('hex') }
  })
}

/** One hash over everything that makes the schema; tests name their template database by it. */
export function schemaHash(dbFolder: string): string {
  const hash = createHash('sha256')
  for (const migration of readMigrations(dbFolder)) hash.update(migration.name).update(migration.hash)
  for (const file of ['queues.json', 'append-only.json']) hash.update(readFileSync(path.join(dbFolder, file)))
  return hash.digest('hex').slice(0, 16)
}

async function runMigrations(
  owner: pg.Client,
  known: Migration[],
  say: MigrateOptions['say'],
): Promise<string[]> {
  await owner.query(
    `create table if not exists migrations (
      name text primary key, hash text not null, at timestamptz not null default clock_timestamp())`,
  )
  const applied = await owner.query<{ name: string; hash: string }>('select name, hash from migrations')
  const todo = pending(known, applied.rows)
  for (const migration of todo) {
    say?.(`Migrating the database: ${migration.name}`)
    await runOne(owner, migration)
  }
  return todo.map(({ name }) => name)
}

/** What is still to run. A Refusal where the database and the program's files contradict each other. */
export function pending(known: Migration[], applied: { name: string; hash: string }[]): Migration[] {
  const hashes = new Map(known.map(({ name, hash }) => [name, hash]))
  for (const { name, hash } of applied.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const ours = hashes.get(name)
    if (ours === undefined) {
      throw new Refusal(
        `The database is newer than this program: it has migration ${name}, which is not known here. Update the program.`,
      )
    }
    if (ours !== hash)
      throw new Refusal(`db/migrations/${name}.sql was changed after it ran on this database.`)
  }
  const done = new Set(applied.map(({ name }) => name))
  return known.filter(({ name }) => !done.has(name))
}

/**
 * The first line of a migration whose statements run one by one, each on its own: what PostgreSQL does not do inside a
 * transaction, such as building an index of a large table beside writers. Each must be one that can be repeated.
 */
const besideWriters = '-- Beside writers.'

async function runOne(owner: pg.Client, migration: Migration): Promise<void> {
  const isAlone = migration.sql.startsWith(besideWriters)
  const note = () =>
    owner.query('insert into migrations (name, hash) values ($1, $2)', [migration.name, migration.hash])
  try {
    if (!isAlone) await owner.query('begin')
    for (const sql of isAlone ? migration.sql.split(/(?<=;)\n/) : [migration.sql]) await owner.query(sql)
    await note()
    if (!isAlone) await owner.query('commit')
  } catch (error) {
    if (!isAlone) await owner.query('rollback')
    if (!(error instanceof pg.DatabaseError)) throw error
    const line = migration.sql.slice(0, Number(error.position ?? 0)).split('\n').length
    const where = error.position && !isAlone ? `:${line}` : ''
    throw new Refusal(`db/migrations/${migration.name}.sql${where}: ${error.message}`)
  }
}

async function roleOf(url: string): Promise<string> {
  const client = await connect(url)
  try {
    // Asked, because a pooler may know the role under another name than the address says.
    const found = await client.query<{ role: string }>('select current_user::text as role')
    return found.rows[0]?.role ?? ''
  } finally {
    await client.end()
  }
}

/** An open connection; a Refusal in one line (without the password) where nobody answers at `url`. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    const { host, port, database } = client
    const why = error instanceof AggregateError ? error.errors[0] : error
    const reason = why instanceof Error ? why.message.replaceAll('\n', ' ') : String(why)
    throw new Refusal(`The database ${database ?? ''} at ${host}:${port} cannot be reached: ${reason}`)
  }
}

function readList(dbFolder: string, file: string): string[] {
  return JSON.parse(readFileSync(path.join(dbFolder, file), 'utf8')) as string[]
}

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { makeReadableRoot, pathName, reachable, readableRoot, serverUser } from './postgres/binaries.ts'
import { startCluster } from './postgres/cluster.ts'
import type { Cluster } from './postgres/cluster.ts'
import { Refusal } from './refusal.ts'

/** The role that owns the tables and runs migrations, and the one that the application works as (no DDL). */
export const ownerRole = 'fixbay_owner'
export const appRole = 'fixbay_app'

export interface EmbeddedDatabase {
  ownerUrl: string
  appUrl: string
  cluster: Cluster
  /** Where PostgreSQL keeps its files. */
  folder: string
}

interface Passwords {
  superuser: string
  owner: string
  app: string
}

/** Starts the embedded PostgreSQL on the data folder, with database `fixbay` and its two roles. */
export async function startDatabase(
  dataFolder: string,
  say: (line: string) => void,
): Promise<EmbeddedDatabase> {
  const folder = clusterFolder(dataFolder)
  const passwords = readPasswords(dataFolder, existsSync(path.join(folder, 'PG_VERSION')))
  const logFile = path.join(path.dirname(folder), 'postgres.log')
  const cluster = await startCluster({ folder, password: passwords.superuser, logFile, say })
  try {
    await ensureDatabase(cluster, passwords, 'fixbay')
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return {
    cluster,
    folder,
    ownerUrl: cluster.url('fixbay', ownerRole, passwords.owner),
    appUrl: cluster.url('fixbay', appRole, passwords.app),
  }
}

/**
 * Where the cluster goes: `<data>/postgres`, or, for root with a data folder that other users cannot enter, a folder
 * under /var/lib/fixbay. The choice is written down, so that a moved checkout still finds its database.
 */
export function clusterFolder(dataFolder: string): string {
  const note = path.join(dataFolder, 'postgres-is-at')
  if (existsSync(note)) return readFileSync(note, 'utf8').trim()
  const usual = path.join(dataFolder, 'postgres')
  const user = serverUser()
  if (!user || existsSync(path.join(usual, 'PG_VERSION')) || reachable(usual, user)) return usual
  const elsewhere = path.join(readableRoot, pathName(dataFolder))
  makeReadableRoot()
  mkdirSync(elsewhere, { recursive: true })
  chmodSync(elsewhere, 0o755)
  const folder = path.join(elsewhere, 'postgres')
  writeFileSync(note, `${folder}\n`)
  return folder
}

function readPasswords(dataFolder: string, clusterExists: boolean): Passwords {
  const file = path.join(dataFolder, 'postgres.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Passwords
  if (clusterExists) throw new Refusal(`The database's passwords are missing: ${file} was lost. Restore it.`)
  const secret = (): string => randomBytes(24).toString('base64url')
  const passwords = { superuser: secret(), owner: secret(), app: secret() }
  writeFileSync(file, JSON.stringify(passwords), { mode: 0o600, flush: true })
  return passwords
}

/** Makes the two roles and the database where they are missing. Safe to call at every start. */
export async function ensureDatabase(
  cluster: Cluster,
  passwords: { superuser: string; owner: string; app: string },
  database: string,
): Promise<void> {
  const client = new pg.Client(cluster.url('postgres', 'postgres', passwords.superuser))
  client.on('error', () => undefined)
  await client.connect()
  try {
    for (const [role, password] of [
      [ownerRole, passwords.owner],
      [appRole, passwords.app],
    ] as const) {
      const found = await client.query('select 1 from pg_roles where rolname = $1', [role])
      if (found.rowCount === 0) await client.query(`create role ${role} login password '${password}'`)
    }
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) await client.query(`create database ${database} owner ${ownerRole}`)
    await client.query(`revoke all on database ${database} from public`)
    await client.query(`grant connect on database ${database} to ${appRole}`)
  } finally {
    await client.end()
  }
}

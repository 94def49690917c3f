import { isIP } from 'node:net'
import path from 'node:path'
import { Refusal } from './refusal.ts'

/** What the environment says, checked. docs/OPERATIONS.md lists every variable with its default. */
export interface Settings {
  host: string
  port: number
  /** The origin of every link that is sent, without a slash at the end. */
  url: string
  dataFolder: string
  /** undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined
  migrateUrl: string | undefined
  role: 'all' | 'web' | 'worker'
  /** Load the demo shops into an empty database. */
  demoData: boolean
  /** Demo sign-ins and the outbox work. */
  demo: boolean
  /** Addresses or networks whose X-Forwarded-For counts. */
  proxy: string[]
  /** Scales every limit; 0 turns them off. */
  rateLimits: number
  /** Of an installation with several processes; undefined: the one kept in the data folder. */
  secret: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the settings. A Refusal in one line, naming the variable, for a wrong one. */
export function readSettings(env: Environment, folder: string): Settings {
  const get = (name: string): string | undefined => env[name]?.trim() || undefined
  const host = readHost(get('HOST') ?? '127.0.0.1')
  const port = readPort(get('PORT') ?? '3000')
  const databaseUrl = readDatabaseUrl('DATABASE_URL', get('DATABASE_URL'))
  const migrateUrl = readDatabaseUrl('DATABASE_MIGRATE_URL', get('DATABASE_MIGRATE_URL'))
  if (migrateUrl && !databaseUrl) throw new Refusal('DATABASE_MIGRATE_URL is set without DATABASE_URL.')
  const proxy = readProxy(get('FIXBAY_PROXY'))
  const url = readUrl(get('FIXBAY_URL'))
  if (proxy.length > 0 && !url)
    throw new Refusal('FIXBAY_PROXY needs FIXBAY_URL: the address that people see.')
  const demo = readChoice('FIXBAY_DEMO', get('FIXBAY_DEMO'), ['0', '1'])
  const role = readChoice('FIXBAY_ROLE', get('FIXBAY_ROLE'), ['all', 'web', 'worker']) ?? 'all'
  if (role !== 'all' && !databaseUrl) {
    throw new Refusal(
      `FIXBAY_ROLE=${role} needs DATABASE_URL: one process alone has the embedded PostgreSQL.`,
    )
  }
  const secret = get('FIXBAY_SECRET')
  if (secret !== undefined && secret.length < 32)
    throw new Refusal('FIXBAY_SECRET must have at least 32 characters.')
  const exposed = !isLoopback(host) || env['NODE_ENV'] === 'production'
  return {
    host,
    port,
    url: url ?? `http://${hostInUrl(host)}:${port}`,
    dataFolder: path.resolve(folder, get('FIXBAY_DATA') ?? 'data'),
    databaseUrl,
    migrateUrl,
    role,
    demoData: demo === undefined ? databaseUrl === undefined : demo === '1',
    demo: demo === undefined ? databaseUrl === undefined && !exposed : demo === '1',
    proxy,
    rateLimits: readNumber('FIXBAY_RATE_LIMITS', get('FIXBAY_RATE_LIMITS') ?? '1'),
    secret,
  }
}

/** Whether only this machine reaches an address to listen on. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** A host as it stands in an address: IPv6 in brackets. */
export function hostInUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}

function readHost(text: string): string {
  const name = /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i
  // Digits and dots alone are a mistyped address, not a name.
  if (isIP(text) || (name.test(text) && !/^[\d.]+$/.test(text))) return text
  throw new Refusal(`HOST must be an address or a name to listen on, not "${text}".`)
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port >= 1 && port <= 65_535) return port
  throw new Refusal(`PORT must be a number from 1 to 65535, not "${text}".`)
}

function readNumber(name: string, text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (Number.isFinite(value)) return value
  throw new Refusal(`${name} must be a number, 0 or more, not "${text}".`)
}

function readChoice<const Choice extends string>(
  name: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const choice = choices.find((one) => one === text)
  if (text === undefined || choice !== undefined) return choice
  throw new Refusal(`${name} must be one of ${choices.join(', ')}, not "${text}".`)
}

function readUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const url = URL.parse(text)
  const plain = url !== null && url.pathname === '/' && !url.search && !url.hash && !url.username
  if (plain && /^https?:$/.test(url.protocol)) return url.origin
  throw new Refusal(`FIXBAY_URL must be an origin like https://shop.example, not "${text}".`)
}

function readDatabaseUrl(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const url = URL.parse(text)
  if (url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1) return text
  // The value may hold a password: it is not repeated.
  throw new Refusal(`${name} must look like postgres://user:password@host:5432/database.`)
}

function readProxy(text: string | undefined): string[] {
  const entries = (text ?? '').split(',').map((entry) => entry.trim())
  return entries.filter(Boolean).map((entry) => {
    const [address = '', bits, ...more] = entry.split('/')
    const family = isIP(address)
    const most = family === 6 ? 128 : 32
    const network = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)
    if (family !== 0 && network && more.length === 0) return entry
    throw new Refusal(`FIXBAY_PROXY must be addresses or networks like 10.0.0.0/8, not "${entry}".`)
  })
}

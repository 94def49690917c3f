import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { appRole, ensureDatabase, ownerRole } from '../database.ts'
import { leftBehind, scratchFolder } from '../scratch-folder.ts'
import { runningServer, startCluster } from './cluster.ts'
import type { Cluster } from './cluster.ts'

/** A cluster without durability for tests and generators, in a folder that is thrown away. */
export interface ScratchCluster {
  cluster: Cluster
  superUrl(database: string): string
  ownerUrl(database: string): string
  appUrl(database: string): string
  /** Makes an empty database with both roles in place. */
  createDatabase(name: string): Promise<void>
  stop(): Promise<void>
}

const prefix = 'fixbay-scratch-'
const passwords = { superuser: 'scratch', owner: 'scratch', app: 'scratch' }

/** Starts one; `stop` removes everything of it. */
export async function startScratchCluster(settings: Record<string, string> = {}): Promise<ScratchCluster> {
  for (const left of leftBehind(prefix)) remove(left)
  const home = mkdtempSync(path.join(scratchFolder(), `${prefix}${process.pid}-`))
  // The server may run as another user, who has to pass through.
  chmodSync(home, 0o755)
  const cluster = await startCluster({
    folder: path.join(home, 'postgres'),
    password: passwords.superuser,
    logFile: path.join(home, 'postgres.log'),
    durable: false,
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      synchronous_commit: 'off',
      max_connections: '200',
      // The roles' passwords guard nothing; tests connect some thousand times.
      scram_iterations: '1',
      ...settings,
    },
  })
  return {
    cluster,
    superUrl: (database) => cluster.url(database, 'postgres', passwords.superuser),
    ownerUrl: (database) => cluster.url(database, ownerRole, passwords.owner),
    appUrl: (database) => cluster.url(database, appRole, passwords.app),
    createDatabase: (name) => ensureDatabase(cluster, passwords, name),
    async stop() {
      await cluster.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Ends and removes a cluster whose maker was killed. */
function remove(home: string): void {
  try {
    const server = runningServer(path.join(home, 'postgres'))
    if (server) process.kill(server.pid, 'SIGQUIT')
    rmSync(home, { recursive: true, force: true })
  } catch {
    // Another user's, or being swept by another run at this moment.
  }
}

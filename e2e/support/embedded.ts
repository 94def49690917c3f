import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { clusterFolder } from '../../bin/database.ts'
import { runningServer } from '../../bin/postgres/cluster.ts'

/** The embedded PostgreSQL that runs on a data folder: its process and port. */
export function embeddedServer(dataFolder: string): { pid: number; port: number } {
  const server = runningServer(clusterFolder(dataFolder))
  if (!server) throw new Error(`no database runs on ${dataFolder}`)
  return server
}

/** A connection to it as its superuser: sees what is really there. */
export async function connectEmbedded(dataFolder: string): Promise<pg.Client> {
  const { superuser } = JSON.parse(readFileSync(path.join(dataFolder, 'postgres.json'), 'utf8')) as {
    superuser: string
  }
  const client = new pg.Client({
    host: '127.0.0.1',
    port: embeddedServer(dataFolder).port,
    user: 'postgres',
    password: superuser,
    database: 'fixbay',
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** A server and the processes it has started (Linux). */
export function processesOf(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
  return [pid, ...children.map(Number)]
}

function parentOf(pid: string): number | undefined {
  try {
    // `pid (name) state parent …`; the name may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

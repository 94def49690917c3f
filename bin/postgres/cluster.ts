import { spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import type { ChildProcess } from 'node:child_process'
import pg from 'pg'
import { Refusal } from '../refusal.ts'
import { findBinaries } from './binaries.ts'
import type { Binaries } from './binaries.ts'
import { initialise, serverEnvironment } from './initialise.ts'
import { alive, commandOf, pause, until } from './process.ts'

export interface ClusterOptions {
  /** PostgreSQL's own data directory. */
  folder: string
  /** Of the superuser `postgres`. */
  password: string
  logFile: string
  /** Server settings beside ours, e.g. `{ fsync: 'off' }`. */
  settings?: Record<string, string>
  /** false: the cluster may be lost with the machine (tests). */
  durable?: boolean
  /** Told in one line when the server died and when it is back. */
  say?: (line: string) => void
}

export interface Cluster {
  port: number
  /** The server's process now; another one after it died and was started again. */
  pid(): number
  url(database: string, user: string, password: string): string
  stop(): Promise<void>
}

const oneMinute = 60_000

/**
 * Starts PostgreSQL on `folder`, on loopback and a free port, and starts it again when it dies, until `stop`. The caller
 * holds the data folder's lock: a server that a killed start left running there is stopped first, cleanly.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const binaries = findBinaries()
  await initialise(binaries, { ...options, durable: options.durable ?? true })
  await stopLeftover(binaries, options)
  const started = await startOnFreePort(binaries, options)
  const { port } = started
  let { child } = started
  let stopping = false

  const watch = (): void => {
    child.once('exit', () => {
      if (!stopping) void revive()
    })
  }
  const revive = async (): Promise<void> => {
    options.say?.('PostgreSQL stopped by itself; starting it again.')
    for (let wait = 100; !stopping; wait = Math.min(wait * 2, 5000)) {
      await pause(wait)
      if (stopping) return
      try {
        // The same port: the pool's connections come back to it.
        child = await startOnce(binaries, options, port)
        options.say?.('PostgreSQL is back.')
        return watch()
      } catch {
        // Old backends may still hold its memory for a second or two.
      }
    }
  }
  watch()

  return {
    port,
    pid: () => child.pid ?? 0,
    url: (database, user, password) =>
      `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    async stop() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = (): boolean => child.exitCode !== null || child.signalCode !== null
      signal(binaries, options.folder, child.pid ?? 0, 'fast')
      if (await until(ended, 30_000)) return
      signal(binaries, options.folder, child.pid ?? 0, 'immediate')
      await until(ended, 5000)
    },
  }
}

/** The process that a folder's `postmaster.pid` names, if it is alive and really a server on that folder. */
export function runningServer(folder: string): { pid: number; port: number } | undefined {
  const file = path.join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0) || !alive(pid)) return undefined
  // After a reboot, or in a container, the number may belong to anybody. PostgreSQL itself would then refuse to start.
  const command = commandOf(pid)
  if (process.platform !== 'win32' && !(command.includes('postgres') && command.includes(folder))) {
    rmSync(file, { force: true })
    return undefined
  }
  return { pid, port: Number(lines[3]) }
}

async function stopLeftover(binaries: Binaries, { folder, password }: ClusterOptions): Promise<void> {
  const running = runningServer(folder)
  if (!running) return
  const gone = (): boolean => !alive(running.pid)
  const ours = await until(async () => gone() || (await answers(running.port, password)), oneMinute)
  if (ours && !gone()) signal(binaries, folder, running.pid, 'fast')
  if (ours && (await until(gone, oneMinute))) return
  throw new Refusal(
    `PostgreSQL (process ${running.pid}) already runs on ${folder} and does not let us in: stop it, or set DATABASE_URL.`,
  )
}

async function startOnFreePort(
  binaries: Binaries,
  options: ClusterOptions,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    try {
      return { child: await startOnce(binaries, options, port), port }
    } catch (error) {
      // Somebody took the port between our look and the server's bind.
      const taken = error instanceof Refusal && /bind|address already in use/i.test(error.message)
      if (!taken || attempt === 5) throw error
    }
  }
}

async function startOnce(binaries: Binaries, options: ClusterOptions, port: number): Promise<ChildProcess> {
  const { runAs, postgres } = binaries
  const log = openLog(options.logFile)
  const logStart = statSync(options.logFile).size
  if (runAs) chownSync(options.logFile, runAs.uid, runAs.gid)
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...options.settings,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(postgres, ['-D', options.folder, ...args], {
    cwd: path.parse(postgres).root,
    // Its own process group: Ctrl-C must reach us, and the server only when we are done.
    detached: true,
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    windowsHide: true,
    ...(runAs && { uid: runAs.uid, gid: runAs.gid }),
  })
  closeSync(log)
  child.unref()
  let failed: Error | undefined
  child.once('error', (error) => (failed = error))
  const ended = (): boolean => failed !== undefined || child.exitCode !== null || child.signalCode !== null
  const ready = await until(async () => ended() || (await answers(port, options.password)), 10 * oneMinute)
  if (ready && !ended()) return child
  const why = failed?.message ?? lastComplaint(options.logFile, logStart)
  throw new Refusal(`PostgreSQL did not start: ${why} (its log is ${options.logFile})`)
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    database: 'postgres',
    password,
    connectionTimeoutMillis: 2000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function signal(
  { postgres, runAs }: Binaries,
  folder: string,
  pid: number,
  mode: 'fast' | 'immediate',
): void {
  if (process.platform !== 'win32') {
    try {
      process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
    return
  }
  // Windows has no signals; the server listens to pg_ctl.
  const control = path.join(path.dirname(postgres), 'pg_ctl.exe')
  spawnSync(control, ['stop', '-W', '-D', folder, '-m', mode], { windowsHide: true, ...runAs })
}

function openLog(file: string): number {
  const limit = 20 * 1024 * 1024
  if (existsSync(file) && statSync(file).size > limit) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

function lastComplaint(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString().trim().split('\n')
  const line = lines.findLast((text) => /FATAL|PANIC|ERROR/.test(text)) ?? lines.at(-1)
  const detail = lines.findLast((text) => /DETAIL|could not bind/.test(text)) ?? ''
  return [line, detail]
    .join(' ')
    .replaceAll(/\S+ \S+ UTC \[\d+\] /g, '')
    .trim()
}

/** A TCP port on loopback that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

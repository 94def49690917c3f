import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../bin/folders.ts'
import { freePort, runningServer } from '../../bin/postgres/cluster.ts'
import { commandOf } from '../../bin/postgres/process.ts'
import { leftBehind, scratchFolder } from '../../bin/scratch-folder.ts'

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

/** A real Fixbay process, started as `npm start` starts it. */
export interface Fixbay {
  url: string
  port: number
  pid: number
  dataFolder: string
  /** All that it has printed so far. */
  printed(): string
  /** Resolves when the process is gone. */
  ended: Promise<Ended>
  signal(signal: NodeJS.Signals): void
  /** Ctrl-C, then waits for its end. */
  stop(): Promise<Ended>
}

export interface StartOptions {
  dataFolder: string
  port?: number
  env?: Record<string, string>
}

const prefix = 'fixbay-e2e-'

/** A new empty folder for data, which the database's own user may pass through. */
export function newDataFolder(within = scratchFolder()): string {
  const folder = mkdtempSync(path.join(within, `${prefix}${process.pid}-`))
  chmodSync(folder, 0o755)
  return folder
}

/** Removes a data folder; nobody may be running on it. */
export function removeDataFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Ends and removes what earlier runs left that were killed. */
export function sweepDataFolders(): void {
  for (const folder of leftBehind(prefix)) {
    for (const data of [folder, path.join(folder, 'data')]) endOn(data)
    removeDataFolder(folder)
  }
}

function endOn(dataFolder: string): void {
  const note = path.join(dataFolder, 'running.json')
  const { pid = 0 } = existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as { pid?: number }) : {}
  if (pid > 0 && /bin\/(start|dev)\.ts/.test(commandOf(pid))) process.kill(pid, 'SIGKILL')
  const database = runningServer(path.join(dataFolder, 'postgres'))
  if (database) process.kill(database.pid, 'SIGQUIT')
}

let built = false

/** Builds where a source changed since the last build, as `npm test` does before it starts. */
export function ensureBuilt(): void {
  if (built) return
  const prepare = path.join(root, 'bin', 'prepare.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [prepare, '--build'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`The program cannot be built:\n${stdout}${stderr}`)
  built = true
}

/** What `npm start` gives to Node. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  return scripts.start.split(' ').slice(1)
}

/** Starts Fixbay without waiting. Settings of the surroundings do not reach it. */
export async function launchFixbay({ dataFolder, port, env = {} }: StartOptions): Promise<Fixbay> {
  ensureBuilt()
  const chosen = port ?? (await freePort())
  const url = `http://127.0.0.1:${chosen}`
  const child = spawn(process.execPath, startArguments(), {
    cwd: root,
    env: { ...surroundings(), PORT: String(chosen), FIXBAY_DATA: dataFolder, FIXBAY_DEMO: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const take = (part: Buffer): void => {
    printed += part.toString()
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  return {
    url,
    port: chosen,
    pid: child.pid ?? 0,
    dataFolder,
    printed: () => printed,
    ended,
    signal: (signal) => void child.kill(signal),
    stop() {
      child.kill('SIGINT')
      return ended
    },
  }
}

/** Starts Fixbay and waits until it is ready; throws what it printed where it ends instead. */
export async function startFixbay(options: StartOptions): Promise<Fixbay> {
  return ready(await launchFixbay(options))
}

/** Waits until a Fixbay that was launched is ready; throws what it printed where it ends instead. */
export async function ready(fixbay: Fixbay): Promise<Fixbay> {
  const early = fixbay.ended.then(() => 'ended' as const)
  while (!fixbay.printed().includes('is ready at')) {
    const tick = new Promise<'tick'>((resolve) => {
      setTimeout(() => resolve('tick'), 20)
    })
    if ((await Promise.race([early, tick])) === 'ended') throw new Error(`Fixbay ended:\n${fixbay.printed()}`)
  }
  return fixbay
}

function surroundings(): NodeJS.ProcessEnv {
  const own = /^(FIXBAY_|DATABASE_|PORT$|HOST$|NODE_ENV$|NODE_OPTIONS$|VITEST|VITE_)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
}

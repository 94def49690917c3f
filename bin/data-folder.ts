import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { oneLine, Refusal } from './refusal.ts'

export interface DataLock {
  release(): void
}

// A lock that nothing refers to is collected, and with it the kernel's.
const held = new Set<DatabaseSync>()

/** Makes the data folder where it is missing. A Refusal where nothing can be written into it. */
export function openDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    const probe = path.join(folder, `.probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw new Refusal(
      `The data folder ${folder} cannot be written (${oneLine(error)}): set FIXBAY_DATA to another one.`,
    )
  }
}

/**
 * Holds the data folder for this process, or refuses with the process that has it. The lock is the kernel's, on a
 * SQLite file: it ends with the process however that ends, so nothing stale is ever left to judge.
 */
export function lockDataFolder(folder: string, url: string): DataLock {
  const note = path.join(folder, 'running.json')
  const lock = new DatabaseSync(path.join(folder, 'lock'), { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (!/locked/.test(oneLine(error))) throw error
    throw new Refusal(`Fixbay already runs on ${folder} (${describe(note)}).`)
  }
  held.add(lock)
  writeFileSync(note, JSON.stringify({ pid: process.pid, url }))
  return {
    release() {
      rmSync(note, { force: true })
      held.delete(lock)
      lock.close()
    },
  }
}

function describe(note: string): string {
  try {
    const { pid, url } = JSON.parse(readFileSync(note, 'utf8')) as { pid: number; url: string }
    return `process ${pid}, ${url}`
  } catch {
    return 'it is just starting or stopping'
  }
}

/** The installation's secret, made at the first start and readable by us alone. Losing it signs everybody out. */
export function readSecret(folder: string): string {
  const file = path.join(folder, 'secret')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flush: true })
  return secret
}

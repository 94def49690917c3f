import { accessSync, constants, readdirSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { alive } from './postgres/process.ts'

const GIGABYTE = 1024 ** 3
const MEMORY = '/dev/shm'

/**
 * Where tests keep what they throw away: in memory where it has room (a database for each file is written and dropped
 * hundreds of times), else the system's temporary folder.
 */
export function scratchFolder(): string {
  return hasRoomInMemory() ? MEMORY : tmpdir()
}

/** The folders called `<prefix><pid>-…` that makers left which are gone, in either place. */
export function leftBehind(prefix: string): string[] {
  const places = new Set([tmpdir(), ...(isWritable() ? [MEMORY] : [])])
  const maker = (name: string) => Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1])
  return [...places].flatMap((place) =>
    readdirSync(place)
      .filter((name) => maker(name) > 0 && !alive(maker(name)))
      .map((name) => path.join(place, name)),
  )
}

function hasRoomInMemory(): boolean {
  if (!isWritable() || process.availableMemory() < 8 * GIGABYTE) return false
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize >= 4 * GIGABYTE
}

function isWritable(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK)
    return true
  } catch {
    return false
  }
}

import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const GIGABYTE = 1024 ** 3
const MEMORY = '/dev/shm'

/**
 * Where tests keep what they throw away: in memory where it has room (a database for each file is written and dropped
 * hundreds of times), else the system's temporary folder.
 */
export function scratchFolder(): string {
  return hasRoomInMemory() ? MEMORY : tmpdir()
}

/** All places where earlier runs may have left something. */
export const scratchFolders = (): string[] => [...new Set([tmpdir(), ...(isWritable() ? [MEMORY] : [])])]

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

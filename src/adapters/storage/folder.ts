import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AdapterFailure } from '../failure.ts'
import type { FileInfo, StorageAdapter } from './port.ts'
import { checkedType } from './keys.ts'

/** Files in a folder of this machine (or a shared mount). A file appears whole and on disk, or not at all. */
export function createFolderStorage(folder: string): StorageAdapter {
  const info = async (key: string): Promise<FileInfo | null> => {
    const type = checkedType(key)
    const found = await stat(join(folder, key)).catch(absent)
    return found ? { type, size: found.size } : null
  }
  return {
    name: 'folder',
    async put(key, content, meta) {
      const type = checkedType(key, meta.type)
      const target = join(folder, key)
      const temporary = join(folder, 'unfinished', randomUUID())
      try {
        await mkdir(dirname(temporary), { recursive: true, mode: 0o700 })
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        await writeSynced(temporary, content)
        const { size } = await stat(temporary)
        await rename(temporary, target)
        await syncFolder(dirname(target))
        return { type, size }
      } catch (error) {
        await unlink(temporary).catch(absent)
        throw noRoom(error) ? new AdapterFailure('folder', 'unavailable', error.code) : error
      }
    },
    async get(key) {
      const found = await info(key)
      return found && { ...found, stream: createReadStream(join(folder, key)) }
    },
    stat: info,
    async delete(key) {
      checkedType(key)
      await unlink(join(folder, key)).catch(absent)
    },
  }
}

async function writeSynced(path: string, content: Parameters<StorageAdapter['put']>[1]): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A rename is only safe from a power cut once its folder is on disk; Windows has no such call. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

// The disk or somebody's share of it is full, is read-only or fails, or too many files are open.
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE'])

function noRoom(error: unknown): error is { code: string } {
  return error instanceof Error && 'code' in error && NO_ROOM.has(String(error.code))
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

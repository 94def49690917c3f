import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemNow } from '../../kit/time/clock.ts'
import { failureOf } from '../testing/failure.ts'
import type { Simulator } from '../testing/simulator.ts'
import { createFolderStorage } from './folder.ts'
import { newFileKey, typeOfKey } from './keys.ts'
import type { StorageAdapter } from './port.ts'
import { createS3Storage } from './s3.ts'
import { simulateS3 } from './s3.simulator.ts'

const credentials = { region: 'eu-central-1', accessKeyId: 'AKIATEST', secretAccessKey: 'secret/+=1' }
const jpeg = { type: 'image/jpeg' }
let ahead = 0
let folder: string
let store: Simulator
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-'))
  store = await simulateS3(credentials, () => systemNow().epochMilliseconds + ahead)
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const s3 = (more: Partial<typeof credentials> = {}) =>
  createS3Storage({ bucketUrl: `${store.url}/bucket/fixbay/`, ...credentials, ...more })
const adapters: Record<string, () => StorageAdapter> = { folder: () => createFolderStorage(folder), s3 }

async function read(storage: StorageAdapter, key: string): Promise<Buffer | null> {
  const found = await storage.get(key)
  return found && (await buffer(found.stream))
}

describe.each(Object.keys(adapters))('%s', (name) => {
  const storage = () => adapters[name]?.() ?? createFolderStorage(folder)

  test('bytes and streams come back as they were, with size and type, until deleted', async () => {
    const bytes = Buffer.alloc(300_001, 7)
    for (const content of [bytes, Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)])]) {
      const key = newFileKey('image/jpeg')
      expect(await storage().put(key, content, jpeg)).toEqual({ type: 'image/jpeg', size: 300_001 })
      expect(await storage().stat(key)).toEqual({ type: 'image/jpeg', size: 300_001 })
      expect((await read(storage(), key))?.equals(bytes)).toBe(true)
      await storage().delete(key)
      await storage().delete(key)
      expect([await storage().get(key), await storage().stat(key)]).toEqual([null, null])
    }
  })

  test('writing again replaces; an empty file is a file', async () => {
    const key = newFileKey('application/pdf')
    await storage().put(key, Buffer.from('one'), { type: 'application/pdf' })
    await storage().put(key, Buffer.alloc(0), { type: 'application/pdf' })
    expect(await storage().stat(key)).toEqual({ type: 'application/pdf', size: 0 })
  })

  test('nothing but our own keys is a key', async () => {
    const real = newFileKey('image/jpeg')
    const tricks = [
      '../x.jpg',
      '/etc/passwd',
      `${real}/../../y.jpg`,
      `ab/${'a'.repeat(30)}.exe`,
      '',
      `${real}\0`,
      'ab%2f..',
    ]
    for (const key of [...tricks, real.toUpperCase()]) {
      expect(typeOfKey(key)).toBeNull()
      await expect(storage().get(key)).rejects.toThrow(TypeError)
      await expect(storage().put(key, Buffer.from('x'), jpeg)).rejects.toThrow(TypeError)
      await expect(storage().delete(key)).rejects.toThrow(TypeError)
    }
    await expect(storage().put(real, Buffer.from('x'), { type: 'text/html' })).rejects.toThrow(TypeError)
    expect(() => newFileKey('text/html')).toThrow(TypeError)
  })
})

test('in a folder a write that breaks off leaves nothing, and files are for their owner only', async () => {
  const storage = createFolderStorage(folder)
  const key = newFileKey('image/jpeg')
  const broken = Readable.from(
    (async function* () {
      yield Buffer.alloc(70_000)
      throw new Error('the client went away')
    })(),
  )
  await expect(storage.put(key, broken, jpeg)).rejects.toThrow('the client went away')
  expect(await storage.stat(key)).toBeNull()
  expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  await storage.put(key, Buffer.from('x'), jpeg)
  expect((await stat(join(folder, key))).mode & 0o077).toBe(0)
})

test('a store that does not know us is our fault; nobody there is worth another try', async () => {
  const key = newFileKey('image/jpeg')
  const stranger = await failureOf(s3({ secretAccessKey: 'wrong' }).put(key, Buffer.from('x'), jpeg))
  expect([stranger.kind, stranger.code]).toEqual(['misconfigured', 'SignatureDoesNotMatch'])
  expect((await failureOf(s3({ accessKeyId: 'NOBODY' }).get(key))).code).toBe('InvalidAccessKeyId')
  const away = createS3Storage({ bucketUrl: 'http://127.0.0.1:1/bucket', ...credentials })
  expect((await failureOf(away.stat(key))).kind).toBe('unavailable')
})

test('a signed address opens one file for a while, without our keys in it', async () => {
  const key = newFileKey('image/jpeg')
  await s3().put(key, Buffer.from('photo'), jpeg)
  const url = await s3().signedUrl?.(key, 60)
  expect(url).not.toContain(credentials.secretAccessKey)
  const answer = await fetch(url ?? '')
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
    200,
    'image/jpeg',
    'photo',
  ])
  expect((await fetch((url ?? '').replace(key, newFileKey('image/jpeg')))).status).toBe(403)
  ahead = 61_000
  expect((await fetch(url ?? '')).status).toBe(403)
  ahead = 0
})

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createFolderStorage } from '../../adapters/storage/folder.ts'
import { problemOf } from '../http/problem.ts'
import { testApp } from '../testing/app.ts'

// A disk of its own, half a megabyte small: only root may have one, on Linux.
const disk = mkdtempSync(path.join(tmpdir(), 'fixbay-small-disk-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk]).status === 0
afterAll(() => {
  if (mounted) spawnSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

const { app, services } = await testApp({ adapters: { storage: createFolderStorage(disk) } })
const photo = readFileSync(new URL('./fixtures/turned.heic', import.meta.url))

test.runIf(mounted)(
  'a photo that the disk has no room for is refused for now, and leaves nothing',
  async () => {
    const send = () =>
      app.inject({
        method: 'POST',
        url: '/api/uploads',
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
        payload: Buffer.concat([
          Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="a.heic"\r\n\r\n'),
          photo,
          Buffer.from('\r\n--b--\r\n'),
        ]),
      })
    fill()
    const refused = await send()
    expect(refused.statusCode, refused.body).toBe(503)
    expect(refused.json()).toMatchObject({ code: 'unavailable', reason: 'photo-not-kept' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(photosOn(disk)).toEqual([])
    rmSync(path.join(disk, 'other'))
    expect((await send()).statusCode).toBe(201)
    expect(photosOn(disk)).toHaveLength(2)
    const { rows } = await services.database.pool.query('select count(*)::int as n from uploads')
    expect(rows).toEqual([{ n: 1 }])
  },
)

/** Somebody else fills the disk to the last page. */
function fill(): void {
  mkdirSync(path.join(disk, 'unfinished'), { recursive: true })
  for (let size = 512 * 1024; size > 0; size = size >> 1) {
    try {
      writeFileSync(path.join(disk, 'other'), Buffer.alloc(size), { flag: 'a' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
}

const photosOn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name !== 'other' && statSync(path.join(folder, name)).isFile(),
  )

test.each([
  ['a disk of the database that is full', '53100'],
  ['a database without memory', '53200'],
  ['a database that only reads (it has just taken over)', '25006'],
  ['a disk that fails under the database', '58030'],
  ['a deadlock that came again each time', '40P01'],
  ['rows that others changed each time', '40001'],
])('%s is away for now, not a fault of ours', (_what, code) => {
  expect(problemOf(Object.assign(new Error('database'), { code }))).toMatchObject({ code: 'unavailable' })
})

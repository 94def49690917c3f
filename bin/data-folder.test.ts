import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lockDataFolder, openDataFolder, readSecret } from './data-folder.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
function home(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fixbay-data-'))
  folders.push(folder)
  return folder
}

test('a second holder is refused with the process and the address of the first', () => {
  const folder = home()
  const lock = lockDataFolder(folder, 'http://127.0.0.1:3000')
  expect(() => lockDataFolder(folder, 'http://127.0.0.1:3001')).toThrow(
    `Fixbay already runs on ${folder} (process ${process.pid}, http://127.0.0.1:3000).`,
  )
  lock.release()
  lockDataFolder(folder, 'http://127.0.0.1:3001').release()
})

test('a holder keeps the folder until kill -9, also when nothing refers to its lock', async () => {
  const folder = home()
  const program = `import { lockDataFolder } from ${JSON.stringify(path.join(import.meta.dirname, 'data-folder.ts'))}
    lockDataFolder(${JSON.stringify(folder)}, 'http://x'); setTimeout(() => { gc(); console.log('held') }, 10); setInterval(() => {}, 1000)`
  writeFileSync(path.join(folder, 'holder.ts'), program)
  const holder = spawn(process.execPath, ['--expose-gc', path.join(folder, 'holder.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => holder.once('exit', resolve))
  try {
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    expect(() => lockDataFolder(folder, 'http://y')).toThrow(`process ${holder.pid}, http://x`)
  } finally {
    holder.kill('SIGKILL')
    await ended
  }
  lockDataFolder(folder, 'http://y').release()
})

test('a folder that cannot be written is one line that names it', () => {
  const file = path.join(home(), 'file')
  writeFileSync(file, '')
  const folder = path.join(file, 'data')
  expect(() => openDataFolder(folder)).toThrow(
    /^The data folder .*file\/data cannot be written \(.*\): set FIXBAY_DATA/,
  )
})

test('the secret is made once and is ours alone', () => {
  const folder = home()
  const secret = readSecret(folder)
  expect(secret.length).toBeGreaterThanOrEqual(43)
  expect(readSecret(folder)).toBe(secret)
  expect(statSync(path.join(folder, 'secret')).mode & 0o077).toBe(0)
})

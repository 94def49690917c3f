import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { scratchFolder } from '../scratch-folder.ts'
import { reachable, serverUser } from './binaries.ts'
import { runningServer, startCluster } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { alive, until } from './process.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

function home(): string {
  const folder = mkdtempSync(path.join(scratchFolder(), 'fixbay-cluster-'))
  chmodSync(folder, 0o755)
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const optionsFor = (folder: string, say?: (line: string) => void) => ({
  folder: path.join(folder, 'postgres'),
  password: 'secret',
  logFile: path.join(folder, 'postgres.log'),
  durable: false,
  ...(say && { say }),
})

async function start(folder: string, say?: (line: string) => void): Promise<Cluster> {
  const cluster = await startCluster(optionsFor(folder, say))
  cleanups.push(() => cluster.stop())
  return cluster
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

const url = (cluster: Cluster): string => cluster.url('postgres', 'postgres', 'secret')

test('a cluster is UTF-8 whatever LANG says, listens on loopback only, asks for its password, and keeps data', async () => {
  const folder = home()
  const language = process.env['LANG']
  process.env['LANG'] = 'C'
  const first = await start(folder)
  if (language === undefined) delete process.env['LANG']
  else process.env['LANG'] = language
  const shown = `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listens,
    current_setting('unix_socket_directories') as sockets, lower('ÄЖ') as lower`
  expect(await ask(url(first), shown)).toEqual([
    { encoding: 'UTF8', listens: '127.0.0.1', sockets: '', lower: 'äж' },
  ])
  await expect(ask(first.url('postgres', 'postgres', 'wrong'), 'select 1')).rejects.toMatchObject({
    code: '28P01',
  })
  expect(statSync(path.join(folder, 'postgres')).mode & 0o077).toBe(0)
  await ask(url(first), 'create table kept as select 7 as n')
  await first.stop()
  expect(alive(first.pid())).toBe(false)
  const second = await start(folder)
  expect(await ask(url(second), 'select n from kept')).toEqual([{ n: 7 }])
})

test('a server that is killed comes back by itself on the same port with everything acknowledged', async () => {
  const said: string[] = []
  const cluster = await start(home(), (line) => said.push(line))
  await ask(url(cluster), 'create table kept as select 7 as n')
  const killed = cluster.pid()
  process.kill(killed, 'SIGKILL')
  const back = await until(async () => {
    const rows = await ask(url(cluster), 'select n from kept').catch(() => [])
    return rows.length === 1 && cluster.pid() !== killed
  }, 30_000)
  expect(back).toBe(true)
  await until(() => said.length === 2, 5000)
  expect(said).toEqual(['PostgreSQL stopped by itself; starting it again.', 'PostgreSQL is back.'])
})

test('after kill -9 of whoever started it, the server that was left over is replaced and nothing is lost', async () => {
  const folder = home()
  const module = path.join(import.meta.dirname, 'cluster.ts')
  const program = `import { startCluster } from ${JSON.stringify(module)}
    await startCluster(${JSON.stringify(optionsFor(folder))}); console.log('up'); setInterval(() => {}, 1000)`
  writeFileSync(path.join(folder, 'parent.ts'), program)
  const parent = spawn(process.execPath, [path.join(folder, 'parent.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => parent.once('exit', resolve))
  await new Promise((resolve) => parent.stdout.once('data', resolve))
  parent.kill('SIGKILL')
  await ended
  const left = runningServer(path.join(folder, 'postgres'))
  expect(left && alive(left.pid)).toBe(true)
  await ask(
    `postgres://postgres:secret@127.0.0.1:${left?.port}/postgres`,
    'create table kept as select 7 as n',
  )

  const cluster = await start(folder)
  expect(alive(left?.pid ?? 0)).toBe(false)
  expect(await ask(url(cluster), 'select n from kept')).toEqual([{ n: 7 }])
})

test('a postmaster.pid whose number now belongs to another program does not stop the start', async () => {
  const folder = home()
  const first = await start(folder)
  await first.stop()
  const file = path.join(folder, 'postgres', 'postmaster.pid')
  writeFileSync(file, `${process.pid}\n${path.join(folder, 'postgres')}\n1\n5432\n\n127.0.0.1\n\nready\n`)
  const second = await start(folder)
  expect(await ask(url(second), 'select 1 as n')).toEqual([{ n: 1 }])
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(String(second.pid()))
})

test('a start that was killed while it made the cluster is simply made again', async () => {
  const folder = home()
  writeFileSync(path.join(folder, 'postgres.pw'), 'half')
  const half = path.join(folder, 'postgres.new')
  cleanups.push(() => rmSync(half, { recursive: true, force: true }))
  const cluster = await start(folder)
  expect(await ask(url(cluster), 'select 1 as n')).toEqual([{ n: 1 }])
})

test('a data directory of something else is refused in one line', async () => {
  const folder = home()
  const first = await start(folder)
  await first.stop()
  writeFileSync(path.join(folder, 'postgres', 'PG_VERSION'), '12\n')
  await expect(start(folder)).rejects.toThrow(/^PostgreSQL did not start: .*incompatible.*$/)
})

test('a closed parent folder is seen', () => {
  const folder = home()
  const user = { uid: 65_533, gid: 65_533, name: 'somebody' }
  expect(reachable(path.join(folder, 'x'), user)).toBe(true)
  chmodSync(folder, 0o700)
  expect(reachable(path.join(folder, 'x'), user)).toBe(false)
  expect(process.getuid?.() === 0 ? serverUser()?.uid : undefined).not.toBe(0)
})

import { spawn } from 'node:child_process'
import pg from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { newDataFolder, removeDataFolder, startFixbay } from '../e2e/support/fixbay.ts'
import { sealAudit } from '../src/kit/audit-seal.ts'
import { systemCtx } from '../src/kit/jobs/worker.ts'
import { closeServices, createServices } from '../src/services.ts'
import { readSecret } from './data-folder.ts'
import { startDatabase } from './database.ts'
import { root } from './folders.ts'

// The command itself, on the folder of an installation: processes that start and end take their time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })
afterAll(() => vi.resetConfig())

const dataFolder = newDataFolder()
afterAll(() => removeDataFolder(dataFolder))

/** `npm run audit:verify` on the folder, without the build before it. */
function verify(): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, ['bin/audit-verify.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'], FIXBAY_DATA: dataFolder, FIXBAY_DEMO: '0' },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      printed += part.toString()
    })
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, printed }))
  })
}

/** While no Fixbay runs there: seals the log as the job does, or changes it as the owner of the tables. */
async function between(work: { seal: true } | { sql: string }): Promise<void> {
  const { ownerUrl, appUrl, cluster } = await startDatabase(dataFolder, () => undefined)
  try {
    if ('seal' in work) return await seal(appUrl)
    const client = new pg.Client({ connectionString: ownerUrl })
    await client.connect()
    await client.query(work.sql)
    await client.end()
  } finally {
    await cluster.stop()
  }
}

async function seal(databaseUrl: string): Promise<void> {
  const services = await createServices({
    url: 'http://127.0.0.1',
    host: '127.0.0.1',
    port: 0,
    secret: readSecret(dataFolder),
    role: 'web',
    proxy: [],
    rateLimits: 0,
    demo: false,
    demoData: false,
    development: false,
    version: '0.0.0',
    environment: {},
    databaseUrl,
    dataFolder,
  })
  try {
    expect(await sealAudit(systemCtx(services, 'a test'))).toBeGreaterThan(0)
  } finally {
    await closeServices(services)
  }
}

test('audit:verify ends with 0 on a sound log, and with 1 where a row was changed', async () => {
  const fixbay = await startFixbay({ dataFolder, env: { FIXBAY_RATE_LIMITS: '0' } })
  const registered = await fetch(`${fixbay.url}/api/user/create-customer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada', email: 'ada@example.org', password: 'four quiet words here' }),
  })
  expect(registered.status).toBe(201)
  await fixbay.stop()
  await between({ seal: true })
  const sound = await verify()
  expect(sound.printed).toContain('Every one fits.')
  expect(sound.code).toBe(0)
  await between({ sql: `UPDATE audit SET action = 'accounts.nothing' WHERE action = 'accounts.register'` })
  const faulty = await verify()
  expect(faulty.printed).toContain('FAULT: the rows of seal 1')
  expect(faulty.code).toBe(1)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { afterAll } from 'vitest'
import { createOutboxEmail } from '../../adapters/email/outbox.ts'
import { type Adapters, createAdapters } from '../../adapters/index.ts'
import { createOutboxSms } from '../../adapters/sms/outbox.ts'
import { createApp } from '../../api.ts'
import { closeServices, createServices } from '../../services.ts'
import type { Caller } from '../access/index.ts'
import type { Config } from '../config.ts'
import type { Ctx, Services } from '../context.ts'
import { openDatabase } from '../db/index.ts'
import { createClient, type Client, type ClientOptions } from './client.ts'
import { testDatabase } from './database.ts'
import { drainJobs } from './jobs.ts'
import { createMemoryOutbox, type MemoryOutbox } from './outbox.ts'
import { createPeople, type People } from './people.ts'

/** The time of a test: stands still until it is moved. */
export interface TestClock {
  now: () => Temporal.Instant
  set: (at: string | Temporal.Instant) => void
  /** Moves on by a duration of exact time, such as `{ minutes: 10 }`. */
  advance: (by: { hours?: number; minutes?: number; seconds?: number }) => void
}

/** The program on a fresh database: the real server, pool and queue, stand-ins outside, a clock of its own. */
export interface TestApp {
  app: FastifyInstance
  services: Services
  clock: TestClock
  /** What was sent, once `drainJobs` has run. */
  outbox: MemoryOutbox
  /** Somebody without an account. */
  guest: Client
  /** Speaks to the HTTP door with these headers, from this address. */
  client: (options?: ClientOptions) => Client
  people: People
  /** A context to call capabilities with: nobody's, unless a caller is given. */
  ctx: (caller?: Caller) => Ctx
  /** The program itself: may do everything. */
  system: Ctx
  /** Runs the queued reactions and jobs that are due, and those that they queue. Throws what one of them throws. */
  drainJobs: () => Promise<number>
}

export interface TestAppOptions {
  config?: Partial<Config>
  adapters?: Partial<Adapters>
  /** When the clock starts; a Tuesday morning unless said. */
  at?: string
}

/** Called at the top of a test file; everything is closed and dropped when the file is done. */
export async function testApp({
  config,
  adapters,
  at = '2026-12-01T08:00:00Z',
}: TestAppOptions = {}): Promise<TestApp> {
  const { appUrl } = await testDatabase()
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'fixbay-test-'))
  const settings = testConfig({ databaseUrl: appUrl, dataFolder, ...config })
  const clock = createClock(at)
  const outbox = createMemoryOutbox()
  const log = pino({ level: process.env['FIXBAY_LOG'] ?? 'error' })
  const services = await createServices(settings, {
    log,
    database: openDatabase({ url: appUrl, poolSize: 8, log, guard: true }),
    adapters: {
      ...createAdapters(settings.environment, { dataFolder, url: settings.url }),
      email: createOutboxEmail(outbox.sink, 50),
      sms: createOutboxSms(outbox.sink, 50),
      outbox: outbox.sink,
      ...adapters,
    },
  })
  const app = await createApp({ services, clock: () => clock.now() })
  afterAll(async () => {
    await app.close()
    await closeServices(services)
    rmSync(dataFolder, { recursive: true, force: true })
  })
  return assemble(app, services, clock, outbox)
}

function assemble(app: FastifyInstance, services: Services, clock: TestClock, outbox: MemoryOutbox): TestApp {
  const ctx = (caller: Caller = { kind: 'nobody' }): Ctx => ({
    db: services.database.kysely,
    now: clock.now(),
    caller,
    locale: 'en',
    localeGiven: true,
    requestId: 'test',
    services,
  })
  return {
    app,
    services,
    clock,
    outbox,
    ctx,
    guest: createClient(app),
    client: (options) => createClient(app, options),
    people: createPeople(app, ctx),
    get system() {
      return ctx({ kind: 'system', because: 'test' })
    },
    drainJobs: () => drainJobs(services, () => clock.now()),
  }
}

function testConfig(given: Partial<Config> & Pick<Config, 'databaseUrl' | 'dataFolder'>): Config {
  return {
    url: 'http://fixbay.test',
    host: '127.0.0.1',
    port: 3000,
    secret: 'a secret of tests, long enough for its keys',
    role: 'web',
    proxy: [],
    rateLimits: 1,
    demo: false,
    demoData: false,
    development: true,
    version: '0.0.0',
    environment: {},
    ...given,
  }
}

function createClock(at: string): TestClock {
  let now = Temporal.Instant.from(at)
  return {
    now: () => now,
    set: (to) => {
      now = Temporal.Instant.from(to)
    },
    advance: (by) => {
      now = now.add(by)
    },
  }
}

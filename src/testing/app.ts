import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import pino from 'pino'
import { afterAll } from 'vitest'
import { createApp } from '../api.ts'
import { jobs } from '../features/jobs.ts'
import type { Config } from '../kit/config.ts'
import type { Ctx, Services } from '../kit/context.ts'
import { runJob, systemCtx } from '../kit/jobs/worker.ts'
import { type TestDatabase, testDatabase } from '../kit/testing/database.ts'
import { closeServices, createServices } from '../services.ts'

/** An answer of the program, its body read. */
export interface TestAnswer {
  status: number
  // Tests look into bodies by name; a wrong name fails the expectation.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
  headers: Record<string, string | string[] | number | undefined>
}

/** A client that already knows who it is. */
export interface TestClient {
  get(url: string, headers?: Headers): Promise<TestAnswer>
  post(url: string, body?: unknown, headers?: Headers): Promise<TestAnswer>
  put(url: string, body?: unknown, headers?: Headers): Promise<TestAnswer>
  patch(url: string, body?: unknown, headers?: Headers): Promise<TestAnswer>
  delete(url: string, headers?: Headers): Promise<TestAnswer>
}

type Headers = Record<string, string>

/** The program on a database of its own, without a port and without pages. */
export interface TestApp {
  app: FastifyInstance
  services: Services
  database: TestDatabase
  /** The clock of every request and job from now on. */
  now: Temporal.Instant
  /** Moves the clock. */
  later(duration: Temporal.DurationLike): void
  /** A context as the system, at the clock's time: for building a test's data by the program's own verbs. */
  ctx(): Ctx
  nobody: TestClient
  /** A client that sends this access token. */
  as(token: string): TestClient
  /** Runs what waits in the queues until nothing is left that may start now. */
  drainJobs(): Promise<void>
}

// A Tuesday morning; in Tehran and New York the same date.
export const TEST_NOW = Temporal.Instant.from('2026-12-01T13:00:00Z')

/** Builds the program on a fresh database for the test file that calls it at its top level. */
export async function testApp(): Promise<TestApp> {
  const database = await testDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'fixbay-test-'))
  const services = await createServices(testConfig(database.appUrl, dataFolder), {
    log: pino({ level: 'silent' }),
  })
  const state = { now: TEST_NOW }
  const app = await createApp({ services, clock: () => state.now })
  await app.ready()
  afterAll(async () => {
    await app.close()
    await closeServices(services)
    await rm(dataFolder, { recursive: true, force: true })
  })
  const ctx = () => ({ ...systemCtx(services, 'test'), now: state.now })
  return {
    app,
    services,
    database,
    get now() {
      return state.now
    },
    set now(instant) {
      state.now = instant
    },
    later: (duration) => {
      state.now = state.now.add(duration)
    },
    ctx,
    nobody: clientOf(app, {}),
    as: (token) => clientOf(app, { authorization: `Bearer ${token}` }),
    drainJobs: () => drain(services, () => state.now),
  }
}

/** The settings of a test's program: stand-ins, no limits on calls, the shop guard on. */
export function testConfig(databaseUrl: string, dataFolder: string): Config {
  return {
    url: 'http://fixbay.test',
    host: '127.0.0.1',
    port: 0,
    dataFolder,
    databaseUrl,
    secret: 'a secret for tests of more than 32 characters',
    role: 'web',
    proxy: [],
    rateLimits: 0,
    demo: true,
    development: true,
    version: 'test',
    environment: {},
  }
}

function clientOf(app: FastifyInstance, own: Headers): TestClient {
  const send = async (method: InjectOptions['method'], url: string, body: unknown, headers: Headers = {}) => {
    const answer = await app.inject({
      method: method ?? 'GET',
      url,
      headers: { ...own, ...headers },
      ...(body === undefined ? {} : { payload: body as string | object }),
    })
    const isJson = String(answer.headers['content-type'] ?? '').includes('json')
    return { status: answer.statusCode, body: isJson ? answer.json() : answer.body, headers: answer.headers }
  }
  return {
    get: (url, headers) => send('GET', url, undefined, headers),
    post: (url, body, headers) => send('POST', url, body, headers),
    put: (url, body, headers) => send('PUT', url, body, headers),
    patch: (url, body, headers) => send('PATCH', url, body, headers),
    delete: (url, headers) => send('DELETE', url, undefined, headers),
  }
}

/** Runs every job that may start, in the order they were made; a failing one fails the test. */
async function drain(services: Services, clock: () => Temporal.Instant): Promise<void> {
  for (let ran = true; ran;) {
    ran = false
    for (const queue of ['reactions', 'mail', 'sms', 'work'] as const) {
      const batch = (await services.boss.fetch<Record<string, unknown>>(queue, { batchSize: 100 })) ?? []
      for (const job of batch) {
        ran = true
        await runJob(services, queue, job.data, jobs, clock())
        await services.boss.complete(queue, job.id)
      }
    }
  }
}

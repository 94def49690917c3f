import { sql } from 'kysely'
import type { PoolClient } from 'pg'
import { expect, test, vi } from 'vitest'
import { testApp } from '../testing/app.ts'
import { testShop } from '../testing/shop.ts'
import { problemOf } from '../http/problem.ts'
import { LONGEST_ANSWER_MS } from '../patience.ts'
import { transaction } from './transaction.ts'

// What keeps a statement waiting, and what its caller gets. Each waits as long as a person would: they run at once.

const TEN_SECONDS = 10_000

/** The program with a shop, a pool of its own, and nothing asked of it yet. */
async function shopToBook() {
  const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
  const { shop, hire, addService, addResource } = await testShop(app)
  await hire('technician')
  await addResource()
  const service = await addService({ needs: [{ kind: 'technician' }, { kind: 'bay' }] })
  const booking = {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt: '2026-12-02T09:00:00-05:00',
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name: 'Grace Guest', email: 'grace@example.org' },
  }
  return { app, shop, book: () => app.guest.post('/api/appointment', booking) }
}

const stuck = await shopToBook()
const crowded = await shopToBook()
const late = await shopToBook()
const slow = await testApp()

/** The answer, or a failure when a person has waited for ten seconds. */
async function soon<T>(answer: Promise<T>): Promise<T> {
  const end = AbortSignal.timeout(TEN_SECONDS)
  const over = new Promise<never>((_, reject) => {
    end.addEventListener('abort', () => reject(new Error('no answer in ten seconds')))
  })
  return Promise.race([answer, over])
}

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms)
  })

/** Holds the shop's calendar as a writer that never ends does. */
async function holdCalendar({ app, shop }: typeof stuck): Promise<PoolClient> {
  const holder = await app.services.database.pool.connect()
  await holder.query('begin')
  await holder.query('update calendars set version = version where shop_id = $1', [shop.id])
  return holder
}

/** Takes every connection of a pool. */
async function holdAll({ app }: typeof stuck): Promise<PoolClient[]> {
  const { pool } = app.services.database
  return Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
}

/** Returns when every connection that the pool has made lies idle in it. */
async function allFree(app: typeof slow): Promise<void> {
  const { pool } = app.services.database
  await vi.waitUntil(() => pool.totalCount === pool.idleCount, { timeout: TEN_SECONDS })
}

test('every wait together is shorter than ten seconds', () => {
  expect(LONGEST_ANSWER_MS).toBeLessThan(TEN_SECONDS)
})

test.concurrent('a lock that nobody lets go answers 503 in ten seconds and frees its connection', async () => {
  const holder = await holdCalendar(stuck)
  const refused = await soon(stuck.book())
  expect(refused.status).toBe(503)
  expect(refused.body['code']).toBe('unavailable')
  expect(refused.headers['retry-after']).toBe('5')
  await holder.query('rollback')
  holder.release()
  await allFree(stuck.app)
  const { status, body } = await stuck.book()
  expect(status, JSON.stringify(body)).toBe(201)
})

test.concurrent('a slow statement is unavailable in ten seconds and frees its connection', async () => {
  const ctx = slow.system
  const failure = await soon(
    transaction(ctx, (tx) => sql`select pg_sleep(60)`.execute(tx.db)).then(
      () => undefined,
      (error: unknown) => error,
    ),
  )
  expect(problemOf(failure).code).toBe('unavailable')
  await allFree(slow)
})

test.concurrent('when every connection is taken a caller gets 503 in ten seconds instead of waiting', async () => {
  const taken = await holdAll(crowded)
  const { guest } = crowded.app
  const answers = await soon(
    Promise.all([guest.get('/api/shops'), guest.get('/api/health'), crowded.book(), guest.get('/api/shops')]),
  )
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503])
  for (const client of taken) client.release()
  expect((await guest.get('/api/health')).status).toBe(200)
})

test.concurrent('a wait for a connection and then for a lock is one wait, and what was refused is not done later', async () => {
  const { pool } = late.app.services.database
  const taken = await holdAll(late)
  const [holder, ...others] = taken
  await holder?.query('begin')
  await holder?.query('update calendars set version = version where shop_id = $1', [late.shop.id])
  const answer = soon(late.book())
  await pause(5000)
  for (const client of others) client.release()
  expect((await answer).status).toBe(503)
  // The lock comes free while the program still waits for it.
  await holder?.query('rollback')
  holder?.release()
  await allFree(late.app)
  const { rows } = await pool.query<{ n: number }>(
    'select count(*)::int as n from appointments where shop_id = $1',
    [late.shop.id],
  )
  expect(rows[0]?.n).toBe(0)
})

import pg from 'pg'
import { beforeAll, expect, inject, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { explained, readsOf } from '../../kit/testing/plans.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { addPages } from '../../web/testing/pages.ts'
import { selectShopsReached } from './store-overruns.ts'

// Tuesday, eight in the morning in New York.
const house = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
await addPages(house.app)
const { shop, owner, hire, addService, addResource } = await testShop(house)
const ann = await hire('technician')
await addResource({ name: 'Bay One' })
const service = await addService({ needs: [{ kind: 'technician' }, { kind: 'bay' }] })
const base = `/api/shops/${shop.slug}`
const { pool } = house.services.database

// Four a day on two claims each, from six years back to a year ahead. The plans are those of ten times as many.
const VISITS = 10_000
const A_DAY = 4

const FILL = [
  `create temp table plan as select i, gen_random_uuid() as order_id, gen_random_uuid() as customer_id,
     gen_random_uuid() as asset_id, gen_random_uuid() as appointment_id,
     date_trunc('day', $1::timestamptz) + interval '13 hours' + interval '1 day' * (365 - i / ${A_DAY})
       + interval '1 hour' * (i % ${A_DAY}) as starts
   from generate_series(0, ${VISITS - 1}) as i`,
  `insert into customers (shop_id, id, name, locale, search, created_at)
   select $1, customer_id, 'Visitor ' || i, 'en', 'visitor ' || i, now() from plan`,
  `insert into assets (shop_id, id, customer_id, kind, make, model, search, created_at)
   select $1, asset_id, customer_id, 'device', 'Acme', 'Nine', 'acme', now() from plan`,
  `insert into orders (shop_id, id, number, customer_id, asset_id, stage, stage_since, description, source, locale,
     currency, tax_mode, rounding, tracking_hash, tracking_cipher, created_at, updated_at)
   select $1, order_id, i + 100000, customer_id, asset_id, 'scheduled', now(), 'It squeaks.', 'web', 'en', 'USD', 'added',
     'half_away_per_rate', sha256(order_id::text::bytea), sha256(order_id::text::bytea), now(), now() from plan`,
  `insert into appointments (shop_id, id, order_id, customer_id, status, starts_at, ends_at, service_ids, source, created_at)
   select $1, appointment_id, order_id, customer_id, 'confirmed', starts, starts + interval '1 hour', array[$2::uuid], 'web',
     now() from plan`,
  `insert into claims (shop_id, id, resource_id, lane, starts_at, ends_at, kind, appointment_id)
   select $1, gen_random_uuid(), id, 0, starts, starts + interval '1 hour', 'booking', appointment_id
   from plan, (select id from resources where shop_id = $1 and kind in ('technician', 'bay')) as both_of_them`,
]

beforeAll(async () => {
  const { pathname } = new URL(house.services.config.databaseUrl ?? '')
  const db = new pg.Client({ connectionString: new URL(pathname, inject('database').superUrl).href })
  await db.connect()
  try {
    // Nothing here is wrong, and there is a lot of it: no reference is looked at.
    await db.query('set session_replication_role = replica')
    for (const [at, text] of FILL.entries()) {
      const values = at === 0 ? [house.clock.now().toString()] : [shop.id, service.id]
      await db.query(text, text.includes('$2') ? values : values.slice(0, 1))
    }
    await db.query('vacuum analyze claims, appointments, orders, customers, assets')
  } finally {
    await db.end()
  }
}, 120_000)

const LARGE = ['claims', 'appointments', 'orders', 'customers', 'assets']
/** How the database answers what a call asks about claims and visits. */
const plansOf = async (work: () => Promise<unknown>) =>
  explained(pool, await readsOf(pool, ['claims', 'appointments'], work), LARGE)

const READS: [what: string, visits: number, call: (time: number) => Promise<{ status: number }>][] = [
  ['the load of eight weeks', 56 * A_DAY, () => owner.get(`${base}/load?weeks=8`)],
  ['the visits of a day', A_DAY, () => owner.get(`/api/appointment?shop=${shop.slug}&date=2026-12-02`)],
  ['one’s own week', 7 * A_DAY, () => ann.get(`${base}/my-schedule`)],
  [
    'free times of a month',
    31 * A_DAY,
    (time) =>
      // Another question each time: an answer is kept.
      house.guest.get(`${base}/slots?service=${service.id}&from=2026-12-0${time}&to=2026-12-31`),
  ],
]

test.for(READS)('%s is read by indexes, in proportion to what is shown', async ([, visits, call]) => {
  // The rules of the shop are kept after the first.
  expect((await call(2)).status).toBe(200)
  const found = await plansOf(() => call(3))
  expect(found.length).toBeGreaterThan(0)
  for (const { text, rows, withoutIndex } of found) {
    expect(withoutIndex, text).toEqual([])
    // Two claims, an appointment, an order, a customer and an asset each, and the day around.
    expect(rows, text).toBeLessThanOrEqual(visits * 6 + 60 * A_DAY)
  }
})

test('a feed of work is read by indexes, in proportion to the weeks that it shows', async () => {
  const { body } = await ann.post<{ url: string }>('/api/me/calendar-feeds/work')
  const path = new URL(body.url).pathname
  expect((await house.guest.get(path)).status).toBe(200)
  const found = await plansOf(() => house.guest.get(path))
  expect(found.length).toBeGreaterThan(0)
  for (const { text, rows, withoutIndex } of found) {
    expect(withoutIndex, text).toEqual([])
    // Its visits, their claims, and the visits of the window that might have come to nothing.
    expect(rows, text).toBeLessThanOrEqual((30 + 180) * A_DAY * 4)
  }
})

test('the look a minute at all work that is not done takes that work in its hand, and what comes next on its places', async () => {
  const IN_WORK = 12
  await pool.query(
    `update orders set stage = 'in_progress' where shop_id = $1 and number in
       (select number from orders where shop_id = $1 order by number desc limit ${IN_WORK})`,
    [shop.id],
  )
  const found = await plansOf(() => selectShopsReached(house.system))
  expect(found).toHaveLength(1)
  for (const { text, rows, withoutIndex } of found) {
    expect(withoutIndex, text).toEqual([])
    // Two places each, and there no more than half a day that is over and what comes until the promise.
    expect(rows, text).toBeLessThanOrEqual(IN_WORK * 4 + IN_WORK * 2 * A_DAY * 3)
  }
})

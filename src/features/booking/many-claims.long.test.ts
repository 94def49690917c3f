import pg from 'pg'
import { beforeAll, expect, inject, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { explained, readsOf } from '../../kit/testing/plans.ts'
import { testShop } from '../../kit/testing/shop.ts'

// Tuesday, eight in the morning in New York.
const house = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const { shop, owner, hire, addService, addResource } = await testShop(house)
await hire('technician')
await addResource({ name: 'Bay One', lanes: 4 })
const service = await addService({ needs: [{ kind: 'technician' }, { kind: 'bay' }], durationMinutes: 30 })
const base = `/api/shops/${shop.slug}`
const { pool } = house.services.database

// Thirty-two claims a day on the bay's four lanes, from ten years back to a year and a half ahead.
const CLAIMS = 134_400
const A_DAY = 32

beforeAll(async () => {
  const { pathname } = new URL(house.services.config.databaseUrl ?? '')
  const db = new pg.Client({ connectionString: new URL(pathname, inject('database').superUrl).href })
  await db.connect()
  try {
    // Work without a visit: a claim refers to nothing but its bay.
    await db.query(
      `insert into claims (shop_id, id, resource_id, lane, starts_at, ends_at, kind)
       select $1, gen_random_uuid(), resources.id, i % 4, starts, starts + interval '30 minutes', 'work'
       from resources, generate_series(0, ${CLAIMS - 1}) as i, lateral (
         select date_trunc('day', $2::timestamptz) + interval '13 hours' + interval '1 day' * (550 - i / ${A_DAY})
           + interval '1 hour' * (i % ${A_DAY} / 4) as starts) as at
       where shop_id = $1 and kind = 'bay'`,
      [shop.id, house.clock.now().toString()],
    )
    await db.query('vacuum analyze claims')
  } finally {
    await db.end()
  }
}, 300_000)

const plansOf = async (work: () => Promise<{ status: number }>) => {
  const statements = await readsOf(pool, ['claims'], async () => expect((await work()).status).toBe(200))
  return explained(pool, statements, ['claims'])
}

const slots = (from: string, to: string) =>
  house.guest.get(`${base}/slots?service=${service.id}&from=${from}&to=${to}`)

test.for([
  ['a day', '2026-12-10', '2026-12-10', 1],
  ['a month', '2026-12-01', '2026-12-31', 31],
  ['two months', '2026-12-02', '2027-02-01', 62],
] as const)(
  'among 134,400 claims of one shop the free times of %s are read by time alone',
  async ([, from, to, days]) => {
    const found = await plansOf(() => slots(from, to))
    expect(found).toHaveLength(1)
    for (const { rows, indexes, withoutIndex } of found) {
      expect(withoutIndex).toEqual([])
      // The claims of the days and of a day around them, and the index of those that last longer than a day.
      expect(rows).toBeLessThanOrEqual((days + 2) * A_DAY)
      expect(indexes.length).toBeGreaterThan(0)
      for (const index of indexes) expect(['claims_by_time', 'claims_long']).toContain(index)
    }
  },
)

test('the load of twelve weeks too', async () => {
  const found = await plansOf(() => owner.get(`${base}/load?weeks=12`))
  expect(found).toHaveLength(1)
  expect(found[0]?.withoutIndex).toEqual([])
  expect(found[0]?.rows).toBeLessThanOrEqual((12 * 7 + 2) * A_DAY)
})

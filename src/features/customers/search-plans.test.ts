import pg from 'pg'
import { beforeAll, expect, inject, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { explained, readsOf } from '../../kit/testing/plans.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ config: { rateLimits: 0 } })
const { shop, hire } = await testShop(app)
const advisor = await hire('advisor')
const { pool } = app.services.database

// The plans are those of five times as many.
const CUSTOMERS = 20_000

/**
 * Every third is called Ali Common, every twelfth has a Corolla; every two hundredth is a Seldom, and one of them is far back.
 */
const FILL = [
  `create temp table people as select i, lpad(to_hex(i), 8, '0') || '-0000-7000-8000-000000000000' as id,
     case when i % 3 = 0 then 'ali common' when i % 200 = 1 then 'sara seldom' when i = 7 then 'una unique' else 'person' end
       || ' ' || i as name
   from generate_series(1, ${CUSTOMERS}) as i`,
  `insert into customers (shop_id, id, name, locale, search, created_at)
   select $1, id::uuid, name, 'en', name, now() from people`,
  `insert into assets (shop_id, id, customer_id, kind, make, model, search, created_at)
   select $1, gen_random_uuid(), id::uuid, 'vehicle', 'Toyota', case when i % 12 = 2 then 'Corolla' else 'Yaris' end,
     case when i % 12 = 2 then 'toyota corolla' else 'toyota yaris' end, now() from people`,
]

beforeAll(async () => {
  const { pathname } = new URL(app.services.config.databaseUrl ?? '')
  const db = new pg.Client({ connectionString: new URL(pathname, inject('database').superUrl).href })
  await db.connect()
  try {
    for (const text of FILL) await db.query(text, text.includes('$1') ? [shop.id] : [])
    await db.query('vacuum analyze customers, assets')
  } finally {
    await db.end()
  }
}, 120_000)

interface Found {
  customers: { id: string; name: string }[]
  next: string | null
}

const search = async (q: string, after?: string | null) => {
  const query = new URLSearchParams({ q, ...(after ? { after } : {}) })
  const { status, body, text } = await advisor.get<Found>(`/api/shops/${shop.slug}/customers?${query}`)
  expect(status, text).toBe(200)
  return body
}

/** How many rows the search takes in its hand. */
async function looksAt(q: string): Promise<number> {
  const statements = await readsOf(pool, ['customers'], () => search(q))
  const plans = await explained(pool, statements, ['customers', 'assets'])
  expect(plans.flatMap(({ withoutIndex }) => withoutIndex)).toEqual([])
  return plans.reduce((sum, { rows }) => sum + rows, 0)
}

test.for([
  ['a name that every third bears', 'common', 1000],
  ['a car that every twelfth has', 'corolla', 3000],
  ['two words, one of either', 'ali toyota', 1000],
  ['a letter', 'a', 1000],
  ['a name that few bear', 'seldom', 6000],
  ['a name that one bears', 'unique', 5000],
  ['a name that nobody bears', 'nobody', 5000],
  ['a phone', '212 555 0177', 100],
] as const)('%s is found by looking at a bounded number of records', async ([, q, most]) => {
  expect(await looksAt(q)).toBeLessThan(most)
})

test('whichever way it is found, each is found once, newest first, over all pages', async () => {
  const seen: string[] = []
  let next: string | null = null
  do {
    const page: Found = await search('seldom', next)
    seen.push(...page.customers.map(({ id }) => id))
    next = page.next
  } while (next)
  expect(seen).toEqual([...new Set(seen)].toSorted().toReversed())
  expect(seen).toHaveLength(CUSTOMERS / 200 - Math.floor(CUSTOMERS / 600))
  expect((await search('unique')).customers.map(({ name }) => name)).toEqual(['una unique 7'])
  expect((await search('nobody')).customers).toEqual([])
  const many = await search('common')
  const more = await search('common', many.next)
  expect([many.customers.length, more.customers.length]).toEqual([50, 50])
  expect(more.customers.every(({ id }) => id < String(many.customers.at(-1)?.id))).toBe(true)
})

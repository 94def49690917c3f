import { afterAll, expect, test } from 'vitest'
import { connectEmbedded, embeddedServer } from './support/embedded.ts'
import { type Fixbay, newDataFolder, removeDataFolder, startFixbay } from './support/fixbay.ts'
import { call, openSmallShop, signInOwner, type SmallShop, visitToBook } from './support/small-shop.ts'

const ORDERS = 24
const CLIENTS = 8
const env = { FIXBAY_RATE_LIMITS: '0' }
const dataFolder = newDataFolder()
afterAll(() => removeDataFolder(dataFolder))

/** An invoice whose number was told to the caller. */
interface Told {
  order: string
  number: string
}

test('killed in the middle of issuing invoices: every number that was told stands, there is no gap and no repeat', async () => {
  let fixbay = await startFixbay({ dataFolder, env })
  try {
    const shop = await openSmallShop(fixbay)
    const told: Told[] = []
    for (const withDatabase of [false, true]) {
      const orders = await finishedOrders(fixbay, shop, await signInOwner(fixbay))
      told.push(...(await issueAndKill(fixbay, orders, withDatabase)))
      fixbay = await startFixbay({ dataFolder, env })
      expect(await faultsOf(shop, told)).toEqual([])
      // What was not told is issued now; what was, answers the same again.
      told.push(...(await issueAll(fixbay, orders)))
      expect(await faultsOf(shop, told)).toEqual([])
    }
    expect(new Set(told.map(({ number }) => number)).size).toBe(2 * ORDERS)
  } finally {
    await fixbay.stop()
  }
}, 600_000)

/** Does something for each, by several clients at once. */
async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const waiting = [...items]
  const done: R[] = []
  const client = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) done.push(await work(item))
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return done
}

/** Orders whose work is finished, each with a draft. */
function finishedOrders(fixbay: Fixbay, shop: SmallShop, token: string): Promise<string[]> {
  return each(
    Array.from({ length: ORDERS }, (_, n) => n),
    async (n) => {
      const { startsAt: _startsAt, ...request } = visitToBook(shop, n)
      const walkIn = { ...request, source: 'walk_in' }
      const { id } = await call<{ id: string }>(fixbay, 'POST', '/api/service-request', walkIn, token)
      for (const status of ['in_progress', 'quality_check', 'ready_for_pickup'])
        await call(fixbay, 'PATCH', `/api/service-request/${id}/status`, { status }, token).catch(
          (error: unknown) => {
            if (status !== 'quality_check') throw error
          },
        )
      return id
    },
  )
}

async function issueAll(fixbay: Fixbay, orders: readonly string[]): Promise<Told[]> {
  const token = await signInOwner(fixbay)
  return each(orders, async (order) => {
    const path = `/api/service-request/${order}/invoice/issue`
    return { order, number: (await call<{ number: string }>(fixbay, 'POST', path, {}, token)).number }
  })
}

/** Issues until a third is told, then kills the server, and the database where asked. Gives all that was told. */
async function issueAndKill(
  fixbay: Fixbay,
  orders: readonly string[],
  withDatabase: boolean,
): Promise<Told[]> {
  const token = await signInOwner(fixbay)
  const told: Told[] = []
  let killed = false
  await each(orders, async (order) => {
    if (killed) return
    const path = `/api/service-request/${order}/invoice/issue`
    const invoice = await call<{ number: string }>(fixbay, 'POST', path, {}, token).catch(() => undefined)
    if (!invoice) return
    told.push({ order, number: invoice.number })
    if (killed || told.length < ORDERS / 3) return
    killed = true
    const database = embeddedServer(dataFolder).pid
    fixbay.signal('SIGKILL')
    if (withDatabase) process.kill(database, 'SIGKILL')
  })
  await fixbay.ended
  expect(told.length, 'the server was killed too late').toBeLessThan(ORDERS)
  return told
}

const FAULTS: Readonly<Record<string, string>> = {
  'numbers with a gap or a repeat': `
    SELECT max(number) AS found FROM invoices WHERE shop_id = $1 AND number IS NOT NULL
    HAVING count(*) <> max(number) OR count(DISTINCT number) <> count(*)`,
  'a counter that stands elsewhere': `
    SELECT c.last AS found FROM counters c WHERE c.shop_id = $1 AND c.series = 'invoice'
      AND c.last <> (SELECT max(number) FROM invoices i WHERE i.shop_id = $1)`,
  'an order with two invoices': `
    SELECT order_id AS found FROM invoices WHERE shop_id = $1 GROUP BY order_id HAVING count(*) <> 1`,
  'an invoice whose lines are not its sum': `
    SELECT i.id AS found FROM invoices i LEFT JOIN invoice_lines l ON l.shop_id = i.shop_id AND l.invoice_id = i.id
    WHERE i.shop_id = $1 GROUP BY i.id, i.net_amount HAVING coalesce(sum(l.total_amount), 0) <> i.net_amount`,
  'an issued invoice without its one event': `
    SELECT i.id AS found FROM invoices i LEFT JOIN events e ON e.shop_id = i.shop_id AND e.subject_id = i.id
      AND e.type = 'invoice.issued'
    WHERE i.shop_id = $1 AND i.number IS NOT NULL GROUP BY i.id HAVING count(e.id) <> 1`,
  'an issued invoice whose customer is told by no job, or by two': `
    SELECT e.id AS found FROM events e LEFT JOIN pgboss.job j ON j.name = 'reactions'
      AND j.data->'event'->>'id' = e.id::text AND j.data->>'reaction' = 'messages.about-money'
    WHERE e.shop_id = $1 AND e.type = 'invoice.issued' GROUP BY e.id HAVING count(j.id) <> 1`,
  'a message written twice': `
    SELECT min(id::text) AS found FROM messages WHERE shop_id = $1 AND event_id IS NOT NULL
    GROUP BY event_id, template, channel, recipient HAVING count(*) > 1`,
}

async function faultsOf(shop: SmallShop, told: readonly Told[]): Promise<string[]> {
  const db = await connectEmbedded(dataFolder)
  try {
    const faults: string[] = []
    for (const [what, query] of Object.entries(FAULTS))
      for (const { found } of (await db.query<{ found: unknown }>(query, [shop.id])).rows)
        faults.push(`${what}: ${String(found)}`)
    const { rows } = await db.query<{ order: string; number: string }>(
      `SELECT order_id AS "order", number_text AS number FROM invoices WHERE shop_id = $1`,
      [shop.id],
    )
    const standing = new Map(rows.map((row) => [row.order, row.number]))
    for (const { order, number } of told)
      if (standing.get(order) !== number) faults.push(`${number} was told and is ${standing.get(order)}`)
    return faults
  } finally {
    await db.end()
  }
}

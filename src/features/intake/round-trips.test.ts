import type { PoolClient } from 'pg'
import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const needs = [{ kind: 'technician' as const }, { kind: 'bay' as const }]
const { shop, owner, hire, addService, addResource } = await testShop(app)
await hire('technician')
await addResource()
const service = await addService({ needs })

/** Where the statements that connections send are noted, while anybody asks. */
let sent: string[] | undefined
const heard = new WeakSet<PoolClient>()
app.services.database.pool.on('acquire', (client) => {
  if (heard.has(client)) return
  heard.add(client)
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  const noted = (...given: unknown[]): unknown => {
    const [what] = given
    sent?.push(typeof what === 'string' ? what : (what as { text: string }).text)
    return query(...given)
  }
  Object.assign(client, { query: noted })
})

/** The statements that the program sends while `work` runs, each one a trip to the database and back. */
async function statementsOf(work: () => Promise<void>): Promise<string[]> {
  sent = []
  await work()
  const all = sent
  sent = undefined
  return all
}

let booked = 0

/** A guest whom the shop does not know books for a car that it does not know. */
async function book(): Promise<void> {
  booked += 1
  const { status, body } = await app.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt: `2026-12-02T${String(8 + booked).padStart(2, '0')}:00:00-05:00`,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: `RT ${booked}` },
    description: 'It squeaks when I brake.',
    customer: { name: `Guest ${booked}`, email: `guest${booked}@example.org`, phone: '(212) 555-0123' },
  })
  expect(status, JSON.stringify(body)).toBe(201)
}

test('a booking takes at most twelve trips to the database, from BEGIN to COMMIT and what comes before', async () => {
  await book()
  const statements = await statementsOf(book)
  expect(statements.filter((text) => text === 'begin')).toHaveLength(1)
  expect(statements.filter((text) => text === 'commit')).toHaveLength(1)
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(12)
})

test('the first booking after the shop changed its rules reads them anew: six trips more', async () => {
  const hours = [{ weekday: 3, opens: '08:00', closes: '20:00' }]
  const changed = await owner.put(`/api/shops/${shop.slug}/hours`, { hours })
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  const statements = await statementsOf(book)
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(19)
})

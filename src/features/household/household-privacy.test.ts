import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Person } from '../../kit/testing/people.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { jobs } from '../jobs.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const { shop, addService, addResource } = await testShop(app)
await addResource()
const brakes = await addService({ needs: [{ kind: 'bay' }] })
const household = '/api/me/household'
const TABLES = ['household_members', 'household_invitations', 'household_shares', 'household_questions']

/** Head and member, a shared car, an open question, an open link. */
async function ofTwo(startsAt: string) {
  const head = await app.people.add()
  const member = await app.people.add()
  const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla' }
  const assetId = String((await head.post('/api/garage', car)).body['id'])
  await head.post(`${household}/invitations`, { email: member.email, limit: { amount: 0, currency: 'USD' } })
  await app.drainJobs()
  const { text } = app.outbox.mails(member.email).at(-1) ?? { text: '' }
  const token = /\/household\/([\w-]+)/.exec(text)?.[1]
  expect((await member.post(`${household}/join`, { token })).status).toBe(204)
  await head.patch(`${household}/members/${member.id}`, { assetIds: [assetId] })
  const refused = await member.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [brakes.id],
    assetId,
    startsAt,
    description: 'It squeaks.',
  })
  expect(refused.body['reason']).toBe('over_limit')
  await head.post(`${household}/invitations`, { email: 'late@example.org' })
  return { head, member }
}

const rowsOf = async (person: Person) => {
  const counts: number[] = []
  for (const table of TABLES) {
    const { rows } = await app.services.database.pool.query(
      `SELECT count(*)::int AS n FROM ${table} t WHERE row_to_json(t)::text LIKE $1`,
      [`%${person.id}%`],
    )
    counts.push((rows as { n: number }[])[0]?.n ?? -1)
  }
  return counts
}

async function erase(person: Person) {
  const asked = await person.post('/api/me/erasure', { presentPassword: person.password })
  expect(asked.status, asked.text).toBe(201)
  app.clock.advance({ hours: 8 * 24 })
  await jobs.find(({ name }) => name === 'privacy.carry-out-erasures')?.run(app.system, {})
  await app.drainJobs()
}

test('an erased head leaves no household behind [S2.12b]', async () => {
  const first = await ofTwo('2026-12-02T09:00:00-05:00')
  expect(await rowsOf(first.head)).toEqual([1, 2, 1, 1])
  await erase(first.head)
  expect(await rowsOf(first.head)).toEqual([0, 0, 0, 0])
  expect((await first.member.get(household)).body['memberOf']).toBeNull()
})

test('links and questions of a household are kept for 90 days', async () => {
  const { head } = await ofTwo('2026-12-15T09:00:00-05:00')
  app.clock.advance({ hours: 120 * 24 })
  await jobs.find(({ name }) => name === 'privacy.sweep')?.run(app.system, {})
  expect(await rowsOf(head)).toEqual([1, 0, 1, 0])
})

import { expect, test } from 'vitest'
import { KEY_RIGHTS } from '../../../features/integrations/key-rights.ts'
import { fault, rows } from './run.ts'
import type { Row } from './rows.ts'
import { WHOSE, type World, makeWorld } from './world.ts'

// Another program with a key of the shop, as a caller of every REST call.
const world = await makeWorld()
const calls = rows.filter(({ call }) => /^(GET|POST|PUT|PATCH|DELETE) /.test(call))
const shop = world.records.own.shop

/** The same world in which everybody calls with a key that holds these rights. */
async function withKey(permissions: readonly string[]): Promise<World> {
  const { app } = world
  const made = await app
    .client({ headers: await world.headers('owner') })
    .post(`/api/shops/${shop}/api-keys`, {
      name: `Key of ${permissions.length}`,
      permissions,
    })
  expect(made.status, made.text).toBe(201)
  // Its use is noted once in five minutes: not by the calls that must write nothing.
  const headers = { authorization: `Bearer ${made.body['key']}` }
  expect((await app.client({ headers }).get('/api/shops')).status).toBe(200)
  return { ...world, headers: async () => headers }
}

const casesOf = (row: Row) => row.who.over ?? WHOSE

test('a key with everything does what the owner does, but nothing that is a person’s, and nothing elsewhere', async () => {
  const program = await withKey(KEY_RIGHTS)
  const faults: string[] = []
  const refused = new Set<string>()
  for (const row of calls)
    for (const whose of casesOf(row)) {
      const found = await fault(program, { row, role: 'owner', whose })
      if (!found) continue
      if (/ got 403 /.test(found) || (whose !== 'there' && / got (wrong|404) /.test(found)))
        refused.add(row.call)
      else if (!/ expected (403|404), got 404 /.test(found)) faults.push(found)
    }
  expect(faults).toEqual([])
  expect([...refused].toSorted().filter((call) => !PERSONS.some((person) => person.test(call)))).toEqual([])
})

// What is of a person, or opens doors to others: a key gets none of it.
const PERSONS = [
  / \/api\/(me|garage|auth|user|customer|platform)(\/|$)/,
  / \/api\/shops$/,
  /\/(my-time-off|my-schedule|my-day|join|devices|device-pin|second-factor|roles|api-keys|organisation)(\/|$)/,
  /\/staff(\/\{person\}(\/\w+)?)?$/,
  /\/(reset-password|erase|export|claim)(\/|$)/,
  / \/api\/(service-request|appointment)$/,
]

test('a key opens nothing that it was not given', async () => {
  const program = await withKey(['tips.edit'])
  const opened: string[] = []
  for (const row of calls)
    for (const whose of casesOf(row)) {
      if (row.who('nobody', whose) === 'ok') continue
      const found = await fault(program, { row, role: 'nobody', whose })
      if (found && / got ok/.test(found)) opened.push(found)
    }
  expect(opened).toEqual([])
})

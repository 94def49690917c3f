import { afterAll } from 'vitest'
import { mintAccessToken } from '../../../features/accounts/access-token.ts'
import { addPages } from '../../../web/testing/pages.ts'
import { type TestApp, testApp } from '../app.ts'
import type { Person } from '../people.ts'
import { type TestShop, testShop } from '../shop.ts'
import { enclose, type Enclosed } from './enclosed.ts'
import { OWN_ROLES, type OwnRole, ROLES, type Role } from './grid.ts'
import { type Records, recordsOf } from './records.ts'

/**
 * Whose record a case is about: the caller's `own` (a customer's, and the technician is assigned to it), one of the
 * same shop that is somebody `other`'s, or one over `there` in another shop.
 */
export const WHOSE = ['own', 'other', 'there'] as const
export type Whose = (typeof WHOSE)[number]

export interface World {
  app: TestApp
  enclosed: Enclosed
  /** The headers that each role sends. */
  headers(role: Role): Promise<Record<string, string>>
  /** The headers of another program, with a key of the shop that reads orders and nothing else. */
  key: Record<string, string>
  records: Record<Whose, Records>
}

const SHOP_ROLES = ROLES.slice(0, 9) as Exclude<
  Role,
  'customer' | 'super_admin' | 'admin' | 'support' | 'nobody' | 'code' | OwnRole
>[]

/** Two shops with people of every role, and each kind of record three times; made once, the cases leave it as it was. */
export async function makeWorld(): Promise<World> {
  const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
  await addPages(app.app)
  const here = await openShop(app)
  const there = await openShop(app)
  const people = new Map<Role, Person>([['owner', here.owner]])
  for (const role of SHOP_ROLES.slice(1)) people.set(role, await here.hire(role))
  for (const role of ['super_admin', 'admin', 'support'] as const)
    people.set(role, await app.people.add({ role }))
  for (const role of ['house', 'planner'] as const) people.set(role, await ofOwnRole(here, role))
  people.set('customer', await app.people.add({ name: 'Carla Customer' }))
  const technician = people.get('technician') as Person & { staffId: string }
  const house = personOf('house')
  const records = {
    own: await recordsOf(app, here, { customer: personOf('customer'), technician, house }),
    other: await recordsOf(app, here, {
      customer: await app.people.add({ name: 'Otto Other' }),
      technician: await here.hire('technician'),
      house,
    }),
    there: await recordsOf(app, there, {
      customer: await app.people.add({ name: 'Thea There' }),
      technician: await there.hire('technician'),
      house,
    }),
  }
  // The visits of nine o'clock are past, those of tomorrow to come.
  app.clock.set('2026-12-01T16:00:00Z')
  // Everybody has just shown who they are: what is asked of a session that has not is `prove-again.test.ts`'s.
  await app.services.database.pool.query('UPDATE sessions SET proven_at = $1', [String(app.clock.now())])
  const key = await keyOf(app, here)
  // The analyst never confirmed their address.
  await app.services.database.pool.query('UPDATE accounts SET email_verified_at = NULL WHERE id = $1', [
    personOf('analyst').id,
  ])

  function personOf(role: Role): Person {
    const person = people.get(role)
    if (!person) throw new Error(`nobody is ${role}`)
    return person
  }
  const headers = new Map<Role, Record<string, string>>()
  for (const [role, person] of people) {
    const { accountId, sessionId } = await person.caller()
    const token = await mintAccessToken(app.ctx(), { accountId, sessionId })
    headers.set(role, { authorization: `Bearer ${token}` })
  }
  const enclosed = await enclose(app.services.database.pool)
  // Before the app is closed, which waits for the pool.
  afterAll(() => enclosed.open())
  return {
    app,
    enclosed,
    headers: async (role) => headers.get(role) ?? {},
    key,
    records,
  }
}

async function keyOf(app: TestApp, { shop, owner }: TestShop): Promise<Record<string, string>> {
  const given = { name: 'Orders', permissions: ['orders.read'] }
  const { body } = await owner.post(`/api/shops/${shop.slug}/api-keys`, given)
  const headers = { authorization: `Bearer ${body['key']}` }
  // Its use is noted once in five minutes: not by the calls that must write nothing.
  const used = await app.client({ headers }).get(`/api/service-request?shop=${shop.slug}`)
  if (used.status !== 200) throw new Error(used.text)
  return headers
}

/** Somebody who holds nothing but a role that the shop has made itself. */
async function ofOwnRole({ shop, owner, hire }: TestShop, role: OwnRole): Promise<Person> {
  const desk = `/api/shops/${shop.slug}`
  const { body } = await owner.post(`${desk}/roles`, { name: role, permissions: OWN_ROLES[role] })
  const person = await hire('editor')
  const held = { roles: [], ownRoles: [body['id']] }
  const given = await owner.patch(`${desk}/staff/${person.staffId}`, held)
  if (given.status !== 200) throw new Error(given.text)
  return person
}

async function openShop(app: TestApp): Promise<TestShop> {
  const shop = await testShop(app)
  const policies = { confirmBookings: 'by_staff', leadMinutes: 0, qualityCheck: false }
  const set = await shop.owner.patch(`/api/shops/${shop.shop.slug}`, policies)
  if (set.status !== 200) throw new Error(set.text)
  return shop
}

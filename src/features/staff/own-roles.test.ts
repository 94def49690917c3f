import { expect, test } from 'vitest'
import { SHOP_PERMISSIONS, GRID, PERMISSIONS, scopesOf, SHOP_RIGHTS } from '../../kit/access/index.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp()
const one = await testShop(app)
const other = await testShop(app)
const path = `/api/shops/${one.shop.slug}`
const manager = await one.hire('manager')
const advisor = await one.hire('advisor')
const stranger = await app.people.add()
const root = await app.people.add({ role: 'super_admin' })

interface RoleAnswer {
  id: string
  name: string
  permissions: string[]
  needsSecondFactor: boolean
  version: number
}

/** Makes a role as the owner and gives its id. */
async function role(name: string, permissions: string[]): Promise<string> {
  const { status, body, text } = await one.owner.post(`${path}/roles`, { name, permissions })
  expect(status, text).toBe(201)
  return String(body['id'])
}

/** Somebody with an account who holds these roles. */
async function holding(roles: string[], ownRoles: string[]) {
  const person = await one.hire('editor')
  const { status, text } = await one.owner.patch(`${path}/staff/${person.staffId}`, { roles, ownRoles })
  expect(status, text).toBe(200)
  return person
}

test('every permission that a shop can hold is in one group, with the scopes of the grid', () => {
  const held = PERMISSIONS.filter((permission) => 'all' in GRID[permission] || 'own' in GRID[permission])
  expect([...SHOP_PERMISSIONS].toSorted()).toEqual(held.toSorted())
  expect(scopesOf('orders.read')).toEqual(['all', 'own'])
  expect(scopesOf('passcode.read')).toEqual(['own'])
  expect(scopesOf('roles.edit')).toEqual(['all'])
  for (const none of ['platform.admins', 'shop.approve', 'payments.pay', 'reviews.write', 'roles.edit:own'])
    expect(SHOP_RIGHTS).not.toContain(none)
})

test('who may make a role, and what is refused [S2.01a]', async () => {
  const body = { name: 'Trainee', permissions: ['orders.read', 'orders.read:own', 'shop.read'] }
  for (const [who, status] of [
    [app.guest, 401],
    [stranger, 403],
    [other.owner, 403],
    [advisor, 403],
    [manager, 201],
  ] as const)
    expect((await who.post(`${path}/roles`, body)).status).toBe(status)
  // The wider of two scopes is kept, and the name is taken now, whatever its letters.
  const listed = await advisor.get<{ standard: { role: string }[]; own: RoleAnswer[] }>(`${path}/roles`)
  expect(listed.body.standard.map((standard) => standard.role)).toHaveLength(9)
  expect(listed.body.own).toMatchObject([{ name: 'Trainee', permissions: ['orders.read', 'shop.read'] }])
  expect((await one.owner.post(`${path}/roles`, { ...body, name: 'TRAINEE' })).body).toMatchObject({
    reason: 'role_name_taken',
    errors: [{ pointer: '/name' }],
  })
  for (const [permissions, pointer] of [
    [[], '/permissions'],
    [['platform.admins'], '/permissions/0'],
    [['shop.read', 'payments.pay'], '/permissions/1'],
    [['shop.read:own'], '/permissions/0'],
  ] as const)
    expect((await one.owner.post(`${path}/roles`, { name: 'X', permissions })).body).toMatchObject({
      errors: [{ pointer }],
    })
})

test('nobody gives by a role what they do not hold: owners alone what only owners hold', async () => {
  for (const permission of ['data.export', 'customers.erase', 'books.lockPeriod', 'audit.read'])
    expect(
      (
        await manager.post(`${path}/roles`, {
          name: `With ${permission}`,
          permissions: ['shop.read', permission],
        })
      ).status,
    ).toBe(403)
  const keys = await role('Keeper', ['audit.read', 'shop.read'])
  expect((await manager.patch(`${path}/roles/${keys}`, { permissions: ['shop.read'] })).status).toBe(403)
  expect((await manager.post(`${path}/roles/${keys}/retire`, {})).status).toBe(403)
  const give = { ownRoles: [keys] }
  expect((await manager.patch(`${path}/staff/${advisor.staffId}`, give)).status).toBe(403)
  expect((await manager.patch(`${path}/staff/${manager.staffId}`, give)).status).toBe(403)
  expect((await manager.post(`${path}/staff`, { name: 'Y', roles: [], ...give })).status).toBe(403)
  // Whoever holds it is not the manager's to change, to ask in again or to send away.
  const keeper = await holding([], [keys])
  expect((await manager.patch(`${path}/staff/${keeper.staffId}`, { name: 'Z' })).status).toBe(403)
  expect(
    (await manager.patch(`${path}/staff/${keeper.staffId}`, { roles: ['editor'], ownRoles: [] })).status,
  ).toBe(403)
  expect((await manager.post(`${path}/staff/${keeper.staffId}/leave`)).status).toBe(403)
  expect((await keeper.get(`${path}/audit`)).status).toBe(200)
  expect((await root.patch(`${path}/roles/${keys}`, { name: 'Key keeper' })).status).toBe(200)
})

test('whoever holds the right to give roles by a role of the shop’s own gives no more than that', async () => {
  const clerk = await role('Clerk', [
    'staff.read',
    'staff.invite',
    'staff.edit',
    'roles.edit',
    'services.read',
  ])
  const person = await holding([], [clerk])
  const mine = `${path}/staff/${person.staffId}`
  for (const roles of [['owner'], ['manager'], ['advisor'], ['technician'], ['analyst']]) {
    expect((await person.patch(mine, { roles })).status).toBe(403)
    expect((await person.post(`${path}/staff`, { name: 'New', roles })).status).toBe(403)
  }
  const more = { name: 'More', permissions: ['services.read', 'invoices.read'] }
  expect((await person.post(`${path}/roles`, more)).status).toBe(403)
  expect((await person.patch(`${path}/roles/${clerk}`, more)).status).toBe(403)
  expect((await person.post(`${path}/staff/${manager.staffId}/leave`)).status).toBe(403)
  const small = await person.post(`${path}/roles`, { name: 'Reader', permissions: ['services.read'] })
  expect(small.status).toBe(201)
  const taken = await person.post(`${path}/staff`, { name: 'New', roles: [], ownRoles: [small.body['id']] })
  expect([taken.status, taken.body['ownRoles']]).toEqual([201, [small.body['id']]])
})

test('rights follow an own role at once: given, widened, narrowed, taken out of use', async () => {
  const books = await role('Bookkeeper', ['invoices.read'])
  const person = await holding([], [books])
  const list = `/api/service-request?shop=${one.shop.slug}`
  expect((await person.get(list)).status).toBe(403)
  const { body: me } = await person.get('/api/me')
  expect([me['roles'], me['ownRoles']]).toEqual([
    [{ role: 'customer' }],
    [{ name: 'Bookkeeper', shop: one.shop.slug }],
  ])
  const edited = await one.owner.patch(`${path}/roles/${books}`, {
    version: 1,
    permissions: ['invoices.read', 'orders.read'],
  })
  expect(edited.body).toMatchObject({ version: 2, permissions: ['orders.read', 'invoices.read'] })
  expect((await person.get(list)).status).toBe(200)
  expect((await one.owner.patch(`${path}/roles/${books}`, { version: 1, name: 'X' })).status).toBe(409)
  await one.owner.patch(`${path}/roles/${books}`, { permissions: ['orders.read'] })
  await one.owner.patch(`${path}/staff/${person.staffId}`, { roles: ['editor'] })
  expect((await person.get(list)).status).toBe(200)
  expect((await one.owner.post(`${path}/roles/${books}/retire`, {})).status).toBe(204)
  expect((await person.get(list)).status).toBe(403)
  expect(
    (await one.owner.patch(`${path}/staff/${person.staffId}`, { ownRoles: [books] })).body,
  ).toMatchObject({
    code: 'not-found',
    errors: [{ pointer: '/ownRoles/0' }],
  })
  const audited = await app.system.db
    .selectFrom('audit')
    .select(['action', 'before', 'after'])
    .where('shopId', '=', one.shop.id)
    .where('subjectId', '=', books)
    .orderBy('id')
    .execute()
  expect(audited).toMatchObject([
    { action: 'staff.addRole', after: { name: 'Bookkeeper', rights: ['invoices.read'] } },
    {
      action: 'staff.editRole',
      before: { rights: ['invoices.read'] },
      after: { added: ['orders.read'], removed: [] },
    },
    { action: 'staff.editRole', after: { added: [], removed: ['invoices.read'] } },
    { action: 'staff.retireRole', before: { name: 'Bookkeeper' }, after: { held: 1 } },
  ])
})

test('an own scope shows only what is theirs', async () => {
  const own = await role('Helper', ['staff.read:own', 'shop.read'])
  const person = await holding([], [own])
  const { body } = await person.get<{ people: { id: string }[] }>(`${path}/staff`)
  expect(body.people.map(({ id }) => id)).toEqual([person.staffId])
})

test('nobody is left without a role', async () => {
  const only = await role('Only', ['services.read'])
  const person = await holding([], [only])
  const both = await holding(['analyst'], [only])
  const mine = `${path}/staff/${person.staffId}`
  expect((await one.owner.patch(mine, { ownRoles: [] })).body).toMatchObject({
    errors: [{ pointer: '/roles' }],
  })
  expect((await one.owner.post(`${path}/staff`, { name: 'N', roles: [] })).body).toMatchObject({
    errors: [{ pointer: '/roles' }],
  })
  const retire = `${path}/roles/${only}/retire`
  expect((await one.owner.post(retire, {})).body).toMatchObject({ reason: 'role_in_use' })
  for (const instead of [only, 'king', '0192f0c0-0000-7000-8000-000000000000'])
    expect((await one.owner.post(retire, { instead })).body).toMatchObject({
      errors: [{ pointer: '/instead' }],
    })
  expect((await manager.post(retire, { instead: 'owner' })).status).toBe(403)
  expect((await manager.post(retire, { instead: 'technician' })).status).toBe(204)
  expect((await person.caller()).grants).toMatchObject([{ roles: ['technician'], ownRoles: [] }])
  expect((await both.caller()).grants).toMatchObject([{ roles: ['analyst'], ownRoles: [] }])
  const { body } = await one.owner.get<{ resources: { staffId: string | null }[] }>(`${path}/resources`)
  expect(body.resources.map(({ staffId }) => staffId)).toContain(person.staffId)
})

test('a role of another shop is given to nobody, and changed by nobody from there', async () => {
  const mine = await role('Mine', ['services.read'])
  const there = `/api/shops/${other.shop.slug}`
  expect((await other.owner.post(`${there}/staff`, { name: 'N', roles: [], ownRoles: [mine] })).status).toBe(
    404,
  )
  expect((await other.owner.patch(`${there}/roles/${mine}`, { name: 'X' })).status).toBe(404)
  expect((await other.owner.post(`${there}/roles/${mine}/retire`, {})).status).toBe(404)
  expect((await other.owner.get(`${path}/roles`)).status).toBe(403)
})

test('a second factor is asked for by an own role too', async () => {
  const lead = await role('Lead', ['orders.read'])
  const person = await holding([], [lead])
  const list = `/api/service-request?shop=${one.shop.slug}`
  const at = `${path}/second-factor`
  const missing = async () =>
    (await one.owner.get<{ people: { id: string }[] }>(`${at}/missing`)).body.people.map(({ id }) => id)
  expect(await missing()).toContain(person.staffId)
  expect((await advisor.get(`${at}/missing`)).status).toBe(403)
  expect((await one.owner.put(at, { roles: [], ownRoles: ['x'] })).status).toBe(404)
  const asked = await one.owner.put(at, { roles: [], ownRoles: [lead] })
  expect(asked.body).toMatchObject({ roles: [], ownRoles: [lead] })
  expect((await person.get(list)).status).toBe(200)
  app.clock.advance({ hours: 7 * 24 })
  expect((await person.get(list)).status).toBe(403)
  expect((await one.owner.put(at, { roles: [] })).body).toMatchObject({ ownRoles: [], requiredFrom: null })
  expect((await person.get(list)).status).toBe(200)
})

test('of two owners who remove each other at once one stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const shop = await testShop(app)
    const second = await shop.hire('owner')
    const desk = `/api/shops/${shop.shop.slug}/staff`
    const { body } = await shop.owner.get<{ people: { id: string; roles: string[] }[] }>(desk)
    const first = body.people.find(({ id }) => id !== second.staffId)?.id
    const answers = await Promise.all(
      round % 2 === 0
        ? [shop.owner.post(`${desk}/${second.staffId}/leave`), second.post(`${desk}/${first}/leave`)]
        : [
            shop.owner.patch(`${desk}/${second.staffId}`, { roles: ['analyst'] }),
            second.patch(`${desk}/${first}`, { roles: ['analyst'] }),
          ],
    )
    const left = await app.system.db
      .selectFrom('staff')
      .select(['roles'])
      .where('shopId', '=', shop.shop.id)
      .where('leftAt', 'is', null)
      .execute()
    expect(left.filter(({ roles }) => roles.includes('owner'))).toHaveLength(1)
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
  }
})

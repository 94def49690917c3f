import { expect, test } from 'vitest'
import { problemOfDatabaseError } from '../../kit/errors.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ config: { rateLimits: 0 } })
const admin = await app.people.add({ role: 'admin' })
const { pool } = app.services.database

/** A shop with its first owner's row, and a second owner. */
async function twoOwners() {
  const here = await testShop(app)
  const second = await here.hire('owner')
  const { rows } = await pool.query('select id from staff where shop_id = $1 and account_id = $2', [
    here.shop.id,
    here.owner.id,
  ])
  return { ...here, second, path: `/api/shops/${here.shop.slug}/staff`, firstId: String(rows[0].id) }
}

test('a second owner whose account is closed does not count: the first stays', async () => {
  const { owner, second, path, firstId } = await twoOwners()
  expect((await admin.post(`/api/platform/accounts/${second.id}/deactivate`)).status).toBe(200)
  for (const refused of [
    await owner.patch(`${path}/${firstId}`, { roles: ['manager'] }),
    await owner.post(`${path}/${firstId}/leave`),
    await admin.post(`/api/platform/accounts/${owner.id}/deactivate`),
  ])
    expect(refused.body).toMatchObject({ status: 409, reason: 'last_owner' })
  expect((await admin.post(`/api/platform/accounts/${second.id}/reactivate`)).status).toBe(200)
  expect((await owner.post(`${path}/${firstId}/leave`)).status).toBe(204)
})

test('the database itself keeps an owner who can sign in, also of two who go at once', async () => {
  const ask = (text: string, ...values: unknown[]) =>
    pool.query(text, values).then(
      () => 'done',
      (error: unknown) => problemOfDatabaseError(error)?.reason ?? error,
    )
  const close = 'update accounts set deactivated_at = now() where id = $1'
  const leave = 'update staff set left_at = now() where shop_id = $1 and account_id = $2'
  const { shop, owner, second } = await twoOwners()
  expect(await ask(close, second.id)).toBe('done')
  expect(await ask(leave, shop.id, owner.id)).toBe('last_owner')
  expect(await ask(close, owner.id)).toBe('last_owner')
  expect(await ask('delete from staff where shop_id = $1 and account_id = $2', shop.id, owner.id)).toBe(
    'last_owner',
  )
  expect(
    await ask(
      `update staff set roles = '{manager}' where shop_id = $1 and account_id = $2`,
      shop.id,
      owner.id,
    ),
  ).toBe('last_owner')

  // Whoever owns it through the organisation is owner enough, until they go too.
  const head = await app.people.add()
  await pool.query(
    `insert into organisation_members (organisation_id, account_id, roles, since) values ($1, $2, '{owner}', now())`,
    [shop.organisationId, head.id],
  )
  expect(await ask(leave, shop.id, owner.id)).toBe('done')
  expect(await ask('delete from organisation_members where account_id = $1', head.id)).toBe('last_owner')
  expect(await ask(close, head.id)).toBe('last_owner')

  const race = await twoOwners()
  const both = await Promise.all([ask(leave, race.shop.id, race.owner.id), ask(close, race.second.id)])
  expect(both.toSorted()).toEqual(['done', 'last_owner'])
})

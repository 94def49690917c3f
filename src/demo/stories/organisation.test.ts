import { expect, test } from 'vitest'
import { transaction } from '../../kit/db/index.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { growBusiness } from './organisation.ts'

const app = await testApp()

test('the demo has a business of two shops with an owner, a manager and somebody who is asked', async () => {
  const { shop, owner } = await testShop(app)
  const cast = { shop, owner: await owner.caller() }
  await transaction(app.system, (tx) => growBusiness({ ...tx, now: tx.now.add({ hours: 48 }) }, cast))
  const { body } = await owner.get(`/api/shops/${shop.slug}/organisation`)
  expect(body).toMatchObject({
    shops: [
      { slug: shop.slug, status: 'approved' },
      { slug: 'pixel-clinic-potsdam', status: 'pending' },
    ],
    members: [
      { email: 'nadia@fixbay.example', roles: ['owner'] },
      { email: 'marius@fixbay.example', roles: ['manager'] },
    ],
    invitations: [{ invited: 'ines.falk@mail.example', roles: ['finance'] }],
  })
})

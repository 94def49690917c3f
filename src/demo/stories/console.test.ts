import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { transaction } from '../../kit/db/index.ts'
import { openConsoleShops } from './console.ts'

const app = await testApp()
const admin = await app.people.add({ name: 'Adam Min', role: 'admin' })

test('the demo has a shop that waits and one that is suspended with a reason, neither of them public', async () => {
  const caller = await admin.caller()
  await transaction(app.system, (tx) => openConsoleShops(tx, caller))
  const { body } = await admin.get('/api/platform/shops')
  expect(body['shops'].map((shop: Record<string, unknown>) => [shop['slug'], shop['status']])).toEqual([
    ['bridge-street-phones', 'pending'],
    ['old-mill-motors', 'suspended'],
  ])
  const record = await admin.get('/api/platform/shops/old-mill-motors')
  expect(record.body['decisions']).toMatchObject([
    { status: 'suspended', reason: expect.stringContaining('nobody has been there'), by: 'Adam Min' },
    { status: 'approved', by: 'Adam Min' },
  ])
  expect((await app.guest.get('/api/shops')).body['shops']).toEqual([])
})

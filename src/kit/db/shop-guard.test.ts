import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { acrossShops, ShopGuardError } from './shop-guard.ts'

const app = await testApp()
const { db } = app.system
const shop = '019fb55c-0323-71ce-95ee-837558be541b'

// In every test and in development each query of the program runs under the guard: what it lets pass here, it lets pass there.
test.each([
  ['select', () => db.selectFrom('orders').select('id')],
  ['select by id alone', () => db.selectFrom('orders').select('id').where('id', '=', shop)],
  [
    'join of a second shop table',
    () =>
      db
        .selectFrom('orders')
        .innerJoin('customers', 'customers.id', 'orders.customerId')
        .select('orders.id')
        .where('orders.shopId', '=', shop),
  ],
  [
    'left join under an alias',
    () => db.selectFrom('shops').leftJoin('staff as person', 'person.id', 'shops.id').select('person.name'),
  ],
  [
    'subquery in a condition',
    () =>
      db
        .selectFrom('shops')
        .select('id')
        .where('id', 'in', (of) => of.selectFrom('orders').select('orders.shopId')),
  ],
  [
    'subquery in a column',
    () => db.selectFrom('shops').select((of) => of.selectFrom('lines').select('text').limit(1).as('text')),
  ],
  [
    'common table',
    () =>
      db
        .with('mine', (of) => of.selectFrom('payments').select('id'))
        .selectFrom('mine')
        .select('id'),
  ],
  ['union', () => db.selectFrom('shops').select('id').union(db.selectFrom('customers').select('id'))],
  ['update', () => db.updateTable('customers').set({ name: 'x' }).where('id', '=', shop)],
  ['delete', () => db.deleteFrom('lines').where('id', '=', shop)],
  ['insert without its shop', () => db.insertInto('orderNotes').values({ id: shop } as never)],
])('the guard fires: %s', async (_kind, query) => {
  await expect((async () => query().execute())()).rejects.toBeInstanceOf(ShopGuardError)
})

test.each([
  ['select', sql`select id from orders`],
  ['join', sql`select 1 from shops join staff on staff.id = shops.id`],
  ['update', sql`update customers set name = 'x'`],
  ['delete', sql`delete from lines`],
  ['insert', sql`insert into lines (id) values (null)`],
  ['quoted', sql`select id from "orders"`],
])('the guard fires on raw SQL: %s', async (_kind, query) => {
  await expect(query.execute(db)).rejects.toBeInstanceOf(ShopGuardError)
})

test('a query that names its shop passes, and so do tables that belong to none', async () => {
  await db.selectFrom('orders').select('id').where('shopId', '=', shop).execute()
  await db.updateTable('customers').set({ name: 'x' }).where('shopId', '=', shop).execute()
  await db.deleteFrom('lines').where('shopId', '=', shop).execute()
  await sql`select id from orders where shop_id = ${shop}`.execute(db)
  expect(await db.selectFrom('accounts').select('id').execute()).toEqual([])
})

test('whoever goes across shops says why', async () => {
  expect(() => acrossShops(db, 'because')).toThrow('reason')
  await acrossShops(db, 'a test looks at all of them').selectFrom('orders').select('id').execute()
})

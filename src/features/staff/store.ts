import { sql } from 'kysely'
import type { ShopRole } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Person } from './people.ts'

const COLUMNS = [
  'shopId',
  'id',
  'accountId',
  'name',
  'roles',
  'createdAt',
  'leftAt',
  'version',
  sql<string[]>`array(select held.role_id from staff_shop_roles held
    where held.shop_id = staff.shop_id and held.staff_id = staff.id order by held.role_id)`.as('ownRoleIds'),
] as const

/** The people of a shop by name: those of some ids, or all; those who left only when asked for. */
export async function selectPeople(
  ctx: Ctx,
  shopId: string,
  { left, ids }: { left: boolean; ids?: readonly string[] },
): Promise<Person[]> {
  let query = ctx.db.selectFrom('staff').select(COLUMNS).where('shopId', '=', shopId)
  if (!left) query = query.where('leftAt', 'is', null)
  if (ids) query = query.where('id', 'in', ids)
  const rows = await query.orderBy('name').orderBy('id').execute()
  return rows as Person[]
}

export async function selectPerson(ctx: Ctx, shopId: string, id: string): Promise<Person | undefined> {
  const [person] = await selectPeople(ctx, shopId, { left: true, ids: [id] })
  return person
}

export async function insertPerson(
  ctx: Ctx,
  shopId: string,
  person: { name: string; roles: readonly ShopRole[]; accountId: string | null },
): Promise<Person> {
  const row = await ctx.db
    .insertInto('staff')
    .values({ shopId, id: newId(ctx.now), ...person, roles: [...person.roles], createdAt: ctx.now })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Person
}

/** Writes the change and raises the version; undefined when the person is no longer at `before.version`. */
export async function updatePerson(
  ctx: Ctx,
  before: Person,
  change: Partial<Pick<Person, 'name' | 'roles' | 'accountId' | 'leftAt'>>,
): Promise<Person | undefined> {
  const row = await ctx.db
    .updateTable('staff')
    .set({ ...change, version: before.version + 1 })
    .where('shopId', '=', before.shopId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row as Person | undefined
}

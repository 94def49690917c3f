import { sql } from 'kysely'
import type { Right } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { OwnRole } from './own-roles.ts'

const COLUMNS = ['shopId', 'id', 'name', 'rights', 'needsSecondFactor', 'version'] as const

/** The living roles of a shop's own making by name: those of some ids, or all. `lock` holds them as they are. */
export async function selectOwnRoles(
  ctx: Ctx,
  shopId: string,
  { ids, lock }: { ids?: readonly string[]; lock?: 'share' | 'update' } = {},
): Promise<OwnRole[]> {
  if (ids?.length === 0) return []
  let query = ctx.db
    .selectFrom('shopRoles')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('retiredAt', 'is', null)
    .orderBy('name')
    .orderBy('id')
  if (ids) query = query.where('id', 'in', ids)
  if (lock) query = lock === 'share' ? query.forShare() : query.forUpdate()
  return (await query.execute()) as OwnRole[]
}

export async function insertOwnRole(
  tx: Ctx,
  shopId: string,
  role: { name: string; rights: readonly Right[] },
): Promise<OwnRole> {
  const row = await tx.db
    .insertInto('shopRoles')
    .values({ shopId, id: newId(tx.now), name: role.name, rights: [...role.rights], createdAt: tx.now })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as OwnRole
}

/** Writes the change and raises the version; undefined when the role is no longer at `before.version`. */
export async function updateOwnRole(
  tx: Ctx,
  before: OwnRole,
  change: { name?: string; rights?: Right[]; retiredAt?: Temporal.Instant },
): Promise<OwnRole | undefined> {
  const row = await tx.db
    .updateTable('shopRoles')
    .set({ ...change, version: before.version + 1 })
    .where('shopId', '=', before.shopId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .where('retiredAt', 'is', null)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row as OwnRole | undefined
}

/** Which of a shop's own roles need a second factor: these and no others. */
export async function markNeedsSecondFactor(tx: Ctx, shopId: string, ids: readonly string[]): Promise<void> {
  await tx.db
    .updateTable('shopRoles')
    .set({ needsSecondFactor: sql<boolean>`id = any(${[...ids]}::uuid[])` })
    .where('shopId', '=', shopId)
    .where('retiredAt', 'is', null)
    .execute()
}

/** Makes these the own roles that somebody holds, and takes the others from them. */
export async function putOwnRolesOf(
  tx: Ctx,
  shopId: string,
  staffId: string,
  roleIds: readonly string[],
): Promise<void> {
  const held = tx.db.deleteFrom('staffShopRoles').where('shopId', '=', shopId).where('staffId', '=', staffId)
  await (roleIds.length > 0 ? held.where('roleId', 'not in', roleIds) : held).execute()
  if (roleIds.length === 0) return
  await tx.db
    .insertInto('staffShopRoles')
    .values(roleIds.map((roleId) => ({ shopId, staffId, roleId, givenAt: tx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes a role from everybody who holds it. */
export async function deleteHoldersOf(tx: Ctx, shopId: string, roleId: string): Promise<void> {
  await tx.db.deleteFrom('staffShopRoles').where('shopId', '=', shopId).where('roleId', '=', roleId).execute()
}

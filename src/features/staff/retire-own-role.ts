import { z } from 'zod'
import { allowInShop, type ShopRole } from '../../kit/access/index.ts'
import { SHOP_ROLES } from '../../kit/access/shop-roles.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict, illegalMove, invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { rightsChanged } from '../accounts/rights-changed.ts'
import type { Shop } from '../shops/shop.ts'
import { findOwnRole, type OwnRole, ownRolesToGive } from './own-roles.ts'
import type { Person } from './people.ts'
import { guardGiving, guardRights, holdersOf } from './roles.ts'
import { updatePerson } from './store.ts'
import { deleteHoldersOf, putOwnRolesOf, selectOwnRoles, updateOwnRole } from './store-own-roles.ts'
import { keepTechnician } from './technicians.ts'

export const RetireOwnRole = z.strictObject({
  /** Which role those get who hold only this one: the name of one that every shop has, or the id of an own one. */
  instead: z.string().trim().max(64).nullable().default(null),
})

/**
 * Takes a role of the shop's own out of use: nobody holds it any more. 409 `role_in_use` where somebody would be left
 * with none, unless it is said what they get instead.
 */
export async function retireOwnRole(
  ctx: Ctx,
  shop: Shop,
  roleId: string,
  { instead }: z.output<typeof RetireOwnRole>,
): Promise<void> {
  allowInShop(ctx, 'roles.edit', shop.id)
  await transaction(ctx, async (tx) => {
    const role = await findOwnRole(tx, shop.id, roleId)
    guardRights(tx, shop.id, role.rights)
    // Nobody is given it while it goes.
    await selectOwnRoles(tx, shop.id, { ids: [role.id], lock: 'update' })
    const holders = await holdersOf(tx, shop.id, role.id)
    const bare = holders.filter((person) => hasOnly(person, role.id))
    if (bare.length > 0) await giveInstead(tx, shop.id, bare, await replacement(tx, shop.id, role, instead))
    await deleteHoldersOf(tx, shop.id, role.id)
    if (!(await updateOwnRole(tx, role, { retiredAt: tx.now }))) throw conflict()
    for (const { accountId } of holders) if (accountId) await rightsChanged(tx, accountId)
    const subject = { kind: 'role', id: role.id } as const
    const { name, rights } = role
    const after = { held: holders.length, ...(bare.length > 0 ? { instead } : {}) }
    await audit(tx, { action: 'staff.retireRole', shopId: shop.id, subject, before: { name, rights }, after })
    await record(tx, { type: 'role.retired', shopId: shop.id, subject })
  })
}

const hasOnly = ({ roles, ownRoleIds }: Person, roleId: string): boolean =>
  roles.length === 0 && ownRoleIds.every((id) => id === roleId)

interface Replacement {
  roles: ShopRole[]
  ownRoles: OwnRole[]
}

async function replacement(
  tx: Ctx,
  shopId: string,
  role: OwnRole,
  instead: string | null,
): Promise<Replacement> {
  if (instead === null) throw illegalMove('role_in_use')
  if (instead === role.id) throw invalid('/instead', 'unknown')
  const standard = SHOP_ROLES.find((known) => known === instead)
  const given = standard
    ? { roles: [standard], ownRoles: [] }
    : { roles: [], ownRoles: await ownRolesToGive(tx, shopId, [instead], () => '/instead') }
  guardGiving(tx, shopId, given)
  return given
}

async function giveInstead(
  tx: Ctx,
  shopId: string,
  people: readonly Person[],
  given: Replacement,
): Promise<void> {
  for (const person of people) {
    await putOwnRolesOf(
      tx,
      shopId,
      person.id,
      given.ownRoles.map(({ id }) => id),
    )
    const after = await updatePerson(tx, person, { roles: given.roles })
    if (!after) throw conflict()
    await keepTechnician(tx, shopId, after)
    await audit(tx, {
      action: 'staff.setRoles',
      shopId,
      subject: { kind: 'staff', id: person.id },
      before: { roles: [] },
      after: { roles: given.roles, ownRoles: given.ownRoles.map(({ name }) => name) },
    })
  }
}

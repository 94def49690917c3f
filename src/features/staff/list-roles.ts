import { allowInShop, permissionsOf, type Right, rightsIn, type ShopRole } from '../../kit/access/index.ts'
import { SHOP_ROLES } from '../../kit/access/shop-roles.ts'
import type { Ctx } from '../../kit/context.ts'
import type { Shop } from '../shops/shop.ts'
import { type OwnRole, ownRolesOf } from './own-roles.ts'
import type { Person } from './people.ts'

/** A role that every shop has, with what the grid gives it. */
export interface StandardRole {
  role: ShopRole
  rights: Right[]
}

/** The roles that can be held in a shop, with what each may do. */
export async function listRoles(ctx: Ctx, shop: Shop): Promise<{ standard: StandardRole[]; own: OwnRole[] }> {
  allowInShop(ctx, 'shop.read', shop.id)
  const standard = SHOP_ROLES.map((role) => ({ role, rights: rightsIn(permissionsOf([role])) }))
  return { standard, own: await ownRolesOf(ctx, shop.id) }
}

/** What somebody may do by all their roles together. */
export function rightsOf({ roles, ownRoleIds }: Person, own: readonly OwnRole[]): Right[] {
  const given = own.filter(({ id }) => ownRoleIds.includes(id)).flatMap(({ rights }) => rights)
  return rightsIn(permissionsOf(roles, given))
}

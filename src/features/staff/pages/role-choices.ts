import { SHOP_ROLES } from '../../../kit/access/shop-roles.ts'
import type { Ctx } from '../../../kit/context.ts'
import { type OwnRole, ownRolesOf } from '../own-roles.ts'
import { mayGiveRights, mayGiveRole } from '../roles.ts'
import type { RoleChoices } from './role-field.tsx'

/** The roles of a shop as a form offers them to the caller. */
export async function roleChoices(ctx: Ctx, shopId: string, own?: readonly OwnRole[]): Promise<RoleChoices> {
  const made = own ?? (await ownRolesOf(ctx, shopId))
  return {
    may: SHOP_ROLES.filter((role) => mayGiveRole(ctx, shopId, role)),
    own: made.map(({ id, name, rights }) => ({
      id,
      name,
      count: rights.length,
      may: mayGiveRights(ctx, shopId, rights),
    })),
  }
}

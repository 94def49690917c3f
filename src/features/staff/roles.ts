import { grantIn, type ShopRole } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { forbidden, illegalMove } from '../../kit/errors.ts'
import { ownersOfOrganisation } from '../organisations/organisation.ts'
import type { Shop } from '../shops/shop.ts'
import { selectPeople } from './store.ts'

/** The super admin and the system, who may do everything everywhere. */
export function isPlatform({ caller }: Ctx): boolean {
  return (
    caller.kind === 'system' || (caller.kind === 'account' && caller.platformRoles.includes('super_admin'))
  )
}

/** Whether the caller may make and change owners: an owner of the shop, the super admin, the system. */
export function mayHandleOwners(ctx: Ctx, shopId: string): boolean {
  return isPlatform(ctx) || (grantIn(ctx.caller, shopId)?.roles.includes('owner') ?? false)
}

/** Throws 403 where one of the roles is an owner's and the caller may not handle owners. */
export function guardOwners(ctx: Ctx, shopId: string, ...roles: (readonly ShopRole[])[]): void {
  if (roles.flat().includes('owner') && !mayHandleOwners(ctx, shopId)) throw forbidden()
}

/** Throws 409 `last_owner` where the person is the only owner with an account that the shop has left. */
export async function guardLastOwner(tx: Ctx, shop: Shop, personId: string): Promise<void> {
  const people = await selectPeople(tx, shop.id, { left: false })
  const others = people.some(
    (person) => person.id !== personId && person.accountId !== null && person.roles.includes('owner'),
  )
  if (others || (await ownersOfOrganisation(tx, shop.organisationId)) > 0) return
  throw illegalMove('last_owner')
}

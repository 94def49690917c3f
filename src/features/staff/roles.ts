import {
  grantIn,
  inPerson,
  permissionsOf,
  type Right,
  rightsBeyond,
  rightsIn,
  type ShopRole,
} from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { explainConstraint, forbidden, illegalMove } from '../../kit/errors.ts'
import { lockOrganisation, ownersOfOrganisation } from '../organisations/organisation.ts'
import type { Shop } from '../shops/shop.ts'
import { hasOwnerBeside } from './owned-shops.ts'
import type { OwnRole } from './own-roles.ts'
import type { Person } from './people.ts'
import { selectPeople } from './store.ts'
import { selectOwnRoles } from './store-own-roles.ts'

// The database keeps an owner too, whatever was asked here.
explainConstraint('shops_keep_an_owner', () => illegalMove('last_owner'))

/** Roles that somebody holds or is to hold: those that every shop has, and those of the shop's own making. */
export interface HeldRoles {
  roles: readonly ShopRole[]
  ownRoles: readonly OwnRole[]
}

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

/**
 * Whether the caller may give a role that every shop has: owners each, managers each but an owner's, others what they
 * hold themselves.
 */
export function mayGiveRole(ctx: Ctx, shopId: string, role: ShopRole): boolean {
  if (mayHandleOwners(ctx, shopId)) return true
  if (role === 'owner') return false
  if (grantIn(ctx.caller, shopId)?.roles.includes('manager')) return true
  return mayGiveRights(ctx, shopId, rightsIn(permissionsOf([role])))
}

/** Whether the caller may give these rights by a role of the shop's own: owners each, others what they hold themselves. */
export function mayGiveRights(ctx: Ctx, shopId: string, rights: readonly Right[]): boolean {
  if (mayHandleOwners(ctx, shopId)) return true
  const held = grantIn(ctx.caller, shopId)?.permissions
  return held !== undefined && rightsBeyond(rights, held).length === 0
}

/** Throws 403 where one of the rights is not the caller's to give, or not in person: see `giveInPerson`. */
export function guardRights(ctx: Ctx, shopId: string, ...rights: (readonly Right[])[]): void {
  giveInPerson(ctx)
  if (!mayGiveRights(ctx, shopId, rights.flat())) throw forbidden()
}

/**
 * Throws 403 for whoever acts in another's place or came by a PIN at a shared device: what they gave would last longer than
 * what let them in.
 */
export function giveInPerson(ctx: Ctx): void {
  if (ctx.caller.kind === 'account') inPerson(ctx)
}

/** Throws 403 where one of the roles is not the caller's to give: then whoever holds it is not theirs to change either. */
export function guardGiving(ctx: Ctx, shopId: string, ...held: HeldRoles[]): void {
  giveInPerson(ctx)
  for (const { roles, ownRoles } of held) {
    if (!roles.every((role) => mayGiveRole(ctx, shopId, role))) throw forbidden()
    for (const { rights } of ownRoles) guardRights(ctx, shopId, rights)
  }
}

/** The roles that a person holds at present. */
export async function heldBy(ctx: Ctx, { shopId, roles, ownRoleIds }: Person): Promise<HeldRoles> {
  return { roles, ownRoles: await selectOwnRoles(ctx, shopId, { ids: ownRoleIds }) }
}

/** Roles as the audit log writes them: the shop's own by their names. */
export function rolesInWords(roles: readonly ShopRole[], ownRoles: readonly OwnRole[]) {
  return { roles, ...(ownRoles.length > 0 ? { ownRoles: ownRoles.map(({ name }) => name) } : {}) }
}

/** The people of the shop who hold a role of its own making. */
export async function holdersOf(ctx: Ctx, shopId: string, roleId: string): Promise<Person[]> {
  const people = await selectPeople(ctx, shopId, { left: false })
  return people.filter(({ ownRoleIds }) => ownRoleIds.includes(roleId))
}

/**
 * Throws 409 `last_owner` where the person is the only owner with an account that the shop has left. Of two owners who
 * remove each other at once the second one waits here, and sees that the first is gone.
 */
export async function guardLastOwner(tx: Ctx, shop: Shop, personId: string): Promise<void> {
  await lockOrganisation(tx, shop.organisationId)
  // An owner whose account is closed is none.
  if (await hasOwnerBeside(tx, shop.id, (one) => one.id === personId)) return
  if ((await ownersOfOrganisation(tx, shop.organisationId)) > 0) return
  throw illegalMove('last_owner')
}

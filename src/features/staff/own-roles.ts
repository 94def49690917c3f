import type { Right } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { selectOwnRoles } from './store-own-roles.ts'

/** A role that a shop has made itself, from the same permissions as the roles that every shop has. */
export interface OwnRole {
  shopId: string
  id: string
  name: string
  rights: Right[]
  /** Whether it holds nothing without a second factor, from the day on that the shop's rule says. */
  needsSecondFactor: boolean
  version: number
}

/** The roles of a shop's own making by name; retired ones are gone. */
export async function ownRolesOf(ctx: Ctx, shopId: string): Promise<OwnRole[]> {
  return selectOwnRoles(ctx, shopId)
}

/** One of them; 404 for any other. */
export async function findOwnRole(ctx: Ctx, shopId: string, id: string): Promise<OwnRole> {
  const [role] = isId(id) ? await selectOwnRoles(ctx, shopId, { ids: [id] }) : []
  if (!role) throw notFound()
  return role
}

/** Those that somebody is to hold, held in their present state until the transaction ends; 404 where one is unknown. */
export async function ownRolesToGive(
  tx: Ctx,
  shopId: string,
  ids: readonly string[],
  pointer = (index: number) => `/ownRoles/${index}`,
): Promise<OwnRole[]> {
  const known = ids.filter((id) => isId(id))
  const found = await selectOwnRoles(tx, shopId, { ids: known, lock: 'share' })
  const unknown = ids.findIndex((id) => !found.some((role) => role.id === id))
  if (unknown >= 0) throw notFound(pointer(unknown))
  return found
}

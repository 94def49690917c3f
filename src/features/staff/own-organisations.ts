import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { forbidden } from '../../kit/errors.ts'
import { type Organisation, organisationById } from '../organisations/organisation.ts'
import { shopsById, shopsOfOrganisation } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { giveInPerson, isPlatform, mayHandleOwners } from './roles.ts'

/**
 * Throws 403 unless the caller owns every shop of the organisation that a shop belongs to: then each role in all of them
 * is theirs to give. Gives the shops.
 */
export async function guardOrganisation(ctx: Ctx, shop: Shop): Promise<Shop[]> {
  allowInShop(ctx, 'roles.edit', shop.id)
  const shops = await shopsOfOrganisation(ctx, shop.organisationId)
  if (!shops.every(({ id }) => mayHandleOwners(ctx, id))) throw forbidden()
  return shops
}

/** The same for whoever gives or takes roles in all shops: in person alone. */
export async function guardGivingInAll(ctx: Ctx, shop: Shop): Promise<Shop[]> {
  const shops = await guardOrganisation(ctx, shop)
  giveInPerson(ctx)
  return shops
}

/** Whether the caller owns every shop of the organisation that a shop belongs to; for screens that show or hide it. */
export async function ownsOrganisation(
  ctx: Ctx,
  shop: Pick<Shop, 'id' | 'organisationId'>,
): Promise<boolean> {
  if (!mayHandleOwners(ctx, shop.id)) return false
  if (isPlatform(ctx)) return true
  const shops = await shopsOfOrganisation(ctx, shop.organisationId)
  return shops.every(({ id }) => mayHandleOwners(ctx, id))
}

/** The organisations all of whose shops the caller owns, with their oldest shop: a new shop may belong to one. */
export async function ownOrganisations(ctx: Ctx): Promise<(Organisation & { shop: Shop })[]> {
  if (ctx.caller.kind !== 'account') return []
  const owned = ctx.caller.grants.flatMap(({ roles, shopId }) => (roles.includes('owner') ? [shopId] : []))
  const shops = [...(await shopsById(ctx, owned)).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const found: (Organisation & { shop: Shop })[] = []
  for (const shop of shops) {
    if (found.some(({ id }) => id === shop.organisationId) || !(await ownsOrganisation(ctx, shop))) continue
    const organisation = await organisationById(ctx, shop.organisationId)
    if (organisation) found.push({ ...organisation, shop })
  }
  return found
}

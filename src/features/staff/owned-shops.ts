import type { Ctx } from '../../kit/context.ts'
import { illegalMove } from '../../kit/errors.ts'
import { type Account, accountsByIds } from '../accounts/account.ts'
import { lockOrganisation, ownersOfOrganisation } from '../organisations/organisation.ts'
import { shopsById, shopsOfOrganisation } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { selectPeople } from './store.ts'
import { selectMembers } from './store-members.ts'
import { selectShopsOwnedBy } from './store-owners.ts'

/**
 * For an account that is to be closed: throws 409 `last_owner` where a shop would have no owner left who can sign in.
 * Of two owners who go at once the second waits here, and sees that the first is gone.
 */
export async function guardOwnedShops(tx: Ctx, accountId: string): Promise<void> {
  const ids = await selectShopsOwnedBy(tx, accountId)
  const shops = [...(await shopsById(tx, ids)).values()]
  const organisations = [...new Set(shops.map(({ organisationId }) => organisationId))].toSorted()
  for (const id of organisations) await lockOrganisation(tx, id)
  for (const shop of shops) {
    if (await hasOwnerBeside(tx, shop.id, (one) => one.accountId === accountId)) continue
    if ((await ownersOfOrganisation(tx, shop.organisationId, accountId)) > 0) continue
    throw illegalMove('last_owner', { shop: shop.slug }, { shop: shop.name })
  }
}

/**
 * Once somebody owns an organisation no more: throws 409 `last_owner` where one of its shops would have no owner left who
 * can sign in. Whoever calls holds the organisation.
 */
export async function guardOwnersLeft(
  tx: Ctx,
  { organisationId }: Pick<Shop, 'organisationId'>,
): Promise<void> {
  if ((await ownersOfOrganisation(tx, organisationId)) > 0) return
  for (const { id, slug, name } of await shopsOfOrganisation(tx, organisationId))
    if (!(await hasOwnerBeside(tx, id, () => false)))
      throw illegalMove('last_owner', { shop: slug }, { shop: name })
}

/** Everybody who owns a shop, as one of its people or through its organisation; closed accounts too. */
export async function ownersOf(ctx: Ctx, { id, organisationId }: Shop): Promise<Account[]> {
  const people = await selectPeople(ctx, id, { left: false })
  const owners = [...people, ...(await selectMembers(ctx, organisationId))].flatMap(({ accountId, roles }) =>
    accountId && roles.includes('owner') ? [accountId] : [],
  )
  return accountsByIds(ctx, [...new Set(owners)])
}

/** Whether a shop has an owner who can sign in, beside those that go. */
export async function hasOwnerBeside(
  tx: Ctx,
  shopId: string,
  goes: (person: { id: string; accountId: string | null }) => boolean,
): Promise<boolean> {
  const people = await selectPeople(tx, shopId, { left: false })
  const owners = people.flatMap((person) =>
    person.accountId && person.roles.includes('owner') && !goes(person) ? [person.accountId] : [],
  )
  return (await accountsByIds(tx, owners)).some(({ deactivatedAt }) => deactivatedAt === null)
}

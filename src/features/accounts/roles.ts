import type { AccountCaller, PlatformRole, ShopRole } from '../../kit/access/index.ts'

/** One hat of a person: a shop's role with the shop's slug, `customer` (every account), or a platform role. */
export interface Hat {
  role: ShopRole | PlatformRole | 'customer'
  shop?: string
}

/** The roles of shops' own making that a person holds, each with its shop. */
export function ownHatsOf({ grants }: Pick<AccountCaller, 'grants'>): { name: string; shop: string }[] {
  return grants.flatMap(({ ownRoles = [], shopSlug }) =>
    ownRoles.map(({ name }) => ({ name, shop: shopSlug })),
  )
}

/** All hats of a person, the shops' first. */
export function hatsOf({ grants, platformRoles }: Pick<AccountCaller, 'grants' | 'platformRoles'>): Hat[] {
  return [
    ...grants.flatMap(({ roles, shopSlug }) => roles.map((role): Hat => ({ role, shop: shopSlug }))),
    ...platformRoles.map((role): Hat => ({ role })),
    { role: 'customer' },
  ]
}

import { GRID, type Permission, type Scope } from './permissions.ts'

/**
 * What the roles of a shop may hold, by the part of the day's work that it belongs to. The settings page shows it in
 * this order. What the platform alone holds, and what everybody holds as a customer, is not here and can be given to
 * nobody. Imports nothing of the server: forms in the browser list it too.
 */
export const RIGHT_GROUPS = {
  counter: [
    'requests.read',
    'requests.create',
    'appointments.read',
    'appointments.create',
    'appointments.move',
    'appointments.cancel',
    'appointments.approve',
    'customers.read',
    'customers.create',
    'customers.edit',
    'customers.deactivate',
    'customers.merge',
    'customers.resetPassword',
    'assets.read',
    'assets.edit',
    'messages.read',
    'messages.send',
  ],
  work: [
    'orders.read',
    'orders.edit',
    'orders.assign',
    'orders.move',
    'orders.cancel',
    'orders.close',
    'clock.own',
    'clock.correct',
    'inspections.fill',
    'inspections.file',
    'inspections.template',
    'passcode.read',
  ],
  stock: ['parts.read', 'parts.use', 'parts.ask', 'parts.edit', 'stock.adjust', 'purchases.edit'],
  money: [
    'estimates.edit',
    'estimates.send',
    'estimates.approve',
    'invoices.read',
    'invoices.issue',
    'invoices.credit',
    'payments.record',
    'payments.verify',
    'payments.refund',
    'writeoff',
    'till.close',
    'books.read',
    'books.export',
    'books.lockPeriod',
  ],
  people: [
    'staff.read',
    'staff.invite',
    'staff.edit',
    'roles.edit',
    'schedule.read',
    'schedule.edit',
    'timeoff.ask',
  ],
  shop: [
    'shop.read',
    'shop.edit',
    'services.read',
    'services.edit',
    'content.edit',
    'promotions.edit',
    'tips.edit',
    'campaigns.send',
    'reviews.answer',
    'reviews.moderate',
  ],
  figures: ['reports.work', 'reports.money', 'analytics.traffic'],
  control: [
    'audit.read',
    'compliance.page',
    'customers.export',
    'customers.erase',
    'data.export',
    'data.import',
    'apiKeys.edit',
    'webhooks.edit',
  ],
} as const satisfies Record<string, readonly Permission[]>

export type RightGroup = keyof typeof RIGHT_GROUPS
/** A permission that a role of a shop can hold. */
export type ShopPermission = (typeof RIGHT_GROUPS)[RightGroup][number]
/** A permission as it is given: `orders.read` in the whole shop, `orders.read:own` on one's own. */
export type Right = ShopPermission | `${ShopPermission}:own`

export const SHOP_PERMISSIONS: readonly ShopPermission[] = Object.values(RIGHT_GROUPS).flat()

// Of these everybody has only their own: to give them narrower would say nothing.
const ALWAYS_OWN: ReadonlySet<ShopPermission> = new Set(['timeoff.ask', 'clock.own'])

/** How widely a permission can be given: as the grid gives it to some role of a shop. */
export function scopesOf(permission: ShopPermission): Scope[] {
  const { all, own } = GRID[permission] as { all?: readonly string[]; own?: readonly string[] }
  if (ALWAYS_OWN.has(permission)) return ['all']
  return [...(all ? (['all'] as const) : []), ...(own ? (['own'] as const) : [])]
}

/** Everything that can be given. */
export const SHOP_RIGHTS: readonly [Right, ...Right[]] = SHOP_PERMISSIONS.flatMap((permission) =>
  scopesOf(permission).map((scope) => rightOf(permission, scope)),
) as [Right, ...Right[]]

export function rightOf(permission: ShopPermission, scope: Scope): Right {
  return scope === 'all' ? permission : `${permission}:own`
}

/** What is held, as rights, in the order of the groups. */
export function rightsIn(held: ReadonlyMap<Permission, Scope>): Right[] {
  return SHOP_PERMISSIONS.flatMap((permission) => {
    const scope = held.get(permission)
    return scope ? [rightOf(permission, scopesOf(permission).includes(scope) ? scope : 'all')] : []
  })
}

/** Each permission once, the wider scope where both were chosen, in the order of the groups. */
export function tidyRights(rights: readonly Right[]): Right[] {
  const chosen = new Set(rights)
  return SHOP_RIGHTS.filter((right) => {
    const whole = right.replace(/:own$/, '') as ShopPermission
    return chosen.has(right) && (right === whole || !chosen.has(whole))
  })
}

/** The rights among these that the holder of others does not have at least as widely. */
export function rightsBeyond(rights: readonly Right[], held: ReadonlyMap<Permission, Scope>): Right[] {
  return rights.filter((right) => {
    const scope = held.get(right.replace(/:own$/, '') as ShopPermission)
    return right.endsWith(':own') ? scope === undefined : scope !== 'all' && !isAlwaysOwn(right, scope)
  })
}

const isAlwaysOwn = (right: Right, scope: Scope | undefined): boolean =>
  scope !== undefined && ALWAYS_OWN.has(right as ShopPermission)

import type { Permission, Scope } from './permissions.ts'
import type { ShopRole } from './shop-roles.ts'

export type { ShopRole }
export type PlatformRole = 'super_admin' | 'admin' | 'support'

/** A person's rights in one shop: `staffId` is their row there, null where the right comes from the organisation. */
export interface Grant {
  shopId: string
  shopSlug: string
  staffId: string | null
  roles: ShopRole[]
  permissions: ReadonlyMap<Permission, Scope>
}

export interface AccountCaller {
  kind: 'account'
  accountId: string
  sessionId: string
  name: string
  email: string | null
  platformRoles: PlatformRole[]
  grants: Grant[]
  /** Whether this session has shown a second factor, and who asks for one that it has not. */
  secondFactor?: { shown: boolean; owedTo: readonly { place: string; withheld: boolean }[] }
}

/**
 * Who calls. A guest may hold a tracking code, which opens one order and nothing else; `system` is a
 * job or a reaction and may do what its code does.
 */
export type Caller =
  | { kind: 'nobody'; orderId?: string }
  | (AccountCaller & { orderId?: string })
  | { kind: 'system'; because: string }

/** The account's id, or null for guests and the system. */
export function accountIdOf(caller: Caller): string | null {
  return caller.kind === 'account' ? caller.accountId : null
}

/** The caller's rights in a shop, if they have any there. */
export function grantIn(caller: Caller, shopId: string): Grant | undefined {
  return caller.kind === 'account' ? caller.grants.find((grant) => grant.shopId === shopId) : undefined
}

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
  /** Roles of the shop's own making, held beside. */
  ownRoles?: readonly { id: string; name: string }[]
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
  /** When this session last showed who its person is: by signing in, by a second factor, or once more by `proveBy`. */
  provenAt?: Temporal.Instant
  /** By what the person shows it once more. */
  proveBy?: ProveBy
  /** Rights in this one shop and none as a customer: at a shared device, or where somebody acts at a shop. */
  onlyIn?: string
  /** Whoever of the platform acts in this person's place. */
  actedBy?: ActedBy
  /** The shared device of a shop at which the person gave their PIN. */
  device?: SharedDevice
}

/** The password, or for an account without one a code to its phone. */
export type ProveBy = 'password' | 'phone'

/** Who really sits there while somebody acts in another's place. */
export interface ActedBy {
  accountId: string
  name: string
  /** Whether they may also do what is personal: the grid gives that to the super admin alone. */
  isSuperAdmin: boolean
  impersonationId: string
  until: Temporal.Instant
  /** The zone of the shop that they act in. */
  zone: string | null
}

export interface SharedDevice {
  id: string
  name: string
  /** It locks by itself after so many minutes without use. */
  lockMinutes: number
}

/** Another program with a key of one shop: it holds what the key was given there, and nothing anywhere else. */
export interface KeyCaller {
  kind: 'key'
  keyId: string
  name: string
  grant: Grant
}

/**
 * Who calls. A guest may hold a tracking code, which opens one order and nothing else; `system` is a
 * job or a reaction and may do what its code does.
 */
export type Caller =
  | { kind: 'nobody'; orderId?: string }
  | (AccountCaller & { orderId?: string })
  | (KeyCaller & { orderId?: string })
  | { kind: 'system'; because: string }

/** The account's id, or null for guests, keys and the system. */
export function accountIdOf(caller: Caller): string | null {
  return caller.kind === 'account' ? caller.accountId : null
}

/** Who the caller is among all: the account, or the key; null for guests and the system. */
export function callerId(caller: Caller): string | null {
  return caller.kind === 'key' ? caller.keyId : accountIdOf(caller)
}

/** Who really did it, and in whose place where somebody acts for another: for audit and events. */
export function doerOf(caller: Caller): { actorId: string | null; actingFor: string | null } {
  const by = caller.kind === 'account' ? caller.actedBy : undefined
  const self = accountIdOf(caller)
  return by ? { actorId: by.accountId, actingFor: self } : { actorId: self, actingFor: null }
}

/** The caller's rights in a shop, if they have any there. */
export function grantIn(caller: Caller, shopId: string): Grant | undefined {
  if (caller.kind === 'key') return caller.grant.shopId === shopId ? caller.grant : undefined
  return caller.kind === 'account' ? caller.grants.find((grant) => grant.shopId === shopId) : undefined
}

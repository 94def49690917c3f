import type { Ctx } from '../context.ts'
import { forbidden, notFound, Problem, unauthenticated } from '../errors.ts'
import { type AccountCaller, type Caller, grantIn, type PlatformRole } from './caller.ts'
import { customerHolds, isPersonal, type Permission, platformHolds } from './permissions.ts'

/** What access needs to know of a record: whose shop, whose order, who works on it. */
export interface Subject {
  shopId?: string | null
  /** The customer's account, where the record has one. */
  accountId?: string | null
  /** The order that the record is or belongs to; a tracking code opens exactly this. */
  orderId?: string | null
  /** For one record of a shop: by which permission it is seen. To whoever lacks it, the record does not exist. */
  readBy?: Permission
  /** The staff rows (ids in that shop) whose own record this is. */
  staffIds?: readonly string[]
}

export type Verdict = 'yes' | 'forbidden' | 'not-found' | 'unauthenticated'

/**
 * Whether the caller may, by the grid. `not-found` where the record does not exist for the caller,
 * `forbidden` where they see it (they hold some right over it) but may not act.
 */
export function judge(caller: Caller, permission: Permission, subject: Subject): Verdict {
  const verdict = verdictOf(caller, permission, subject)
  return verdict === 'yes' && isTooPersonal(caller, permission) ? 'forbidden' : verdict
}

function verdictOf(caller: Caller, permission: Permission, subject: Subject): Verdict {
  if (caller.kind === 'system') return 'yes'
  const owns =
    (caller.orderId !== undefined && caller.orderId === subject.orderId) ||
    (caller.kind === 'account' &&
      caller.onlyIn === undefined &&
      subject.accountId != null &&
      caller.accountId === subject.accountId)
  if (owns && customerHolds(permission)) return 'yes'
  if (caller.kind === 'nobody') {
    if (owns) return 'forbidden'
    // A code opens one order; what lies beyond is not there, whether it exists or not.
    return caller.orderId === undefined ? 'unauthenticated' : 'not-found'
  }
  if (platformHolds(platformRolesOf(caller), permission)) return 'yes'
  const grant = subject.shopId ? grantIn(caller, subject.shopId) : undefined
  const scope = grant?.permissions.get(permission)
  if (scope === 'all') return 'yes'
  const isOwn = grant?.staffId != null && (subject.staffIds?.includes(grant.staffId) ?? false)
  if (scope === 'own' && isOwn) return 'yes'
  return owns || sees(caller, permission, subject, isOwn) ? 'forbidden' : 'not-found'
}

const platformRolesOf = (caller: Caller): readonly PlatformRole[] =>
  caller.kind === 'account' ? caller.platformRoles : []

/** What is personal is reached by acting in another's place, but by the super admin alone. */
function isTooPersonal(caller: Caller, permission: Permission): boolean {
  if (caller.kind !== 'account' || !caller.actedBy) return false
  return isPersonal(permission) && !caller.actedBy.isSuperAdmin
}

function sees(caller: Caller, permission: Permission, subject: Subject, isOwn: boolean): boolean {
  if (platformRolesOf(caller).includes('super_admin')) return true
  const grant = subject.shopId ? grantIn(caller, subject.shopId) : undefined
  if (!grant) return false
  const readBy = subject.readBy ?? (subject.orderId ? 'orders.read' : undefined)
  if (!readBy) return true
  // What one may not read is not there: only acts on what is seen are forbidden.
  if (permission.endsWith('.read')) return false
  const reads = grant.permissions.get(readBy)
  return reads === 'all' || (reads === 'own' && (isOwn || subject.staffIds === undefined))
}

/** Whether the caller may; for screens that show or hide an action. */
export function can(ctx: Ctx, permission: Permission, subject: Subject): boolean {
  return judge(ctx.caller, permission, subject) === 'yes'
}

/** Throws 401, 404 or 403 unless the caller may. `pointer` names the input that led to the record. */
export function allow(ctx: Ctx, permission: Permission, subject: Subject, pointer?: string): void {
  const verdict = judge(ctx.caller, permission, subject)
  if (verdict === 'yes') return
  if (verdict === 'unauthenticated') throw unauthenticated()
  if (verdict === 'forbidden') throw forbidden()
  throw notFound(pointer)
}

/** For a list of one shop: throws 401, or 403 without the permission there (contract: `?shop=`); gives the scope. */
export function allowInShop(ctx: Ctx, permission: Permission, shopId: string): 'all' | 'own' {
  const { caller } = ctx
  if (caller.kind === 'system') return 'all'
  if (caller.kind === 'nobody') throw unauthenticated()
  if (platformHolds(platformRolesOf(caller), permission)) return 'all'
  const scope = grantIn(caller, shopId)?.permissions.get(permission)
  if (!scope || isTooPersonal(caller, permission)) throw forbidden()
  return scope
}

/** The signed-in account wherever it is, also at a shared device; or 401. 403 for a key, which is nobody's person. */
export function anyAccount(ctx: Ctx): AccountCaller & { orderId?: string } {
  if (ctx.caller.kind === 'key') throw new Problem('forbidden', { reason: 'key_is_no_person' })
  if (ctx.caller.kind !== 'account') throw unauthenticated()
  return ctx.caller
}

/** The signed-in account, or 401; 403 for who has only a shop's rights here: what is their own is not in reach. */
export function signedIn(ctx: Ctx): AccountCaller & { orderId?: string } {
  const caller = anyAccount(ctx)
  if (caller.onlyIn !== undefined)
    throw new Problem('forbidden', { reason: caller.actedBy ? 'acting_for_other' : 'shared_device' })
  return caller
}

/** 403 for whoever acts in another's place. */
export function refuseActing({ caller }: Ctx): void {
  if (caller.kind === 'account' && caller.actedBy)
    throw new Problem('forbidden', { reason: 'acting_for_other' })
}

/**
 * The signed-in account in their own person, or 401: what opens an account and what is secret about it. 403 for whoever
 * acts in another's place and at a shared device.
 */
export function inPerson(ctx: Ctx): AccountCaller & { orderId?: string } {
  const caller = anyAccount(ctx)
  refuseActing(ctx)
  if (caller.device) throw new Problem('forbidden', { reason: 'shared_device' })
  return caller
}

/** For how many minutes it counts that somebody has shown who they are. */
const PROOF_MINUTES = 10

/** Whether the caller has shown within the last minutes who they are, or is no person's session at all. */
export function justProven({ caller, now }: Ctx): boolean {
  if (caller.kind !== 'account') return true
  const since = caller.provenAt
  return since !== undefined && Temporal.Instant.compare(since, now.subtract({ minutes: PROOF_MINUTES })) > 0
}

/** 403 for a session that has not shown lately whose it is; `proveBy` says how it does. */
export function refuseUnproven(ctx: Ctx): void {
  const { caller } = ctx
  if (caller.kind !== 'account' || justProven(ctx)) return
  throw new Problem('forbidden', { reason: 'prove_again', extra: { proveBy: caller.proveBy ?? 'password' } })
}

/**
 * The same as `inPerson`, shown lately: before what gives a lasting way in, so that a browser left open or a session that was
 * stolen gives none.
 */
export function inPersonProven(ctx: Ctx): AccountCaller & { orderId?: string } {
  const caller = inPerson(ctx)
  refuseUnproven(ctx)
  return caller
}

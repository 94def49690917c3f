import { illegalMove } from '../errors.ts'
import type { Caller } from './caller.ts'
import { platformHolds } from './permissions.ts'

/**
 * Names whoever is at a browser that changes hands: acts for others or may, or is a shared device. A form and a call that
 * were made for another hand are refused. Undefined for everybody else.
 */
export function handOf(caller: Caller): string | undefined {
  if (caller.kind !== 'account') return undefined
  if (caller.actedBy) return caller.actedBy.impersonationId
  const changes = caller.device || platformHolds(caller.platformRoles, 'platform.impersonate')
  return changes ? caller.sessionId : undefined
}

/** 409 where somebody else's hand sent it: it was made before the browser changed hands. */
export function refuseOtherHand(caller: Caller, hand: string | undefined): void {
  if (hand === undefined || caller.kind !== 'account') return
  if (hand !== (handOf(caller) ?? '')) throw illegalMove('other_hand')
}
